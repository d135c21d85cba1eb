import { type Db, rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import { awaitsFirst, completeOpening } from './first-contribution.ts';
import type { LockedAccount } from './lock-account.ts';

/** Locks the account of whoever ordered a batch, before anything of it is booked, as every command does. */
export async function lockPayer(db: Db, batchId: number): Promise<LockedAccount> {
  const [account] = await rows<LockedAccount>(
    db,
    `SELECT acc.id, acc.member_id AS "memberId", acc.city, acc.flexible
     FROM payment p JOIN account acc ON acc.member_id = p.member_id WHERE p.batch_id = $1 FOR NO KEY UPDATE OF acc`,
    [batchId],
  );
  return account!;
}

/** CJ-07: whether a batch was given up unanswered; it is locked, so that it stays as it is. */
export async function isGivenUp(db: Db, batchId: number): Promise<boolean> {
  const [batch] = await rows<{ status: string }>(db, 'SELECT status FROM debit_batch WHERE id = $1 FOR NO KEY UPDATE', [
    batchId,
  ]);
  return batch!.status === 'VOIDED';
}

/**
 * CJ-07: ends a member's own payment as its batch ended: paid, refused, or given up unanswered. HZ-02: an account that
 * waited for it as its first contribution is open when it is paid; else the agreement ends and may be signed anew.
 */
export async function settlePayment(transaction: Transaction, batchId: number, payer: LockedAccount): Promise<void> {
  const { db, today } = transaction;
  const [payment] = await rows<{ status: 'PAID' | 'REFUSED' | 'EXPIRED'; agreementId: string }>(
    db,
    `UPDATE payment p SET settled_on = $2,
       status = CASE WHEN b.status = 'VOIDED' THEN 'EXPIRED'
         WHEN EXISTS (SELECT FROM debit_refusal r WHERE r.batch_id = p.batch_id) THEN 'REFUSED' ELSE 'PAID' END
     FROM debit_batch b WHERE p.batch_id = $1 AND b.id = p.batch_id AND p.status = 'PENDING'
     RETURNING p.status, p.agreement_id AS "agreementId"`,
    [batchId, today],
  );
  if (!payment || !(await awaitsFirst(db, payer.id))) return;
  if (payment.status === 'PAID') await completeOpening(transaction, payer);
  else
    await db.query("UPDATE agreement SET status = 'TERMINATED', ended_on = $2 WHERE id = $1 AND status = 'ACTIVE'", [
      payment.agreementId,
      today,
    ]);
}
