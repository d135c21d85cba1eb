import type { Booked } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { Accounts } from './create-dues.ts';

/** A run over all accounts of a city, once for a kind and period. */
export type RunOf = { kind: RunKind; city: CityCode; period: string };
/** What can be done to all accounts, and what can be tried. */
export type BookingRun = 'collect' | 'close-month' | 'settle-interest';
export type RunKind = BookingRun | 'reverse-collect' | 'reverse-interest' | `preview-${BookingRun}`;
/** A part of a run that is done in one transaction. */
export type Chunk = { runId: number; number: number; accounts: Accounts };

/** A debit batch is as large as a bank likes its files; elsewhere nobody should wait long for an account that a chunk holds. */
const chunkSizeOf = (kind: RunKind): number => (kind.endsWith('collect') ? 10_000 : 2_500);

/**
 * The chunks of a run that are not done yet; the first call fixes which accounts take part: those given, or all of the
 * city. None when it is finished, or paused by staff.
 */
export async function openRun(
  context: Context,
  { kind, city, period }: RunOf,
  accounts?: readonly number[],
): Promise<Chunk[]> {
  return context.database.transaction(async (db) => {
    await beginRun(context, db, { kind, city, period }, { accounts });
    const open = await rows<{ runId: number; number: number; first: number; last: number }>(
      db,
      `SELECT c.run_id AS "runId", c.chunk AS number, c.first_account AS first, c.last_account AS last
       FROM run r JOIN run_chunk c ON c.run_id = r.id
       WHERE r.kind = $1 AND r.city = $2 AND r.period = $3 AND c.done_at IS NULL AND r.paused_at IS NULL
         AND r.reversed_by IS NULL
       ORDER BY c.chunk`,
      [kind, city, period],
    );
    return open.map(({ runId, number, first, last }) => ({ runId, number, accounts: { city, first, last } }));
  });
}

/** Puts a run and its chunks in place, of the accounts given or of all, begun or paused from the first moment on. Again changes nothing. */
export async function beginRun(
  context: Context,
  db: Db,
  { kind, city, period }: RunOf,
  { accounts, paused = false }: { accounts?: readonly number[] | undefined; paused?: boolean },
): Promise<void> {
  const now = context.clock.now();
  const [begun] = await rows<{ id: number }>(
    db,
    `INSERT INTO run (kind, city, period, started_at, paused_at) SELECT $1, $2, $3, $4, $5
     WHERE NOT EXISTS (SELECT FROM run WHERE kind = $1 AND city = $2 AND period = $3 AND reversed_by IS NULL)
     ON CONFLICT DO NOTHING RETURNING id`,
    [kind, city, period, now, paused ? now : null],
  );
  if (begun) await (accounts ? insertChunksOf(db, begun.id, kind, accounts) : insertChunks(db, begun.id, kind, city));
}

async function insertChunks(db: Db, runId: number, kind: RunKind, city: CityCode): Promise<void> {
  await db.query(
    `INSERT INTO run_chunk (run_id, chunk, first_account, last_account)
     SELECT $1, chunk, min(id), max(id)
     FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / $3 AS chunk FROM account WHERE city = $2) AS numbered
     GROUP BY chunk`,
    [runId, city, chunkSizeOf(kind)],
  );
}

// By ranges of ids, so that the range of a chunk has no more accounts than one of a run over all.
async function insertChunksOf(db: Db, runId: number, kind: RunKind, accounts: readonly number[]): Promise<void> {
  await db.query(
    `INSERT INTO run_chunk (run_id, chunk, first_account, last_account)
     SELECT $1, id / $3, min(id), max(id) FROM unnest($2::int[]) AS id GROUP BY id / $3`,
    [runId, accounts, chunkSizeOf(kind)],
  );
}

/** Does one step of a chunk in one transaction, at most once however often it is asked, with its audit line. */
export function performChunk(
  context: Context,
  step: { name: string; run: RunOf; chunk: Chunk },
  work: (transaction: Transaction) => Promise<void>,
): Promise<unknown> {
  const { name, run, chunk } = step;
  const input = { city: run.city, period: run.period, chunk: chunk.number };
  const key = `${name}:${run.city}:${run.period}:${chunk.number}`;
  return perform(context, { name, subject: run.city, key, input }, async (transaction) => {
    await work(transaction);
    return null;
  });
}

/** Notes that a chunk is done, with the number of movements it booked and their sum in fen. */
export async function markDone(
  { db, now }: Transaction,
  chunk: Omit<Chunk, 'accounts'>,
  booked: Booked,
): Promise<void> {
  await db.query('UPDATE run_chunk SET done_at = $3, rows = $4, fen = $5 WHERE run_id = $1 AND chunk = $2', [
    chunk.runId,
    chunk.number,
    now,
    booked.rows,
    booked.fen,
  ]);
}

/** Closes a run all of whose chunks are done; tells whether it is closed now. */
export async function finishRun(context: Context, { kind, city, period }: RunOf): Promise<boolean> {
  await context.database.query(
    `UPDATE run SET finished_at = $4 WHERE kind = $1 AND city = $2 AND period = $3 AND finished_at IS NULL AND reversed_by IS NULL
     AND NOT EXISTS (SELECT FROM run_chunk c WHERE c.run_id = run.id AND c.done_at IS NULL)`,
    [kind, city, period, context.clock.now()],
  );
  const [run] = await rows<{ finished: boolean }>(
    context.database,
    'SELECT finished_at IS NOT NULL AS finished FROM run WHERE kind = $1 AND city = $2 AND period = $3 AND reversed_by IS NULL',
    [kind, city, period],
  );
  return run?.finished ?? false;
}

/** The runs of a kind that were begun in a city and are not finished, oldest first. */
export async function unfinishedRuns(context: Context, kind: RunOf['kind'], city: CityCode): Promise<RunOf[]> {
  return rows<RunOf>(
    context.database,
    'SELECT kind, city, period FROM run WHERE kind = $1 AND city = $2 AND finished_at IS NULL AND reversed_by IS NULL ORDER BY period',
    [kind, city],
  );
}

/** The last period of a kind of run that is finished in a city; null before the first. */
export async function lastFinished(
  context: Context,
  kind: RunOf['kind'],
  city: CityCode,
  db: Db = context.database.manager,
): Promise<string | null> {
  const [row] = await rows<{ period: string | null }>(
    db,
    'SELECT max(period) AS period FROM run WHERE kind = $1 AND city = $2 AND finished_at IS NOT NULL AND reversed_by IS NULL',
    [kind, city],
  );
  return row!.period;
}

/** Locks the accounts of a chunk in the order of their ids, as lockAccount does for one. */
export async function lockAccounts(db: Db, { city, first, last }: Accounts): Promise<void> {
  await db.query(
    `SELECT count(*) FROM (
       SELECT id FROM account WHERE city = $1 AND id BETWEEN $2 AND $3 ORDER BY id FOR NO KEY UPDATE) AS locked`,
    [city, first, last],
  );
}
