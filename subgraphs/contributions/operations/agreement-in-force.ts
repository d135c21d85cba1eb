import type { CivilMonth } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import type { PaymentMode } from '../rules/payment-mode.ts';

/** The agreement that is in force for an account. */
export type AgreementInForce = { id: string; mode: PaymentMode; firstMonth: CivilMonth; dueNext: CivilMonth };

/** The agreement in force of a locked account; undefined when there is none. */
export async function agreementInForce(db: Db, accountId: number): Promise<AgreementInForce | undefined> {
  const [agreement] = await rows<AgreementInForce>(
    db,
    `SELECT id, mode, first_month AS "firstMonth", due_next AS "dueNext" FROM agreement
     WHERE account_id = $1 AND status = 'ACTIVE'`,
    [accountId],
  );
  return agreement;
}

/** As agreementInForce, but refuses AGREEMENT_NOT_FOUND when there is none. */
export async function requireAgreement(db: Db, accountId: number): Promise<AgreementInForce> {
  const agreement = await agreementInForce(db, accountId);
  if (!agreement) throw new Refusal('AGREEMENT_NOT_FOUND', 'No agreement is in force');
  return agreement;
}

/** Refuses IN_PROGRESS while the bank has been asked for dues of the agreement and has not answered. */
export async function refuseDuringDebit(db: Db, agreementId: string): Promise<void> {
  const [pending] = await rows(
    db,
    `SELECT 1 FROM debit_line l JOIN debit_batch b ON b.id = l.batch_id
     WHERE l.agreement_id = $1 AND b.status = 'PREPARED' LIMIT 1`,
    [agreementId],
  );
  if (pending) throw debitUnderWay();
}

/** As refuseDuringDebit, of every agreement of an account: one that joining a unit ended may still be being debited (CJ-10). */
export async function refuseWhileDebited(db: Db, accountId: number): Promise<void> {
  const [pending] = await rows(
    db,
    `SELECT 1 FROM agreement a JOIN debit_line l ON l.agreement_id = a.id JOIN debit_batch b ON b.id = l.batch_id
     WHERE a.account_id = $1 AND b.status = 'PREPARED' LIMIT 1`,
    [accountId],
  );
  if (pending) throw debitUnderWay();
}

const debitUnderWay = () => new Refusal('IN_PROGRESS', 'A debit is under way; ask again when the bank has answered');
