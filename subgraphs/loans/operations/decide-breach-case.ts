import { addDays } from '#kernel/calendar.ts';
import { rate, rateText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { storeJson } from '#service/json.ts';
import { perform, type Transaction } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { type Measure, weighBreach } from '../rules/breach.ts';
import { unmet } from '../rules/conditions.ts';
import { contractRate } from '../rules/offer.ts';
import { aheadOf, recalled } from '../rules/replan.ts';
import { type BreachCase, findBreachCase, reachedCase } from './breach-cases.ts';
import { openInstalments, penaltyTerms } from './contracts.ts';
import { loanOf } from './loans.ts';
import { type Disbursed, lockLoan, lockRepaying } from './lock-loan.ts';
import { officerOf, refuseSecondHand, textOf } from './officer-of.ts';
import { changeRate, withLastRate } from './reprice-loan.ts';
import { refuseRecalled, writePlan } from './write-plan.ts';

export type DecideBreachCase = { breachCaseId: string; measure: Measure; reason: string; idempotencyKey: string };

/**
 * HZ-08: decides a breach case by another officer than who opened it, when the member has replied or had the time to, and
 * carries the measure out: the rate is raised from today, or the loan recalled. 销户 is ordered here; the account is closed
 * where it is kept, which a loan still owed forbids (CJ-13).
 */
export async function decideBreachCase(context: Context, input: DecideBreachCase): Promise<BreachCase> {
  const officer = officerOf(context);
  const reason = textOf('reason', input.reason);
  const known = await reachedCase(context, input.breachCaseId);
  const { measure } = input;
  const command = { name: 'decide-breach-case', subject: known.memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    // A plan is changed only while nobody is asked for a repayment by it; the rest is decided of any loan, written off too.
    const replanned = changesPlan(measure) ? await lockRepaying(context, db, known.loanId) : undefined;
    const contract = replanned ?? (await lockLoan(context, db, known.loanId));
    const open = (await findBreachCase(db, known.id))!;
    if (open.status === 'DECIDED') throw noLonger(open);
    refuseSecondHand(officer, open.openedBy);
    const { overduePeriods } = await loanOf(db, contract.id, today);
    const weighing = weighBreach({ ...open, overduePeriods, on: today }, measure, context.policy(open.city, today));
    // What was made good meanwhile is let go.
    const reasons = unmet(weighing.conditions.filter(({ code }) => code !== 'LOAN_DEFAULT' || measure !== 'NONE'));
    if (reasons.length > 0) {
      const detail = { field: 'measure', clause: 'HZ-08', reasons };
      throw about(open.memberId, new Refusal('NOT_ELIGIBLE', 'The measure cannot be decided', detail));
    }
    if (replanned) await carryOut(context, transaction, replanned, measure);
    await db.query(
      `UPDATE breach_case SET status = 'DECIDED', measure = $2, reason = $3, weighing = $4, decided_by = $5, decided_on = $6
       WHERE id = $1`,
      [open.id, measure, reason, storeJson(weighing), officer, today],
    );
    return (await findBreachCase(db, open.id))!;
  });
}

const noLonger = ({ memberId }: BreachCase) =>
  about(memberId, new Refusal('NOT_ELIGIBLE', 'The case is decided', { field: 'breachCaseId', clause: 'HZ-08' }));

const changesPlan = (measure: Measure): boolean => measure === 'RAISE_RATE' || measure === 'RECALL_LOAN';

async function carryOut(
  context: Context,
  transaction: Transaction,
  contract: Disbursed,
  measure: Measure,
): Promise<void> {
  if (measure === 'RAISE_RATE') await raiseRate(context, transaction, contract);
  if (measure === 'RECALL_LOAN') await recall(context, transaction, contract);
}

async function raiseRate(context: Context, transaction: Transaction, known: Disbursed): Promise<void> {
  const { db, today } = transaction;
  refuseRecalled(known);
  const contract = await withLastRate(context, transaction, known);
  const { breach } = context.policy(contract.city, today);
  const uplift = rateText(breach!.rateUplift.value);
  // The share is of the rate that the contract stands at; the next repricing keeps it on top of the new one.
  const since = contract.repricedOn ?? contract.requestedOn;
  const terms = { firstHome: contract.priority === 'first-home', months: contract.months };
  const newRate = contractRate(terms, context.policy(contract.city, since), uplift);
  await changeRate(transaction, contract, { kind: 'RATE_RAISED', newRate, from: today });
  await db.query('UPDATE loan SET rate_uplift = $2 WHERE id = $1', [contract.id, uplift]);
}

async function recall(context: Context, transaction: Transaction, known: Disbursed): Promise<void> {
  const { db, today } = transaction;
  refuseRecalled(known);
  const contract = await withLastRate(context, transaction, known);
  const dueOn = addDays(today, context.policy(contract.city, today).national.loan.recallDays.value);
  const ahead = aheadOf(await openInstalments(db, [contract.id], null), today);
  if (ahead.length === 0) return;
  const planning = { ...contract, annualRate: rate(contract.annualRate) };
  const months = recalled(ahead, dueOn, planning, penaltyTerms(contract, context.policy, today));
  const rates = { oldRate: contract.annualRate, newRate: contract.annualRate };
  await writePlan(db, contract.id, { kind: 'RECALL', on: today, prepaid: 0n, ...rates, months });
}
