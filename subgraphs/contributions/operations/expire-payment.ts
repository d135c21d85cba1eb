import { addDays, type CivilDate } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { lockPayer, settlePayment } from './settle-payment.ts';

type Order = { id: string; memberId: string; city: CityCode; askedOn: CivilDate };

/**
 * CJ-07: gives up a member's own payment that the bank has not answered by its last day, so that neither the member nor
 * the month waits for it any longer; does nothing before that. What the bank says later that it took goes to suspense.
 */
export async function expirePayment(context: Context, batchId: number): Promise<void> {
  const [order] = await rows<Order>(
    context.database,
    `SELECT id, member_id AS "memberId", city, asked_on AS "askedOn" FROM payment WHERE batch_id = $1 AND status = 'PENDING'`,
    [batchId],
  );
  if (!order) return;
  const { orderDays } = context.policy(order.city, order.askedOn).contribution;
  if (addDays(order.askedOn, orderDays.value) >= context.clock.today()) return;
  const { id, memberId } = order;
  const command = { name: 'expire-payment', subject: memberId, key: `payment-${id}-expired`, input: { id } };
  await perform(context, command, async (transaction) => {
    const payer = await lockPayer(transaction.db, batchId);
    const given = await rows(
      transaction.db,
      "UPDATE debit_batch SET status = 'VOIDED' WHERE id = $1 AND status = 'PREPARED' RETURNING id",
      [batchId],
    );
    if (given.length === 0) return null;
    log.warn({ payment: id, city: order.city }, 'the bank did not answer a payment in time: it is given up');
    await settlePayment(transaction, batchId, payer);
    return null;
  });
}
