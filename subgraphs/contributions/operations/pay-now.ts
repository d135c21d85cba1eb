import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { PayNowInput } from '../schema.generated.ts';
import { memberIdOf } from './lock-account.ts';
import { orderDebit } from './order-debit.ts';
import { payableDues } from './payable-dues.ts';
import type { PaymentView } from './payments.ts';

/** Orders the bank to debit whole months now, oldest first, at the member's own wish (CJ-07). */
export async function payNow(context: Context, input: PayNowInput): Promise<PaymentView> {
  const memberId = memberIdOf(input.memberId);
  const command = { name: 'pay-now', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const payable = await payableDues(context, transaction.db, { ...input, memberId }, transaction.today);
    const policy = context.policy(payable.account.city, transaction.today);
    return orderDebit(policy, transaction, payable, { dues: payable.dues, amount: input.amount });
  });
}
