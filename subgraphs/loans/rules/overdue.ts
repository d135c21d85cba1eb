import type { CivilDate } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import type { Instalment } from './repayment.ts';

/** How far a loan is behind: months not fully paid after their day (期数), and their unpaid amounts in fen. */
export type Overdue = { periods: number; principal: Fen; interest: Fen };

/** What is overdue of a plan on a day: an instalment is overdue from the day after it was due (DOMAIN 2.2). */
export function overdueOn(instalments: readonly Instalment[], on: CivilDate): Overdue {
  const unpaid = instalments.filter(
    ({ dueOn, principal, paidPrincipal, interest, paidInterest }) =>
      dueOn < on && (paidPrincipal < principal || paidInterest < interest),
  );
  return {
    periods: unpaid.length,
    principal: sumFen(unpaid.map((each) => each.principal - each.paidPrincipal)),
    interest: sumFen(unpaid.map((each) => each.interest - each.paidInterest)),
  };
}
