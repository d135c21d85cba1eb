import { type CivilDate, monthOf } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { tryEach, tryLanes } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { askBank, givenUp, unansweredPayments } from '../operations/debit-batch.ts';
import { lastRetry, refusedBefore } from '../operations/debit-retry.ts';
import { expirePayment } from '../operations/expire-payment.ts';
import { openBatchOf } from '../operations/payments.ts';
import { isDebitDue, passOverEmpty, prepareDebit, signedAndNeverAsked } from '../operations/prepare-debit.ts';
import { type Chunk, finishRun, openRun, type RunOf, unfinishedRuns } from '../operations/run-in-chunks.ts';
import { takeDebitResult } from '../operations/take-debit-result.ts';

/**
 * Collects a city's dues of the month from the debit day on (CJ-07), once a month however often it is called. A batch
 * that was interrupted or not answered yet is sent again and booked first, whatever the day and the month; only then is
 * more asked for. What was refused is asked for again on the days set for that, and whoever signs after the debit day is
 * collected by a later batch of the same month (CJ-12).
 */
export async function collectDue(context: Context, city: CityCode, date: CivilDate): Promise<void> {
  // What cannot be taken of one holds up neither of the others; what was given up waits for all that is not.
  await tryEach([takePayments, collectBatches, takeGivenUp], (step) => step(context, city, date));
}

async function takePayments(context: Context, city: CityCode): Promise<void> {
  await tryEach(await unansweredPayments(context, city), (batchId) => takeAnswer(context, batchId));
}

async function takeGivenUp(context: Context, city: CityCode, date: CivilDate): Promise<void> {
  await tryEach(await givenUp(context, city, date), (batchId) => takeAnswer(context, batchId));
}

async function collectBatches(context: Context, city: CityCode, date: CivilDate): Promise<void> {
  for (const run of await unfinishedRuns(context, 'collect', city)) await collect(context, run, date);
  if ((await unfinishedRuns(context, 'collect', city)).length > 0 || !isDebitDue(context, city, date)) return;
  await collect(context, { kind: 'collect', city, period: monthOf(date) }, date);
  await askAgain(context, city, date);
  // A day has one batch: who signed since it is asked on the next.
  const late = await signedAndNeverAsked(context, city, date);
  await collectFrom(context, { kind: 'collect', city, period: date }, date, late);
}

async function askAgain(context: Context, city: CityCode, date: CivilDate): Promise<void> {
  const retry = lastRetry(context, city, date);
  const refused = retry ? await refusedBefore(context, city, retry) : [];
  if (!retry || refused.length === 0) return;
  const accounts = [...refused, ...(await signedAndNeverAsked(context, city, date))];
  await collectFrom(context, { kind: 'collect', city, period: retry }, date, accounts);
}

/** Asks the bank for the payment that a member ordered and books its answer, once; later again where there is none yet (CJ-07). */
export async function takeOrdered(context: Context, paymentId: string): Promise<void> {
  const batchId = await openBatchOf(context, paymentId);
  if (batchId !== undefined) await takeAnswer(context, batchId);
}

async function takeAnswer(context: Context, batchId: number): Promise<void> {
  try {
    const answer = await askBank(context, { batchId });
    if (typeof answer === 'object') await takeDebitResult(context, answer.file);
  } finally {
    // Also when the bank is out of reach: whatever it took all the same is asked for later, and not lost.
    await expirePayment(context, batchId);
  }
}

async function collectFrom(context: Context, run: RunOf, date: CivilDate, accounts: readonly number[]): Promise<void> {
  if (accounts.length > 0) await collect(context, run, date, accounts);
}

async function collect(context: Context, run: RunOf, date: CivilDate, accounts?: readonly number[]): Promise<void> {
  await tryLanes(await openRun(context, run, accounts), (chunk) => collectChunk(context, run, chunk, date));
  await finishRun(context, run);
}

async function collectChunk(context: Context, run: RunOf, chunk: Chunk, date: CivilDate): Promise<void> {
  await prepareDebit(context, run, chunk, date);
  const answer = await askBank(context, chunk);
  if (answer === 'empty') await passOverEmpty(context, run, chunk);
  if (typeof answer === 'object') await takeDebitResult(context, answer.file);
}
