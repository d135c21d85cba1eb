import { Refusal } from '#kernel/refusal.ts';
import { perform, type Transaction } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { instalmentsDue } from './instalments-due.ts';
import { type Loan, loanOf } from './loans.ts';
import { type Disbursed, lockLoan, lockRepaying } from './lock-loan.ts';
import { type Offset, writeOffset } from './offsets.ts';

type OfLoan = { loanId: string; idempotencyKey: string };

/** HZ-03: asks the borrower's account for what is due today, as far as it goes (冲还贷); refused where nothing is due. */
export async function offsetLoan(context: Context, { loanId, idempotencyKey: key }: OfLoan): Promise<Offset> {
  const command = { name: 'offset-loan', subject: loanId, key, input: { loanId } };
  return perform(context, command, async (transaction) => {
    const contract = await lockRepaying(context, transaction.db, loanId);
    const offset = await requestOffset(context, transaction, contract);
    if (offset) return offset;
    const nothing = 'Nothing is due today';
    throw about(contract.memberId, new Refusal('AMOUNT_OUT_OF_BOUNDS', nothing, { field: 'loanId' }));
  });
}

/** Asks the account of a locked loan's borrower for what is due today; undefined where nothing is. */
export async function requestOffset(
  context: Context,
  { db, emit, today }: Transaction,
  contract: Disbursed,
): Promise<Offset | undefined> {
  const [due] = await instalmentsDue(context, db, [contract], today);
  if (!due || due.fen === 0n) return undefined;
  const { id: loanId, memberId, city } = contract;
  const offset = await writeOffset(db, { loanId, fen: due.fen, on: today });
  emit({ type: 'offset-requested', offsetId: offset.id, loanId, memberId, city, fen: due.fen.toString() });
  return offset;
}

/** Agrees, or ends the agreement, that what falls due is taken from the account first (按月冲还贷). */
export async function setMonthlyOffset(context: Context, input: OfLoan & { monthly: boolean }): Promise<Loan> {
  const { loanId, monthly, idempotencyKey: key } = input;
  const command = { name: 'set-monthly-offset', subject: loanId, key, input: { loanId, monthly } };
  return perform(context, command, async ({ db, today }) => {
    const { id } = await lockLoan(context, db, loanId);
    await db.query('UPDATE loan SET monthly_offset = $2 WHERE id = $1', [id, monthly]);
    return loanOf(db, id, today);
  });
}
