import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { Payout } from './payouts.ts';

/** HZ-12: the money has left for another centre: the original account is closed (04 外部转出销户); it is locked. */
export async function closeTransferred(_: Context, { db }: Transaction, { accountId }: Payout): Promise<void> {
  await db.query("UPDATE account SET status = '04' WHERE id = $1", [accountId]);
}
