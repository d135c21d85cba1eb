import fc from 'fast-check';
import pg from 'pg';
import { rehearse } from '#test/contributions.ts';
import { proofSize, report } from '../invariants/proof-size.ts';
import { lives } from './actions.ts';
import type { City } from './figures.ts';
import { observer } from './observe.ts';
import { live, type Play } from './play.ts';
import { prepareStatements } from './prepared.ts';

const size = proofSize({
  small: { lives: 100, length: 30, lanes: 2 },
  full: { lives: 5_000, length: 60, lanes: 2 },
});

type Lane = Play & { owner: pg.Client; tables: string[] };

async function open(): Promise<Lane> {
  const register = await rehearse('2026-01-01');
  const owner = new pg.Client({ connectionString: register.ownerUrl, options: '-c search_path=contributions' });
  await owner.connect();
  // Without the checks of references, tables are emptied in any order.
  await owner.query('SET session_replication_role = replica');
  const { rows } = await owner.query(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'contributions' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '%migration%'`,
  );
  const tables = rows.map(({ name }) => name as string);
  return { register, owner, tables, watch: observer(owner), counts: {} };
}

const livesOfATable = 50;

/** Empties the register: each life has it to itself. Rows are deleted, and now and then the files behind them too. */
async function empty({ owner, tables }: Lane, lived: number): Promise<void> {
  const anew = lived % livesOfATable === 0;
  const sql = anew
    ? `TRUNCATE ${tables.join(', ')} RESTART IDENTITY`
    : tables.map((table) => `DELETE FROM ${table}`).join('; ');
  await owner.query(sql);
}

async function liveIn(lane: Lane, cities: readonly (readonly City[])[], seed: number): Promise<void> {
  let lived = 0;
  const property = fc.asyncProperty(lives(size.length, cities), async (life) => {
    await empty(lane, lived);
    lived += 1;
    await live(lane, life);
  });
  await fc.assert(property, { seed, numRuns: Math.ceil(size.lives / size.lanes) });
}

/** Lives random lives of members of the cities, in lanes beside each other; tells how many commands were given. */
export async function prove(cities: readonly (readonly City[])[], seed: number): Promise<number> {
  prepareStatements();
  const lanes: Lane[] = [];
  try {
    for (let n = 0; n < size.lanes; n += 1) lanes.push(await open());
    await Promise.all(lanes.map((lane, n) => liveIn(lane, cities, size.seed + seed + n)));
  } finally {
    for (const { owner, register } of lanes) {
      await owner.end();
      await register.close();
    }
  }
  const counts: Record<string, number> = {};
  for (const { counts: own } of lanes) for (const [end, n] of Object.entries(own)) counts[end] = (counts[end] ?? 0) + n;
  const commands = Object.values(counts).reduce((sum, n) => sum + n, 0);
  report('how commands ended', counts);
  report('lives beside the model', { seed: size.seed + seed, lives: size.lives, commands, divergences: 0 });
  return commands;
}
