import { type CivilDate, monthOf } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { tryEach } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { bookDebitResult } from '../operations/book-debit-result.ts';
import { isDebitDue, prepareDebit, readDebitFile, signedAndNeverAsked } from '../operations/prepare-debit.ts';
import { finishRun, openRun, type RunOf, unfinishedRuns } from '../operations/run-in-chunks.ts';

/**
 * Collects a city's dues of the month from the debit day on (CJ-07), once a month however often it is called. A batch
 * that was interrupted is sent again and booked first, whatever the day and the month; only then is more asked for.
 * Whoever signs after the debit day is collected by a later batch of the same month (CJ-12).
 */
export async function collectDue(context: Context, city: CityCode, date: CivilDate): Promise<void> {
  for (const run of await unfinishedRuns(context, 'collect', city)) await collect(context, run, date);
  if (!isDebitDue(context, city, date)) return;
  await collect(context, { kind: 'collect', city, period: monthOf(date) }, date);
  const late = await signedAndNeverAsked(context, city, date);
  if (late.length > 0) await collect(context, { kind: 'collect', city, period: date }, date, late);
}

async function collect(context: Context, run: RunOf, date: CivilDate, accounts?: readonly number[]): Promise<void> {
  await tryEach(await openRun(context, run, accounts), async (chunk) => {
    await prepareDebit(context, run, chunk, date);
    const file = await readDebitFile(context, chunk);
    // A batch without lines is not sent: there is nothing to ask the bank.
    const answered = file && { file, results: file.lines.length > 0 ? await context.bank.debit(file) : [] };
    await bookDebitResult(context, run, chunk, answered);
  });
  await finishRun(context, run);
}
