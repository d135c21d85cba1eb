import type { CivilDate } from '#kernel/calendar.ts';
import type { Db } from '#service/database.ts';
import type { Context } from '../context.ts';
import { withPenalty } from '../rules/repayment.ts';
import { type Contract, openInstalments, penaltyTerms } from './contracts.ts';

/** Counts the penalty of a locked loan up to a day, so that it is kept as it was then. */
export async function countPenalty(context: Context, db: Db, contract: Contract, on: CivilDate): Promise<void> {
  const late = await openInstalments(db, [contract.id], on);
  const counted = withPenalty(late, on, penaltyTerms(contract, context.policy, on));
  await db.query(
    `UPDATE instalment SET penalty = now.penalty, penalty_through = now.through
     FROM unnest($2::integer[], $3::bigint[], $4::date[]) AS now (number, penalty, through)
     WHERE instalment.loan_id = $1 AND instalment.number = now.number`,
    [
      contract.id,
      counted.map(({ number }) => number),
      counted.map(({ penalty }) => penalty),
      counted.map(({ penaltyThrough }) => penaltyThrough),
    ],
  );
}
