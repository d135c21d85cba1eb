import type { CityCode } from '#service/cities.ts';
import { tryEach } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { creditSuspendedTransfer } from '../operations/credit-suspended-transfer.ts';
import { sendTransfers } from '../operations/send-transfers.ts';
import { takeTransferMessage } from '../operations/take-transfer-message.ts';
import { openTransfers, type Transfer } from '../operations/transfers.ts';

/**
 * HZ-12: tells the platform what is new and takes what it tells of a city's letters, until each has ended. A message that
 * cannot be taken does not stop the others, and comes again; so does money that an account did not take on its day.
 */
export async function exchangeTransfers(context: Context, city: CityCode): Promise<void> {
  await sendTransfers(context, city);
  await tryEach(openTransfers(context.database, city), (open) => exchange(context, open));
}

async function exchange(context: Context, open: readonly Transfer[]): Promise<void> {
  const letters = open.map(({ letter, direction, principal, interest }) => {
    return { letter, direction, fen: principal === null ? null : principal + (interest ?? 0n) };
  });
  const messages = await context.transferPlatform.messages(letters);
  const work = [
    ...messages.map((message) => async () => void (await takeTransferMessage(context, message))),
    ...open.map((transfer) => () => creditSuspendedTransfer(context, transfer)),
  ];
  await tryEach(work, (each) => each());
}
