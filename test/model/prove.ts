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

type Lane = Play & { owner: pg.Client; tables: string[]; lived: number };

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
  return { register, owner, tables, watch: observer(owner), counts: {}, lived: 0 };
}

// What is deleted stays in the files, and every look reads through it.
const livesOfATable = 20;

/** Empties the register: each life has it to itself. Rows are deleted, and now and then the files behind them too. */
async function empty({ owner, tables, lived }: Lane): Promise<void> {
  const anew = lived % livesOfATable === 0;
  const sql = anew
    ? `TRUNCATE ${tables.join(', ')} RESTART IDENTITY`
    : tables.map((table) => `DELETE FROM ${table}`).join('; ');
  await owner.query(sql);
}

/** A failing life again, as its failure prints it: `seed:path`. */
const [replayedSeed, replayedPath] = (process.env['PROOF_PATH'] ?? ':').split(/:(.*)/) as [string, string];

async function liveIn(lane: Lane, cities: readonly (readonly City[])[], seed: number): Promise<void> {
  const property = fc.asyncProperty(lives(size.length, cities), async (life) => {
    await empty(lane);
    lane.lived += 1;
    await live(lane, life);
  });
  const path = replayedPath ? { path: replayedPath, endOnFailure: true } : {};
  const found = await fc.check(property, { seed, numRuns: Math.ceil(size.lives / size.lanes), ...path });
  if (!found.failed) return;
  const error = found.errorInstance as Error | undefined;
  error!.message = `A life differs; again by PROOF_PATH=${seed}:${found.counterexamplePath}\n${error?.message}`;
  throw error;
}

/** Lives random lives of members of the cities, in lanes beside each other; tells how many commands were given. */
export async function prove(cities: readonly (readonly City[])[], seed: number): Promise<number> {
  prepareStatements();
  const seeds = replayedPath
    ? [Number(replayedSeed)]
    : Array.from({ length: size.lanes }, (_, n) => size.seed + seed + n);
  const lanes: Lane[] = [];
  const began = performance.now();
  try {
    for (const _ of seeds) lanes.push(await open());
    // The other lanes live on, so that one run finds as many differences as there are.
    const ends = await Promise.allSettled(lanes.map((lane, n) => liveIn(lane, cities, seeds[n]!)));
    const different = ends.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    for (const { reason } of different.slice(1)) console.error(reason);
    const commands = tell(lanes, seeds, { seconds: (performance.now() - began) / 1000, divergences: different.length });
    if (different.length > 0) throw different[0]!.reason;
    return commands;
  } finally {
    for (const { owner, register } of lanes) {
      await owner.end();
      await register.close();
    }
  }
}

function tell(lanes: readonly Lane[], seeds: readonly number[], end: { seconds: number; divergences: number }): number {
  const counts: Record<string, number> = {};
  for (const { counts: own } of lanes)
    for (const [kind, n] of Object.entries(own)) counts[kind] = (counts[kind] ?? 0) + n;
  const commands = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const lived = lanes.reduce((sum, lane) => sum + lane.lived, 0);
  report('how commands ended', counts);
  report('lives beside the model', {
    ...{ 'from seed': seeds[0]!, 'to seed': seeds.at(-1)!, lives: lived, commands, divergences: end.divergences },
    'commands a second': Math.round(commands / end.seconds),
  });
  return commands;
}
