import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { proofSize, report } from '../invariants/proof-size.ts';
import { lives } from './actions.ts';
import { observer } from './observe.ts';
import { live, type Play } from './play.ts';

const size = proofSize({ small: { lives: 200, length: 30, lanes: 2 }, full: { lives: 10_000, length: 60, lanes: 4 } });
const patience = 3_600_000;
type Lane = Play & { owner: pg.Client; tables: string };
const lanes: Lane[] = [];

async function open(): Promise<Lane> {
  const register: Rehearsal = await rehearse('2026-01-01');
  const owner = new pg.Client({ connectionString: register.ownerUrl, options: '-c search_path=contributions' });
  await owner.connect();
  const { rows } = await owner.query(
    `SELECT string_agg(table_name, ', ') AS tables FROM information_schema.tables
     WHERE table_schema = 'contributions' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '%migration%'`,
  );
  return { register, owner, tables: rows[0].tables, watch: observer(owner), counts: {} };
}

/** Empties the register: each life has it to itself. */
async function empty({ owner, tables }: Lane, often: boolean): Promise<void> {
  await owner.query(
    often
      ? `TRUNCATE ${tables} RESTART IDENTITY`
      : tables
          .split(', ')
          .map((table) => `DELETE FROM ${table}`)
          .join('; '),
  );
}

beforeAll(async () => {
  for (let n = 0; n < size.lanes; n += 1) {
    const lane = await open();
    await lane.owner.query('SET session_replication_role = replica');
    lanes.push(lane);
  }
});
afterAll(async () => {
  for (const { owner, register } of lanes) {
    await owner.end();
    await register.close();
  }
});

describe('the life of an account, beside a model that shares no code with it', () => {
  it('CJ-05 CJ-06 CJ-07 CJ-09 CJ-11 CJ-12 HZ-02 HZ-04 goes as the model says, command by command', {
    timeout: patience,
  }, async () => {
    await Promise.all(
      lanes.map(async (lane, n) => {
        let lived = 0;
        const property = fc.asyncProperty(lives(size.length), async (life) => {
          await empty(lane, lived % 50 === 0);
          lived += 1;
          await live(lane, life);
        });
        await fc.assert(property, { seed: size.seed + n, numRuns: Math.ceil(size.lives / size.lanes) });
      }),
    );
    const counts: Record<string, number> = {};
    for (const lane of lanes)
      for (const [name, n] of Object.entries(lane.counts)) counts[name] = (counts[name] ?? 0) + n;
    const commands = Object.values(counts).reduce((sum, n) => sum + n, 0);
    expect(commands).toBeGreaterThan(size.lives * size.length * 0.9);
    report('answers', counts);
    report('model', { seed: size.seed, lives: size.lives, commands, divergences: 0 });
  });
});
