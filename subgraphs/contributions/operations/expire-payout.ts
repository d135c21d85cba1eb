import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { lockPayout, type Payout } from './payouts.ts';
import { release } from './resolve-payout.ts';

/** HZ-04: gives a hold back on which the bank has not answered by its last day; the bank has been asked just before. */
export async function expirePayout(context: Context, { id, memberId }: Payout): Promise<void> {
  const command = { name: 'expire-payout', subject: memberId, key: `payout-${id}-expired`, input: { id } };
  await perform(context, command, async (transaction) => {
    const payout = await lockPayout(transaction.db, id);
    if (payout.status === 'HELD' && payout.expiresOn < transaction.today) {
      await release(context, transaction, payout, 'EXPIRED');
    }
    return null;
  });
}
