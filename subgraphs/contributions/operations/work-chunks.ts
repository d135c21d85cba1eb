import type { Booked } from '#ledger/post.ts';
import { rows } from '#service/database.ts';
import { performWithin, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { type Chunk, finishRun, markDone, openRun, type RunOf } from './run-in-chunks.ts';

/** What one transaction does to a chunk, and what it booked. */
export type ChunkWork = (transaction: Transaction, chunk: Chunk) => Promise<Booked>;

/** What a run has written as a whole, told by the rows themselves. */
export type RunTotal = (runId: number) => Promise<Booked>;

// One for each core of a small machine: a third would only wait for the other two.
const workers = 2;

/**
 * Does a run over all accounts of a city, each chunk in one transaction that claims it first, with its audit line. Several
 * workers and processes may do it at once and die freely; a chunk that fails holds up no other and is thrown at the end.
 * Answers whether nothing is left to do: a run that staff have paused is not finished.
 */
export async function workChunks(
  context: Context,
  run: RunOf,
  name: string,
  work: ChunkWork,
  total?: RunTotal,
): Promise<boolean> {
  await openRun(context, run);
  const failed = new Map<number, unknown>();
  const claimed = { run, name, work, failed };
  const worker = async (): Promise<void> => {
    while (await workNext(context, claimed, 'FOR NO KEY UPDATE OF c SKIP LOCKED'));
  };
  await Promise.all(Array.from({ length: workers }, worker));
  // What another process holds is waited for: whatever comes after this run may rest on all of it.
  while (await workNext(context, claimed, 'FOR NO KEY UPDATE OF c'));
  if (failed.size === 1) throw [...failed.values()][0];
  if (failed.size > 1) throw new AggregateError(failed.values(), [...failed.values()].map(String).join('; '));
  if (total) await refuseDiffering(context, run, total);
  return finishRun(context, run);
}

// A run is closed when its parts add up to what it wrote, and stays open for a person to look at otherwise.
async function refuseDiffering(context: Context, { kind, city, period }: RunOf, total: RunTotal): Promise<void> {
  const [parts] = await rows<Booked & { id: number; open: number }>(
    context.database,
    `SELECT r.id, sum(c.rows)::int AS rows, sum(c.fen)::bigint AS fen, count(*) FILTER (WHERE c.done_at IS NULL)::int AS open
     FROM run r JOIN run_chunk c ON c.run_id = r.id
     WHERE r.kind = $1 AND r.city = $2 AND r.period = $3 AND r.finished_at IS NULL AND r.reversed_by IS NULL GROUP BY r.id`,
    [kind, city, period],
  );
  if (!parts || parts.open > 0) return;
  const whole = await total(parts.id);
  if (whole.rows === parts.rows && whole.fen === parts.fen) return;
  throw new Error(`The chunks of run ${parts.id} do not add up to what the run has written`);
}

type Claimed = { run: RunOf; name: string; work: ChunkWork; failed: Map<number, unknown> };

async function workNext(context: Context, { run, name, work, failed }: Claimed, lock: string): Promise<boolean> {
  let claimed: number | undefined;
  try {
    return await context.database.transaction(async (db) => {
      const [chunk] = await rows<{ runId: number; number: number; first: number; last: number }>(
        db,
        `SELECT c.run_id AS "runId", c.chunk AS number, c.first_account AS first, c.last_account AS last
         FROM run r JOIN run_chunk c ON c.run_id = r.id
         WHERE r.kind = $1 AND r.city = $2 AND r.period = $3 AND r.paused_at IS NULL AND r.reversed_by IS NULL
           AND c.done_at IS NULL
           AND c.chunk <> ALL ($4::int[])
         ORDER BY c.chunk LIMIT 1 ${lock}`,
        [run.kind, run.city, run.period, [...failed.keys()]],
      );
      if (!chunk) return false;
      claimed = chunk.number;
      const { runId, number, first, last } = chunk;
      const part: Chunk = { runId, number, accounts: { city: run.city, first, last } };
      const input = { city: run.city, period: run.period, chunk: number };
      // By the run's own number: a year that was taken back is settled again under the same name.
      const command = { name, subject: run.city, key: `${name}:${runId}:${number}`, input };
      await performWithin(db, context, command, async (transaction) => {
        const booked = await work(transaction, part);
        await markDone(transaction, part, booked);
        return null;
      });
      return true;
    });
  } catch (error) {
    if (claimed === undefined) throw error;
    failed.set(claimed, error);
    return true;
  }
}
