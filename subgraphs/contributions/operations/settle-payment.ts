import type { CivilDate } from '#kernel/calendar.ts';
import type { Db } from '#service/database.ts';

/** CJ-07: ends a member's own payment by what the bank answered to its batch: paid, or refused. */
export async function settlePayment(db: Db, batchId: number, today: CivilDate): Promise<void> {
  await db.query(
    `UPDATE payment p SET settled_on = $2,
       status = CASE WHEN EXISTS (SELECT FROM debit_refusal r WHERE r.batch_id = p.batch_id) THEN 'REFUSED' ELSE 'PAID' END
     WHERE p.batch_id = $1 AND p.status = 'PENDING'`,
    [batchId, today],
  );
}
