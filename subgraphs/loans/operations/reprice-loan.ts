import type { CivilDate } from '#kernel/calendar.ts';
import { compareRates, type Rate, rate, rateText } from '#kernel/money.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { lastRepricing } from '../rules/rates.ts';
import { aheadOf, atNewRate } from '../rules/replan.ts';
import { isRepricedOn, repricedRate } from '../rules/repricing.ts';
import { contractsById, openInstalments } from './contracts.ts';
import { type Disbursed, lockRepaying } from './lock-loan.ts';
import { type PlanChangeKind, writePlan } from './write-plan.ts';

/**
 * Reprices a loan at the rate that stands on a day of repricing: the months that are not due are planned anew, the month in
 * which the day lies costs both rates by its days. At an unchanged rate nothing changes.
 */
export async function repriceLoan(context: Context, loanId: string, on: CivilDate): Promise<void> {
  const command = { name: 'reprice-loan', subject: loanId, key: `reprice-loan/${loanId}/${on}`, input: { loanId, on } };
  await perform(context, command, async (transaction) => {
    const contract = await lockRepaying(context, transaction.db, loanId);
    // It may have been recalled since it was found.
    if (isRepricedOn(contract, on)) await reprice(context, transaction, contract, on);
    return null;
  });
}

/**
 * A locked loan as it stands once it has the rate of the last day of repricing (DOMAIN 5.3): what else changes its plan comes
 * after that, though the run of that day is late.
 */
export async function withLastRate(
  context: Context,
  transaction: Transaction,
  contract: Disbursed,
): Promise<Disbursed> {
  const { db, today } = transaction;
  const on = lastRepricing(today, context.policy(contract.city, today));
  if (!isRepricedOn(contract, on)) return contract;
  await reprice(context, transaction, contract, on);
  const [current] = await contractsById(db, [contract.id]);
  return { ...current!, disbursedOn: contract.disbursedOn };
}

async function reprice(context: Context, transaction: Transaction, contract: Disbursed, on: CivilDate): Promise<void> {
  const newRate = repricedRate(contract, context.policy(contract.city, on));
  await changeRate(transaction, contract, { kind: 'REPRICING', newRate, from: on });
  await transaction.db.query('UPDATE loan SET repriced_on = $2 WHERE id = $1', [contract.id, on]);
}

type RateChange = { kind: PlanChangeKind; newRate: Rate; from: CivilDate };

/** Plans the months of a locked loan that are not due at another rate, from a day on; nothing where it is the same. */
export async function changeRate(
  { db, today }: Transaction,
  contract: Disbursed,
  { kind, newRate, from }: RateChange,
): Promise<void> {
  const annualRate = rate(contract.annualRate);
  const ahead = aheadOf(await openInstalments(db, [contract.id], null), today);
  if (compareRates(annualRate, newRate) === 0 || ahead.length === 0) return;
  const months = atNewRate(ahead, newRate, from, { ...contract, annualRate });
  const rates = { oldRate: contract.annualRate, newRate: rateText(newRate) };
  await writePlan(db, contract.id, { kind, on: from, prepaid: 0n, ...rates, months });
}
