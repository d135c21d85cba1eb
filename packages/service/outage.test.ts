import type { PgBoss } from 'pg-boss';
import { describe, expect, it } from 'vitest';
import { isOutage, throughOutage } from './outage.ts';

const error = (code: string, more: object = {}) => Object.assign(new Error('fault'), { code, ...more });
const bossWhose = (query: () => Promise<unknown>) => ({ getDb: () => ({ executeSql: query }) }) as unknown as PgBoss;

describe('a database that went away', () => {
  it.each([
    ['that stops', error('57P01')],
    ['that starts', error('57P03')],
    ['that is not there', error('ECONNREFUSED')],
    ['that broke off, as a driver says it', new Error('Connection terminated unexpectedly')],
    ['inside a failed query', Object.assign(new Error('query'), { driverError: error('08006') })],
    ['as a cause', new Error('outer', { cause: error('ECONNRESET') })],
    ['among several failures', new AggregateError([new Error('other'), error('57P02')])],
    ['told as a plain object', { message: 'Connection terminated' }],
  ])('is known by what is said of one %s', (_, fault) => {
    expect(isOutage(fault)).toBe(true);
  });

  it('is not a rule that was broken, nor nothing', () => {
    for (const fault of [error('23505'), new Error('no'), null, undefined, 'ECONNREFUSED'])
      expect(isOutage(fault)).toBe(false);
  });
});

describe('work that waits for the database', () => {
  it('is done once the database is back', async () => {
    let away = 2;
    const work = async () => {
      away -= 1;
      if (away >= 0) throw error('ECONNREFUSED');
      return 'done';
    };
    expect(
      await throughOutage(
        bossWhose(() => Promise.reject(error('ECONNREFUSED'))),
        'work',
        work,
      ),
    ).toBe('done');
  });

  it('fails at once for any other fault, and soon where it is somebody else who is out of reach', async () => {
    let tries = 0;
    const failing = (code: string) => async () => {
      tries += 1;
      throw error(code);
    };
    const answering = bossWhose(async () => ({ rows: [] }));
    await expect(throughOutage(answering, 'work', failing('23505'))).rejects.toThrow('fault');
    expect(tries).toBe(1);
    await expect(throughOutage(answering, 'work', failing('ECONNREFUSED'))).rejects.toThrow('fault');
    expect(tries).toBe(10);
  });
});
