import { type CivilDate, monthOf } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { bookDebitResult } from '../operations/book-debit-result.ts';
import { isDebitDue, prepareDebit, readDebitFile } from '../operations/prepare-debit.ts';
import { finishRun, openRun, type RunOf } from '../operations/run-in-chunks.ts';

/**
 * Collects a city's dues of the month from the debit day on (CJ-07), once a month however often it is called: a batch
 * that was interrupted is sent to the bank and booked by the next call.
 */
export async function collectDue(context: Context, city: CityCode, date: CivilDate): Promise<void> {
  if (!isDebitDue(context, city, date)) return;
  const run: RunOf = { kind: 'collect', city, period: monthOf(date) };
  for (const chunk of await openRun(context, run)) {
    await prepareDebit(context, run, chunk, date);
    const file = await readDebitFile(context, run, chunk);
    const answered = file && { file, results: await context.bank.debit(file) };
    await bookDebitResult(context, run, chunk, answered);
  }
  await finishRun(context, run);
}
