import { monthOf } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityPolicy } from '#policy/policy.ts';
import type { Transaction } from '#service/perform.ts';
import { type Due, dueDate, duesCovered } from '../rules/dues.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import { allThrough, createDues } from './create-dues.ts';
import { insertBatch, sealBatch } from './debit-batch.ts';
import { refuseFrozenIn } from './freezes.ts';
import type { LockedAccount } from './lock-account.ts';
import { insertPayment, type PaymentView } from './payments.ts';

/**
 * CJ-07: orders the bank to debit a member for the oldest whole months that an amount in fen pays: a batch of one line,
 * pending until the bank has answered, and booked by its answer alone. The bank is asked when the order is committed.
 */
export async function orderDebit(
  policy: CityPolicy,
  { db, emit, today }: Transaction,
  of: { account: LockedAccount; agreement: AgreementInForce },
  { dues, amount }: { dues: readonly Due[]; amount: Fen },
): Promise<PaymentView> {
  const { id, city, memberId } = of.account;
  const { id: agreementId, mode, firstMonth } = of.agreement;
  await refuseFrozenIn({ db, today }, id);
  const months = duesCovered(city, dues, amount).map(({ month }) => month);
  await createDues(db, { city, first: id, last: id }, allThrough(months.at(-1)!), { dueOn: today });
  const batchId = await insertBatch(db, { city, month: monthOf(today), debitOn: today });
  // Months to come fall due on their own day, also when this order is refused.
  const dueOn = months.map((month) => (month > monthOf(today) ? dueDate(policy, mode, month, firstMonth) : today));
  await db.query(
    `UPDATE period_due d SET batch_id = $1, due_on = CASE WHEN d.due_on = $5 THEN given.due_on ELSE d.due_on END
     FROM unnest($3::text[], $4::date[]) AS given (month, due_on)
     WHERE d.agreement_id = $2 AND d.month = given.month AND d.filled_on IS NULL`,
    [batchId, agreementId, months, dueOn, today],
  );
  await sealBatch(db, batchId);
  const ordered = { city, memberId, agreementId, channel: 'APP' as const, batchId, amount, months, today };
  const payment = await insertPayment(db, ordered);
  emit({ type: 'payment-ordered', paymentId: payment.id, memberId });
  return payment;
}
