import { type Fen, rate, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { perform, type Transaction } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { amountDue, type Instalment, repay, settle, settlement, withPenalty } from '../rules/repayment.ts';
import { accruedOn, afterPrepayment, aheadOf, type Keeps } from '../rules/replan.ts';
import { bookRepayments } from './book-repayments.ts';
import { repaymentAhead, settlementInFull } from './chart.ts';
import { openInstalments, penaltyTerms } from './contracts.ts';
import { type Loan, loanOf } from './loans.ts';
import { type Disbursed, lockRepaying } from './lock-loan.ts';
import { withLastRate } from './reprice-loan.ts';
import { refuseRecalled, writePlan } from './write-plan.ts';

export type PrepayLoan = { loanId: string; principal: Fen; keeps: Keeps; idempotencyKey: string };

/**
 * Repays principal before it is due (提前还款): with everything due by today, and the interest on it by days. All of it
 * settles the loan; of a part, the months ahead are planned anew, smaller or fewer.
 */
export async function prepayLoan(context: Context, input: PrepayLoan): Promise<Loan> {
  const { idempotencyKey: key, ...asked } = input;
  return perform(context, { name: 'prepay-loan', subject: asked.loanId, key, input: asked }, async (transaction) => {
    const { db, today } = transaction;
    const known = await lockRepaying(context, db, asked.loanId);
    refuseRecalled(known);
    const contract = await withLastRate(context, transaction, known);
    const terms = penaltyTerms(contract, context.policy, today);
    const stored = await openInstalments(db, [contract.id], null);
    const instalments = withPenalty(stored, today, terms);
    const whole = settlement(instalments, today, contract.disbursedOn, terms);
    if (asked.principal <= 0n || asked.principal > whole.ahead) throw outOfBounds(contract, whole.ahead);
    if (asked.principal === whole.ahead) {
      const repaid = settle(instalments, today, whole);
      await bookRepayments(transaction, [{ contract, repaid, code: settlementInFull, closes: true }], today);
    } else await prepayPart(context, transaction, contract, { ...asked, instalments });
    return loanOf(db, contract.id, today);
  });
}

type Part = { principal: Fen; keeps: Keeps; instalments: Instalment[] };

async function prepayPart(
  context: Context,
  transaction: Transaction,
  contract: Disbursed,
  { principal, keeps, instalments }: Part,
): Promise<void> {
  const { db, today } = transaction;
  const { disbursedOn, annualRate } = contract;
  const terms = penaltyTerms(contract, context.policy, today);
  const due = repay(instalments, amountDue(instalments, today), today);
  const accrued = accruedOn(principal, instalments, today, { disbursedOn, terms });
  const repaid = { ...due, principal: due.principal + principal, interest: due.interest + accrued };
  await bookRepayments(transaction, [{ contract, repaid, code: repaymentAhead, closes: false }], today);
  const planning = { ...contract, annualRate: rate(annualRate) };
  const months = afterPrepayment(aheadOf(instalments, today), principal, keeps, planning);
  const change = { kind: 'PREPAYMENT' as const, on: today, prepaid: principal };
  await writePlan(db, contract.id, { ...change, oldRate: annualRate, newRate: annualRate, months });
}

function outOfBounds({ memberId }: Disbursed, ahead: Fen): Refusal {
  const message = `Principal of up to ${yuanText(ahead)} yuan may be repaid before it is due`;
  return about(memberId, new Refusal('AMOUNT_OUT_OF_BOUNDS', message, { field: 'principal' }));
}
