import { reverse } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { endInterest } from './end-interest.ts';
import { flexiblePool } from './open-account.ts';
import type { Payout } from './payouts.ts';
import { unitPool } from './unit-accounts.ts';

/**
 * HZ-12: the money has left for another centre: the original account is closed (04 外部转出销户). What a settlement day
 * added to it on the way is taken back, since the other centre was told the interest to the day. The account is locked.
 */
export async function closeTransferred(context: Context, transaction: Transaction, payout: Payout): Promise<void> {
  const { db, today } = transaction;
  for (const id of await interestSince(db, payout)) await reverse(db, id, { bookedOn: today });
  await db.query(closeSql, [payout.accountId, payout.memberId]);
  for (const pool of [flexiblePool, unitPool]) await endInterest(context, transaction, payout, pool);
}

// A subsidy may have been credited meanwhile: an account with money in it stays sealed.
const closeSql = `
  UPDATE account SET status = '04'
  WHERE id = $1 AND NOT EXISTS (SELECT FROM ledger_account WHERE owner = $2 AND balance > 0)`;

async function interestSince(db: Db, { memberId, requestedOn }: Payout): Promise<string[]> {
  const added = await rows<{ id: string }>(
    db,
    `SELECT m.id::text FROM ledger_account l JOIN movement m ON m.to_account = l.id
     WHERE l.owner = $1 AND l.segment = 'INTEREST' AND m.code = '09' AND m.reverses IS NULL AND m.booked_on > $2
       AND NOT EXISTS (SELECT FROM movement r WHERE r.reverses = m.id) ORDER BY m.id`,
    [memberId, requestedOn],
  );
  return added.map(({ id }) => id);
}
