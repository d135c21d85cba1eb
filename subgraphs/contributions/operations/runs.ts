import type { Instant } from '#kernel/clock.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { pageSize } from '#service/connection.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import type { RunKind } from './run-in-chunks.ts';

/** How far a run has come; money in fen. */
export type RunView = {
  id: string;
  kind: RunKind;
  city: CityCode;
  period: string;
  chunks: number;
  chunksDone: number;
  /** Movements booked, or agreements ended, or lines that the bank would be asked for; and their sum in fen. */
  rows: number;
  amount: Fen;
  startedAt: Instant;
  finishedAt: Instant | null;
  pausedAt: Instant | null;
  /** The run that this one takes back. */
  reverses: string | null;
  reversedBy: string | null;
  /** Who asked for a run to be taken back, and the other officer who agreed; or who rejected it, and when. */
  askedBy: string | null;
  agreedBy: string | null;
  rejectedBy: string | null;
  rejectedAt: Instant | null;
  /** The accounts that it could not be taken back from, and their sum. */
  refused: number;
  refusedAmount: Fen;
};

const columns = `r.id::text AS id, r.kind, r.city, split_part(translate(r.period, '@', ':'), ':', 1) AS period, r.started_at AS "startedAt", r.finished_at AS "finishedAt",
  r.paused_at AS "pausedAt", r.reverses::text AS reverses, r.asked_by AS "askedBy", r.agreed_by AS "agreedBy", r.rejected_by AS "rejectedBy",
  r.rejected_at AS "rejectedAt",
  coalesce(r.reversed_by, (SELECT t.id FROM run t WHERE t.reverses = r.id AND t.finished_at IS NOT NULL))::text AS "reversedBy",
  refused.*, part.*
  FROM run r CROSS JOIN LATERAL (
    SELECT count(*)::int AS refused, coalesce(sum(fen), 0)::bigint AS "refusedAmount"
    FROM run_refusal WHERE run_id = r.id) AS refused
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS chunks, count(c.done_at)::int AS "chunksDone", coalesce(sum(c.rows), 0)::int AS rows,
      coalesce(sum(c.fen), 0)::bigint AS amount
    FROM run_chunk c WHERE c.run_id = r.id) AS part`;

const mostRuns = 200;

/** The runs of a city of the caller's own, newest first. */
export async function readRuns(
  { caller, database }: Context,
  city: CityCode,
  asked: { kind?: RunKind | null; first: number },
): Promise<RunView[]> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  return rows<RunView>(
    database,
    `SELECT ${columns} WHERE r.city = $1 AND ($2::text IS NULL OR r.kind = $2) ORDER BY r.id DESC LIMIT $3`,
    [city, asked.kind ?? null, pageSize(asked.first, mostRuns)],
  );
}

/** One run, seen from inside the transaction that changed it. */
export async function readRun(db: Db, id: number): Promise<RunView> {
  const [run] = await rows<RunView>(db, `SELECT ${columns} WHERE r.id = $1`, [id]);
  return run!;
}

/** A run of a city of the caller's own, locked; NOT_FOUND for any other. */
export async function lockRun(context: Context, db: Db, runId: string): Promise<RunView> {
  const id = await runOfCaller(context, db, runId);
  await db.query('SELECT FROM run WHERE id = $1 FOR NO KEY UPDATE', [id]);
  return readRun(db, id);
}

/** The number of a run of a city of the caller's own; NOT_FOUND for any other. */
export async function runOfCaller({ caller }: Context, db: Db, runId: string): Promise<number> {
  const id = /^\d{1,9}$/.test(runId) ? Number(runId) : 0;
  const [found] = await rows<{ city: CityCode }>(db, 'SELECT city FROM run WHERE id = $1', [id]);
  if (found && caller.cities.includes(found.city)) return id;
  throw new Refusal('NOT_FOUND', 'There is no such run', { field: 'runId' });
}

/** How many chunks are done of the runs that are under way; undefined while there is none. */
export async function readProgress(database: Database): Promise<{ done: number; total: number } | undefined> {
  const [found] = await rows<{ done: number; total: number }>(
    database,
    `SELECT count(c.done_at)::int AS done, count(*)::int AS total FROM run r JOIN run_chunk c ON c.run_id = r.id
     WHERE r.finished_at IS NULL AND r.paused_at IS NULL AND r.reversed_by IS NULL`,
  );
  return found && found.total > 0 ? found : undefined;
}
