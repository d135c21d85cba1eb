import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { Db } from '#service/database.ts';
import type { Context } from '../context.ts';
import { amountDue, type Instalment, repay, withPenalty } from '../rules/repayment.ts';
import type { Repayment } from './book-repayments.ts';
import { repaymentOnTime, repaymentOverdue } from './chart.ts';
import { type Contract, openInstalments, penaltyTerms } from './contracts.ts';

/** A contract with its instalments due by a day, penalty counted to that day, and what they come to in fen. */
export type Due = { contract: Contract; instalments: Instalment[]; fen: Fen };

/** What is due of these contracts by a day; they must be locked, so that it stays so. */
export async function instalmentsDue(
  context: Context,
  db: Db,
  contracts: readonly Contract[],
  on: CivilDate,
): Promise<Due[]> {
  const ids = contracts.map(({ id }) => id);
  const stored = Map.groupBy(await openInstalments(db, ids, on), ({ loanId }) => loanId);
  return contracts.map((contract) => {
    const instalments = withPenalty(stored.get(contract.id) ?? [], on, penaltyTerms(contract, context.policy, on));
    return { contract, instalments, fen: amountDue(instalments, on) };
  });
}

/** The repayment of an amount in fen, at most what is due, on the day that it was counted to. */
export function repaymentOf({ contract, instalments }: Due, fen: Fen, on: CivilDate): Repayment {
  const repaid = repay(instalments, fen, on);
  return { contract, repaid, code: repaid.overdue ? repaymentOverdue : repaymentOnTime, closes: false };
}
