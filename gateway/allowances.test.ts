import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#kernel/clock.ts';
import { type Database, openDatabase } from '#service/database.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { allowances } from './allowances.ts';

let at: TestDatabase;
let database: Database;
let other: Database;

beforeAll(async () => {
  at = await freshDatabase();
  const url = at.url('gateway');
  [database, other] = await Promise.all([
    openDatabase({ url, schema: 'gateway' }),
    openDatabase({ url, schema: 'gateway' }),
  ]);
});

afterAll(async () => {
  await Promise.all([database.destroy(), other.destroy()]);
  await at.drop();
});

const noon = '2026-11-22T04:00:00.000Z';
const lookups = (client: string, count = 1, most = 100) => ({ client, measure: 'lookups' as const, most, count });
const codeOf = (error: unknown) => (error as { extensions: Record<string, unknown> }).extensions;
/** How a use is refused; some are at once, others after the database was asked. */
async function refused(use: () => Promise<void> | undefined) {
  try {
    await use();
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** How often one is let through, one after the other, until it is refused. */
async function passed(use: () => Promise<void> | undefined): Promise<number> {
  for (let count = 0; ; count += 1) if (await refused(use)) return count;
}

describe('an allowance', () => {
  it('lets a client look up exactly as often as is agreed, and says when it may again', async () => {
    const one = allowances(database, settableClock(noon));
    expect(await passed(() => one.use(lookups('exact')))).toBe(100);
    const detail = await refused(() => one.use(lookups('exact')));
    expect(detail).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      rule: 'lookups',
      // Midnight in Shanghai.
      nextAllowed: '2026-11-22T16:00:00.000Z',
      http: { status: 429, headers: new Map([['retry-after', '43200']]) },
    });
  });

  it('begins anew at midnight in Shanghai, not of the machine', async () => {
    const clock = settableClock('2026-11-22T15:59:59.000Z');
    const one = allowances(database, clock);
    expect(await passed(() => one.use(lookups('midnight')))).toBe(100);
    clock.set('2026-11-22T16:00:00.000Z');
    expect(await passed(() => one.use(lookups('midnight')))).toBe(100);
  });

  it('holds over gateways that count at once: never more, whoever is asked', async () => {
    const clock = settableClock(noon);
    const gateways = [database, other, database].map((each) => allowances(each, clock));
    const asked = Array.from({ length: 1_200 }, (_, n) =>
      refused(() => gateways[n % 3]!.use(lookups('many', 1, 1_000))),
    );
    const through = (await Promise.all(asked)).filter((code) => code === undefined).length;
    expect(through).toBeLessThanOrEqual(1_000);
    // What each has drawn and not used is at most its last part.
    expect(through).toBeGreaterThanOrEqual(1_000 - 2 * 10);
  });

  it('survives a restart: given back in order, and after a kill never more', async () => {
    const clock = settableClock(noon);
    const first = allowances(database, clock);
    await first.use(lookups('restart', 30));
    await first.close();
    const second = allowances(database, clock);
    await second.use(lookups('restart', 30));
    // Killed: what it had drawn and not used is lost, at most a hundredth of the day's.
    const third = allowances(other, clock);
    const rest = await passed(() => third.use(lookups('restart')));
    expect(rest).toBeLessThanOrEqual(40);
    expect(rest).toBeGreaterThanOrEqual(39);
  });

  it('counts a thousand at once or not at all', async () => {
    const one = allowances(database, settableClock(noon));
    await one.use(lookups('batch', 1_000, 1_500));
    expect(await refused(() => one.use(lookups('batch', 1_000, 1_500)))).toMatchObject({ code: 'QUOTA_EXCEEDED' });
    expect(await refused(() => one.use(lookups('batch', 500, 1_500)))).toBeUndefined();
    expect(await refused(() => one.use(lookups('batch', 1_501, 1_500)))).toMatchObject({ code: 'QUOTA_EXCEEDED' });
  });

  it('asks the database seldom, and not for every refusal', async () => {
    let statements = 0;
    const counted = new Proxy(database, {
      get: (target, key) => {
        if (key === 'query') statements += 1;
        const value = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const two = allowances(counted, settableClock(noon));
    expect(await passed(() => two.use(lookups('seldom', 1, 1_000)))).toBe(1_000);
    for (let n = 0; n < 100; n += 1) await refused(() => two.use(lookups('seldom', 1, 1_000)));
    expect(statements).toBeGreaterThanOrEqual(100);
    expect(statements).toBeLessThanOrEqual(101);
  });

  it('counts requests by the minute, and looks at no other client', async () => {
    const clock = settableClock('2026-11-22T04:00:30.000Z');
    const one = allowances(database, clock);
    const use = (client: string) => one.use({ client, measure: 'requests', most: 60, count: 1 });
    expect(await passed(() => use('bank-a'))).toBe(60);
    expect(await refused(() => use('bank-a'))).toMatchObject({
      rule: 'requests',
      nextAllowed: '2026-11-22T04:01:00.000Z',
    });
    expect(await refused(() => use('bank-b'))).toBeUndefined();
    clock.set('2026-11-22T04:01:00.000Z');
    expect(await refused(() => use('bank-a'))).toBeUndefined();
  });

  it('is not passed over while the database is away', async () => {
    const away = await openDatabase({ url: at.url('gateway'), schema: 'gateway' });
    await away.destroy();
    const one = allowances(away, settableClock(noon));
    expect(await refused(() => one.use(lookups('away')))).toMatchObject({ code: 'UNAVAILABLE', http: { status: 503 } });
  });
});
