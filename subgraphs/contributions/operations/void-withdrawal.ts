import { Refusal } from '#kernel/refusal.ts';
import { isId } from '#service/ids.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { VoidWithdrawalInput } from '../schema.generated.ts';
import { answersFor } from './lock-account.ts';
import { findPayout, lockPayout, type Payout } from './payouts.ts';
import { release, resolvePayout } from './resolve-payout.ts';

/** HZ-04: gives the money back that is held for a withdrawal or a closing, unless the bank has paid it by now. */
export async function voidWithdrawal(context: Context, input: VoidWithdrawalInput): Promise<Payout> {
  const known = await withdrawalOf(context, input.withdrawalId);
  if (known.status === 'HELD') {
    const answer = await context.payingBank.ask(known.reference);
    if (answer) await resolvePayout(context, known.reference, answer);
  }
  const command = { name: 'void-withdrawal', subject: known.memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const payout = await lockPayout(transaction.db, known.id);
    if (payout.status !== 'HELD') {
      throw new Refusal('PAYOUT_RESOLVED', 'The withdrawal was paid or given back already', { field: 'withdrawalId' });
    }
    await release(context, transaction, payout, 'VOIDED');
    return (await findPayout(transaction.db, 'id', payout.id))!;
  });
}

async function withdrawalOf({ database, caller }: Context, id: string): Promise<Payout> {
  const payout = isId(id) ? await findPayout(database, 'id', id) : undefined;
  if (payout && ['WITHDRAWAL', 'CLOSING'].includes(payout.kind) && answersFor(caller, payout)) return payout;
  throw new Refusal('NOT_FOUND', 'There is no such withdrawal', { field: 'withdrawalId' });
}
