import { type CivilDate, type CivilMonth, monthOf } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { debitDate, periodEnd } from '../rules/dues.ts';
import { beforeRetirement, contributesOn, createDues, planOfMonth, type Through } from './create-dues.ts';
import { insertBatch, sealBatch } from './debit-batch.ts';
import { isRetry } from './debit-retry.ts';
import { leaveOutAwaiting } from './first-contribution.ts';
import { leaveOutFrozen } from './freezes.ts';
import { type Chunk, lockAccounts, markDone, performChunk, type RunOf } from './run-in-chunks.ts';

/** Whether the debit day of the date's month has come; a day late still collects. */
export function isDebitDue(context: Context, city: CityCode, date: CivilDate): boolean {
  return date >= debitDate(context.policy(city, date), monthOf(date));
}

const endsOf = (month: CivilMonth): Through => ({
  MONTHLY: periodEnd('MONTHLY', month),
  QUARTERLY: periodEnd('QUARTERLY', month),
  YEARLY: periodEnd('YEARLY', month),
});

/** CJ-12: the accounts of a city whose agreement was signed since the debit day and whose period no batch has asked for. */
export async function signedAndNeverAsked(context: Context, city: CityCode, date: CivilDate): Promise<number[]> {
  const month = monthOf(date);
  const found = await rows<{ account: number }>(
    context.database,
    `SELECT DISTINCT a.account_id AS account FROM agreement a JOIN enrolment e ON e.member_id = a.member_id
     WHERE a.city = $1 AND a.status = 'ACTIVE' AND a.signed_on BETWEEN $2 AND $3 AND ${contributesOn('$3')}
       AND (a.due_next <= CASE a.mode WHEN 'MONTHLY' THEN $4 WHEN 'QUARTERLY' THEN $5 ELSE $6 END
         OR EXISTS (SELECT FROM period_due d
           WHERE d.agreement_id = a.id AND d.month <= $4 AND d.filled_on IS NULL AND d.batch_id IS NULL))`,
    [city, debitDate(context.policy(city, date), month), date, ...Object.values(endsOf(month))],
  );
  return found.map(({ account }) => account);
}

/**
 * CJ-07: writes down what falls due in a month and makes the debit batch of it: the period's unpaid months from this one
 * on, and any month the bank was never asked for, or by a batch that was given up. Arrears that were refused are paid at
 * the counter.
 */
export async function prepareDebit(context: Context, run: RunOf, chunk: Chunk, debitOn: CivilDate): Promise<void> {
  const { city, period } = run;
  const month = period.slice(0, 7);
  // A later batch of the month asks nobody again who was refused by an earlier one, but on a day set for that.
  const again = period === month || isRetry(context, city, period) ? month : null;
  await performChunk(context, { name: 'prepare-debit', run, chunk }, async ({ db }) => {
    await lockAccounts(db, chunk.accounts);
    const batch = await insertBatch(db, { city, month, debitOn, of: chunk });
    await createDues(db, chunk.accounts, endsOf(month), { dueOn: debitOn, batch });
    await addKnownDues(db, batch, chunk, { debitOn, month: again });
    await leaveOutFrozen(db, batch, debitOn);
    await leaveOutAwaiting(db, batch, chunk.accounts);
    const least = context.policy(city, debitOn).contribution.minimumDeposit?.value ?? 0n;
    if (least > 0n) await reachMinimum(db, batch, least, debitOn);
    await sealBatch(db, batch);
  });
}

/** Ends a batch of a run that has no lines: there is nothing to ask the bank. */
export async function passOverEmpty(context: Context, run: RunOf, chunk: Chunk): Promise<void> {
  await performChunk(context, { name: 'pass-over-empty-batch', run, chunk }, async (transaction) => {
    await transaction.db.query(
      "UPDATE debit_batch SET status = 'BOOKED' WHERE run_id = $1 AND chunk = $2 AND lines = 0 AND status = 'PREPARED'",
      [chunk.runId, chunk.number],
    );
    await markDone(transaction, chunk, { rows: 0, fen: 0n });
  });
}

// The dues of this very day are in it already; these are the ones that existed before, but for those that the bank is
// being asked for by the member's own payment, and for months to come that only such a payment has asked for.
async function addKnownDues(
  db: Db,
  batch: number,
  chunk: Chunk,
  { debitOn, month }: { debitOn: CivilDate; month: CivilMonth | null },
): Promise<void> {
  const { city, first, last } = chunk.accounts;
  const ends = endsOf(month ?? monthOf(debitOn));
  await db.query(
    `UPDATE period_due d SET batch_id = $1 FROM agreement a JOIN enrolment e ON e.member_id = a.member_id
     WHERE a.id = d.agreement_id AND a.status = 'ACTIVE' AND a.city = $2 AND a.account_id BETWEEN $3 AND $4
       AND d.filled_on IS NULL AND (d.month >= $5 OR d.batch_id IS NULL OR d.batch_id = ANY (ARRAY(
         SELECT id FROM debit_batch WHERE city = $2 AND status = 'VOIDED' AND run_id IS NOT NULL)))
       AND coalesce(d.batch_id, 0) <> ALL (ARRAY(SELECT id FROM debit_batch WHERE city = $2 AND status = 'PREPARED'))
       AND (d.month <= CASE a.mode WHEN 'MONTHLY' THEN $7 WHEN 'QUARTERLY' THEN $8 ELSE $9 END
         OR EXISTS (SELECT FROM debit_batch b WHERE b.id = d.batch_id AND b.run_id IS NOT NULL))
       AND ${contributesOn('$6')}`,
    [batch, city, first, last, month, debitOn, ends.MONTHLY, ends.QUARTERLY, ends.YEARLY],
  );
}

/**
 * HZ-02: a payment is at least the published minimum, also where only part of a period is left to pay: it then goes on
 * into the next period, month by month, until it is. Only at retirement nothing is left to go on into.
 */
async function reachMinimum(db: Db, batch: number, least: Fen, debitOn: CivilDate): Promise<void> {
  const carried = await rows<{ agreementId: string; through: CivilMonth }>(
    db,
    `WITH small AS (
       SELECT agreement_id, sum(due_fen) AS fen FROM period_due WHERE batch_id = $1 GROUP BY agreement_id HAVING sum(due_fen) < $2)
     INSERT INTO period_due (agreement_id, month, base, due_fen, due_on, batch_id)
     SELECT a.id, d.month, plan.base, plan.monthly, $3, $1
     FROM small JOIN agreement a ON a.id = small.agreement_id JOIN enrolment e ON e.member_id = a.member_id
     CROSS JOIN LATERAL (SELECT monthly FROM plan_version WHERE agreement_id = a.id ORDER BY version DESC LIMIT 1) latest
     CROSS JOIN LATERAL (
       SELECT to_char((a.due_next || '-01')::date + n * interval '1 month', 'YYYY-MM') AS month
       FROM generate_series(0, ceil(($2 - small.fen) / latest.monthly)::int - 1) AS n) d
     CROSS JOIN LATERAL ${planOfMonth} plan
     WHERE ${beforeRetirement}
     RETURNING agreement_id AS "agreementId", month AS through`,
    [batch, least, debitOn],
  );
  await db.query(
    `UPDATE agreement a SET due_next = to_char((carried.through || '-01')::date + interval '1 month', 'YYYY-MM')
     FROM (SELECT id, max(through) AS through FROM unnest($1::uuid[], $2::text[]) AS c (id, through) GROUP BY id) AS carried
     WHERE a.id = carried.id`,
    [carried.map(({ agreementId }) => agreementId), carried.map(({ through }) => through)],
  );
}
