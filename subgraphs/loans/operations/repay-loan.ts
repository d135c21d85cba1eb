import { type Fen, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { repay, type Settlement, settle, settlement, withPenalty } from '../rules/repayment.ts';
import { bookRepayments, type Repayment } from './book-repayments.ts';
import { repaymentOnTime, repaymentOverdue, settlementInFull } from './chart.ts';
import { type InstalmentOf, openInstalments, penaltyTerms } from './contracts.ts';
import { type Loan, loanOf } from './loans.ts';
import { type Disbursed, lockRepaying } from './lock-loan.ts';

export type RepayLoan = { loanId: string; amount: Fen; idempotencyKey: string };

/**
 * Books a repayment: penalty, overdue interest, overdue principal, then what is due today. Exactly the amount that
 * settles the loan closes it; anything between what is due and that is refused with both amounts.
 */
export async function repayLoan(context: Context, input: RepayLoan): Promise<Loan> {
  const { idempotencyKey: key, ...asked } = input;
  return perform(context, { name: 'repay-loan', subject: asked.loanId, key, input: asked }, async (transaction) => {
    const { db, today } = transaction;
    const contract = await lockRepaying(context, db, asked.loanId);
    const instalments = await openInstalments(db, [contract.id], null);
    await bookRepayments(transaction, [decide(context, contract, instalments, asked.amount, today)], today);
    return loanOf(db, contract.id, today);
  });
}

function decide(context: Context, contract: Disbursed, stored: InstalmentOf[], amount: Fen, today: string): Repayment {
  const terms = penaltyTerms(contract, context.policy, today);
  const instalments = withPenalty(stored, today, terms);
  const asked = settlement(instalments, today, contract.disbursedOn, terms);
  if (amount > 0n && amount === asked.total) {
    return { contract, repaid: settle(instalments, today, asked), code: settlementInFull, closes: true };
  }
  if (amount <= 0n || amount > asked.due) throw about(contract.memberId, outOfBounds(asked));
  const repaid = repay(instalments, amount, today);
  return { contract, repaid, code: repaid.overdue ? repaymentOverdue : repaymentOnTime, closes: false };
}

function outOfBounds({ due, total }: Settlement): Refusal {
  const message = `At most ${yuanText(due)} yuan is due today; exactly ${yuanText(total)} yuan settles the loan`;
  return new Refusal('AMOUNT_OUT_OF_BOUNDS', message, { field: 'amount' });
}
