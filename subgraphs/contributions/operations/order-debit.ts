import { monthOf } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { Transaction } from '#service/perform.ts';
import { type Due, duesCovered } from '../rules/dues.ts';
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
  { db, emit, today }: Transaction,
  of: { account: LockedAccount; agreement: AgreementInForce },
  { dues, amount }: { dues: readonly Due[]; amount: Fen },
): Promise<PaymentView> {
  const { id, city, memberId } = of.account;
  const agreementId = of.agreement.id;
  await refuseFrozenIn({ db, today }, id);
  const months = duesCovered(city, dues, amount).map(({ month }) => month);
  await createDues(db, { city, first: id, last: id }, allThrough(months.at(-1)!), { dueOn: today });
  const batchId = await insertBatch(db, { city, month: monthOf(today), debitOn: today });
  await db.query(
    'UPDATE period_due SET batch_id = $1 WHERE agreement_id = $2 AND month = ANY($3::text[]) AND filled_on IS NULL',
    [batchId, agreementId, months],
  );
  await sealBatch(db, batchId);
  const ordered = { city, memberId, agreementId, channel: 'APP' as const, batchId, amount, months, today };
  const payment = await insertPayment(db, ordered);
  emit({ type: 'payment-ordered', paymentId: payment.id, memberId });
  return payment;
}
