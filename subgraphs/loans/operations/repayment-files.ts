import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { type Db, rows } from '#service/database.ts';
import type { RepaymentFile, RepaymentRequest } from '../adaptors/repayment-bank.ts';
import type { Context } from '../context.ts';

type Batch = { id: number; reference: string; debitOn: CivilDate; lines: number; fen: Fen };

/** The files of all batches whose answer is not booked, oldest first, to be sent as often as needed. */
export async function openRepaymentFiles(context: Context): Promise<RepaymentFile[]> {
  const db = context.database.manager;
  const batches = await rows<Batch>(
    db,
    `SELECT id, reference, debit_on AS "debitOn", lines, fen FROM repayment_batch WHERE status = 'PREPARED' ORDER BY id`,
  );
  return Promise.all(batches.map((batch) => fileOf(db, batch)));
}

async function fileOf(db: Db, batch: Batch): Promise<RepaymentFile> {
  const { id, reference, debitOn, lines: controlCount, fen: controlFen } = batch;
  const lines = await rows<RepaymentRequest>(
    db,
    `SELECT l.line AS "lineId", l.loan_id AS "loanId", loan.member_id AS "memberId", l.fen
     FROM repayment_line l JOIN loan ON loan.id = l.loan_id WHERE l.batch_id = $1 ORDER BY l.line`,
    [id],
  );
  return { batch: reference, debitOn, lines, controlCount, controlFen };
}

/** Whether the bank, or the borrower's account, is being asked for a repayment of this loan and has not answered yet. */
export async function isBeingAsked(db: Db, loanId: string): Promise<boolean> {
  const sql = `SELECT FROM repayment_line WHERE loan_id = $1 AND outcome IS NULL
    UNION ALL SELECT FROM loan_offset WHERE loan_id = $1 AND status = 'REQUESTED'`;
  const found = await rows(db, sql, [loanId]);
  return found.length > 0;
}
