import { monthOf } from '#kernel/calendar.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { duesCovered } from '../rules/dues.ts';
import type { PayNowInput } from '../schema.generated.ts';
import { allThrough, createDues } from './create-dues.ts';
import { insertBatch, sealBatch } from './debit-batch.ts';
import { refuseFrozenIn } from './freezes.ts';
import { memberIdOf } from './lock-account.ts';
import { payableDues } from './payable-dues.ts';
import { insertPayment, type PaymentView } from './payments.ts';

/**
 * Orders the bank to debit whole months now, oldest first, at the member's own wish (CJ-07): a batch of one line, pending
 * until the bank has answered and booked by its answer alone.
 */
export async function payNow(context: Context, input: PayNowInput): Promise<PaymentView> {
  const memberId = memberIdOf(input.memberId);
  const command = { name: 'pay-now', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, emit, today }) => {
    const { account, agreement, dues } = await payableDues(context, db, { ...input, memberId }, today);
    const { id: accountId, city } = account;
    await refuseFrozenIn({ db, today }, accountId);
    const months = duesCovered(city, dues, input.amount).map(({ month }) => month);
    const range = { city, first: accountId, last: accountId };
    await createDues(db, range, allThrough(months.at(-1)!), { dueOn: today });
    const batchId = await insertBatch(db, { city, month: monthOf(today), debitOn: today });
    await db.query(
      `UPDATE period_due SET batch_id = $1 WHERE agreement_id = $2 AND month = ANY($3::text[]) AND filled_on IS NULL`,
      [batchId, agreement.id, months],
    );
    await sealBatch(db, batchId);
    const { amount } = input;
    const agreementId = agreement.id;
    const payment = await insertPayment(db, {
      city,
      memberId,
      agreementId,
      channel: 'APP',
      batchId,
      amount,
      months,
      today,
    });
    emit({ type: 'payment-ordered', paymentId: payment.id, memberId });
    return payment;
  });
}
