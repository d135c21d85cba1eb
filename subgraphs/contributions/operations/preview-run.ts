import { monthOf, yearOf } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Booked } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { firstOpening } from './open-account.ts';
import type { BookingRun, Chunk, RunOf } from './run-in-chunks.ts';
import { openRun } from './run-in-chunks.ts';
import { type RunView, readRun } from './runs.ts';

/** A run as it would be done, of a period that may be still to come. */
export type Previewed = { kind: BookingRun; city: CityCode; period: string };

const periods: Record<BookingRun, RegExp> = {
  collect: /^\d{4}-(0[1-9]|1[0-2])$/,
  'close-month': /^\d{4}-(0[1-9]|1[0-2])$/,
  'settle-interest': /^\d{4}$/,
};

// Through every month up to the period the dues of every account are written down and taken back: within sight there are few.
async function refuseOutOfSight(context: Context, { kind, city, period }: Previewed): Promise<void> {
  const detail = { field: 'period' };
  if (!periods[kind].test(period)) throw new Refusal('INVALID_INPUT', 'Not a period of this run', detail);
  const today = context.clock.today();
  const opened = (await firstOpening(context, city)) ?? today;
  const [first, last] =
    kind === 'settle-interest'
      ? [opened.slice(0, 4), `${yearOf(today) + 1}`]
      : [monthOf(opened), `${yearOf(today) + 1}-12`];
  if (period >= first && period <= last) return;
  throw new Refusal('INVALID_INPUT', `A run is tried for ${first} to ${last}`, {
    ...detail,
    rule: `${first} to ${last}`,
  });
}

/**
 * Begins a dry run (试算): it does all that the run would do to each chunk, takes it back and keeps what it would have
 * booked. Nothing else is left of it, nobody is told and no bank is asked. It may be repeated, under another key.
 */
export async function previewRun(context: Context, input: Previewed & { idempotencyKey: string }): Promise<RunView> {
  const { kind, city, period, idempotencyKey: key } = input;
  if (!context.caller.cities.includes(city))
    throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  await refuseOutOfSight(context, { kind, city, period });
  return perform(context, { name: 'preview-run', subject: city, key, input }, async ({ db, emit }) => {
    const runId = await beginPreview(within(context, db), input);
    emit({ type: 'run-asked', runId });
    return readRun(db, runId);
  });
}

/** Puts the chunks of a dry run in place and answers its number. */
export async function beginPreview(context: Context, { kind, city, period }: Previewed): Promise<number> {
  // A period of its own each time: unlike the run, it may be done again.
  const [last] = await rows<{ id: number }>(context.database, 'SELECT coalesce(max(id), 0) AS id FROM run');
  const run: RunOf = { kind: `preview-${kind}`, city, period: `${period}@${last!.id + 1}` };
  await openRun(context, run);
  const [begun] = await rows<{ id: number }>(
    context.database,
    'SELECT id FROM run WHERE kind = $1 AND city = $2 AND period = $3',
    [run.kind, city, run.period],
  );
  return begun!.id;
}

class TakenBack extends Error {}

/** Does something to a chunk in a part of the transaction that is taken back, and answers what it was. */
export async function takenBack(
  context: Context,
  { db, now, today }: Transaction,
  work: (context: Context, transaction: Transaction) => Promise<Booked>,
): Promise<Booked> {
  let done: Booked = { rows: 0, fen: 0n };
  const rehearse = async (inner: Db): Promise<void> => {
    done = await work(within(context, inner), { db: inner, now, today, emit: () => {} });
    throw new TakenBack();
  };
  await db.transaction(rehearse).catch((thrown: unknown) => {
    if (!(thrown instanceof TakenBack)) throw thrown;
  });
  return done;
}

/** The same context, all of whose transactions are this one, and who tells nobody anything. */
function within(context: Context, db: Db): Context {
  const database = {
    manager: db,
    query: db.query.bind(db),
    transaction: <T>(work: (inner: Db) => Promise<T>) => work(db),
  } as unknown as Database;
  return { ...context, database, events: { ...context.events, insert: async () => {} } };
}

/** The part of a dry collection: what the bank would be asked for. */
export async function previewCollection(
  context: Context,
  { db }: Transaction,
  of: { run: RunOf; chunk: Chunk },
  prepare: (context: Context, run: RunOf, chunk: Chunk) => Promise<unknown>,
): Promise<Booked> {
  const { run, chunk } = of;
  await prepare(context, { ...run, kind: 'collect' }, chunk);
  const [batch] = await rows<Booked>(
    db,
    'SELECT coalesce(sum(lines), 0)::int AS rows, coalesce(sum(fen), 0)::bigint AS fen FROM debit_batch WHERE run_id = $1 AND chunk = $2',
    [chunk.runId, chunk.number],
  );
  return batch!;
}
