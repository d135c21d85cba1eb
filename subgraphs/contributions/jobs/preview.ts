import { firstDay, monthOf, nextMonth } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { closeAccounts } from '../operations/close-accounts.ts';
import { interestYearOf } from '../operations/interest-accrued.ts';
import { firstOpening } from '../operations/open-account.ts';
import { prepareDebit } from '../operations/prepare-debit.ts';
import { beginPreview, type Previewed, previewCollection, takenBack } from '../operations/preview-run.ts';
import { type BookingRun, lastFinished, lockAccounts, type RunOf } from '../operations/run-in-chunks.ts';
import { type RunView, readRun } from '../operations/runs.ts';
import { settleAccounts } from '../operations/settle-accounts.ts';
import { type ChunkWork, workChunks } from '../operations/work-chunks.ts';
import { debitDate } from '../rules/dues.ts';

type Rehearsed = (context: Context, run: RunOf) => ChunkWork;

const previews: Record<BookingRun, Rehearsed> = {
  collect: (context, run) => (transaction, chunk) => {
    const debitOn = debitDate(context.policy(run.city, firstDay(run.period)), run.period);
    return takenBack(context, transaction, (inner, rehearsed) =>
      previewCollection(inner, rehearsed, { run, chunk }, (given, of, part) => prepareDebit(given, of, part, debitOn)),
    );
  },
  'close-month': (context, run) => (transaction, chunk) =>
    takenBack(context, transaction, (inner, rehearsed) => closeAccounts(inner, rehearsed, { run, chunk })),
  'settle-interest': (context, run) => (transaction, chunk) =>
    takenBack(context, transaction, async (inner, { db }) => {
      await lockAccounts(db, chunk.accounts);
      return settleAccounts(inner, db, chunk.accounts, { year: Number(run.period), runId: chunk.runId });
    }),
};

/** Goes on with a dry run, under the name and period of what it tries. */
export async function goOnWithPreview(context: Context, run: RunOf): Promise<boolean> {
  const kind = run.kind.slice('preview-'.length) as BookingRun;
  const tried: RunOf = { kind, city: run.city, period: run.period.split('@')[0]! };
  return workChunks(context, run, 'preview-run', previews[kind](context, tried));
}

/** Tries the run of a kind that a city has next, to its end, and tells what it would do; null where nobody has an account. */
export async function tryNextRun(context: Context, kind: BookingRun, city: CityCode): Promise<RunView | null> {
  const period = await nextPeriod(context, kind, city);
  if (period === null) return null;
  const runId = await beginPreview(context, { kind, city, period } satisfies Previewed);
  const [run] = await rows<RunOf>(context.database, 'SELECT kind, city, period FROM run WHERE id = $1', [runId]);
  await goOnWithPreview(context, run!);
  return readRun(context.database.manager, runId);
}

async function nextPeriod(context: Context, kind: BookingRun, city: CityCode): Promise<string | null> {
  const opened = await firstOpening(context, city);
  if (opened === null) return null;
  if (kind === 'collect') return monthOf(context.clock.today());
  const last = await lastFinished(context, kind, city);
  if (kind === 'close-month') return last === null ? monthOf(opened) : nextMonth(last);
  return String(last === null ? interestYearOf(context, city, opened) : Number(last) + 1);
}
