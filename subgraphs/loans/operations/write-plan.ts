import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { about } from '#service/told-refusals.ts';
import type { Replanned } from '../rules/replan.ts';
import type { Contract } from './contracts.ts';

/** Why a plan was changed. */
export type PlanChangeKind = 'PREPAYMENT' | 'REPRICING' | 'RATE_RAISED' | 'RECALL';

/** A plan as it changes on a day: the months ahead anew, and the rates in percent before and after; amounts in fen. */
export type PlanWritten = {
  kind: PlanChangeKind;
  on: CivilDate;
  prepaid: Fen;
  oldRate: string;
  newRate: string;
  months: readonly Replanned[];
};

/**
 * Replaces the months of a locked loan that are not due, and writes down beside it what was changed; a month in which
 * nothing is left to pay is closed. The rate of the contract is the new one from then on.
 */
export async function writePlan(db: Db, loanId: string, written: PlanWritten): Promise<void> {
  const { kind, on, prepaid, oldRate, newRate, months } = written;
  const left = months.filter(({ principal, interest }) => principal + interest > 0n);
  await db.query(
    `UPDATE instalment SET due_on = now.due_on, principal = now.principal, interest = now.interest,
       penalty_through = now.due_on, recalled = recalled OR ($7::boolean AND now.number = ($2::integer[])[1]),
       closed_on = CASE WHEN now.principal + now.interest = 0 THEN $6::date END
     FROM unnest($2::integer[], $3::date[], $4::bigint[], $5::bigint[]) AS now (number, due_on, principal, interest)
     WHERE instalment.loan_id = $1 AND instalment.number = now.number AND closed_on IS NULL`,
    [
      loanId,
      months.map(({ number }) => number),
      months.map(({ dueOn }) => dueOn),
      months.map(({ principal }) => principal),
      months.map(({ interest }) => interest),
      on,
      kind === 'RECALL',
    ],
  );
  await db.query(
    `INSERT INTO plan_change (loan_id, kind, changed_on, from_number, prepaid, balance, old_rate, new_rate, instalments)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[loanId, kind, on, months[0]!.number, prepaid],
      months.reduce((sum, { principal }) => sum + principal, 0n),
      ...[oldRate, newRate, left.length],
    ],
  );
  if (newRate !== oldRate) await db.query('UPDATE loan SET annual_rate = $2 WHERE id = $1', [loanId, newRate]);
}

/** A change of a plan as it is told; amounts in fen. */
export type PlanChange = {
  kind: PlanChangeKind;
  on: CivilDate;
  fromNumber: number;
  balance: Fen;
  oldRate: string;
  newRate: string;
  instalments: number;
};

/** How the plan of a loan was changed, oldest first. */
export const planChangesOf = (db: Db, loanId: string): Promise<PlanChange[]> =>
  rows<PlanChange>(
    db,
    `SELECT kind, changed_on AS on, from_number AS "fromNumber", balance, old_rate AS "oldRate", new_rate AS "newRate",
       instalments FROM plan_change WHERE loan_id = $1 ORDER BY id`,
    [loanId],
  );

/** Refuses to plan a recalled loan anew: all of it is due on one day (HZ-08). */
export function refuseRecalled({ recalled, memberId }: Contract): void {
  if (!recalled) return;
  const detail = { field: 'loanId', clause: 'HZ-08' };
  throw about(memberId, new Refusal('NOT_ELIGIBLE', 'The loan is recalled: all of it falls due on one day', detail));
}
