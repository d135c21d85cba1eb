import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { creditSuspended } from './transfer-money.ts';
import { lockTransfer, type Transfer } from './transfers.ts';

/** CJ-10, HZ-12: tries again to give a member what came for them while their account took no money in. */
export async function creditSuspendedTransfer(context: Context, known: Transfer): Promise<void> {
  if (known.suspenseMovement === null || known.movementId !== null) return;
  const input = { letter: known.letter, on: context.clock.today() };
  const key = `transfer-credit:${known.letter}:${input.on}`;
  const command = { name: 'credit-suspended-transfer', subject: known.memberId, key, input };
  await perform(context, command, async (transaction) => {
    return creditSuspended(transaction, await lockTransfer(transaction.db, known));
  });
}
