import { type Fen, sumFen } from '#kernel/money.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { RepaymentFile, RepaymentResult } from '../adaptors/repayment-bank.ts';
import type { Context } from '../context.ts';
import { bookRepayments } from './book-repayments.ts';
import { lockContracts } from './contracts.ts';
import { instalmentsDue, repaymentOf } from './instalments-due.ts';

/** How many loans were asked, how many paid, how much in fen. */
export type Collected = { asked: number; paid: number; fen: Fen };

/**
 * Books the bank's answer to a batch on the day that was debited, however late it comes; what was not paid stays
 * overdue. The same answer again changes nothing.
 */
export async function bookRepaymentResults(
  context: Context,
  { batch, debitOn, lines }: RepaymentFile,
  results: readonly RepaymentResult[],
): Promise<Collected> {
  const command = { name: 'book-repayments', subject: 'loans', key: `book-repayments/${batch}`, input: { batch } };
  return perform(context, command, async (transaction) => {
    const { db } = transaction;
    const contracts = await lockContracts(
      db,
      lines.map(({ loanId }) => loanId),
    );
    const paid = await recordOutcomes(db, await markBooked(db, batch), results, lines.length);
    const paying = contracts.filter(({ id }) => paid.has(id));
    const due = await instalmentsDue(context, db, paying, debitOn);
    const repayments = due.map((each) => repaymentOf(each, paid.get(each.contract.id)!, debitOn));
    await bookRepayments(transaction, repayments, debitOn);
    return { asked: lines.length, paid: paid.size, fen: sumFen(paid.values()) };
  });
}

async function markBooked(db: Db, reference: string): Promise<number> {
  const [marked] = await rows<{ id: number }>(
    db,
    "UPDATE repayment_batch SET status = 'BOOKED' WHERE reference = $1 AND status = 'PREPARED' RETURNING id",
    [reference],
  );
  if (!marked) throw new Error('The repayment batch is booked already');
  return marked.id;
}

/** Records every line's outcome, exactly one each, and tells what was paid of which loan in fen. */
async function recordOutcomes(
  db: Db,
  batchId: number,
  results: readonly RepaymentResult[],
  expected: number,
): Promise<Map<string, Fen>> {
  const recorded = await rows<{ loanId: string; outcome: string; fen: Fen }>(
    db,
    `UPDATE repayment_line l SET outcome = answer.outcome
     FROM unnest($2::integer[], $3::text[]) AS answer (line, outcome)
     WHERE l.batch_id = $1 AND l.line = answer.line AND l.outcome IS NULL
     RETURNING l.loan_id AS "loanId", l.outcome, l.fen`,
    [batchId, results.map(({ lineId }) => lineId), results.map(({ outcome }) => outcome)],
  );
  if (recorded.length !== expected || results.length !== expected) {
    throw new Error('The result file does not answer every line of its batch exactly once');
  }
  return new Map(recorded.filter(({ outcome }) => outcome === 'paid').map(({ loanId, fen }) => [loanId, fen]));
}
