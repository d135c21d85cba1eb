import { addMonths, type CivilDate, monthOf, monthsBetween } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import type { Instalment } from './repayment.ts';

/**
 * How far a loan is behind: months not fully paid after their day (期数), and their unpaid amounts in fen; `recallDueOn` is the
 * day by which a recalled loan was to be repaid and was not.
 */
export type Overdue = { periods: number; principal: Fen; interest: Fen; recallDueOn: CivilDate | null };

/**
 * What is overdue of a plan on a day: an instalment is overdue from the day after it was due (DOMAIN 2.2). One by which the
 * loan was recalled counts again for every further month that it stays unpaid, as the months that it replaced (HZ-08).
 */
export function overdueOn(instalments: readonly Instalment[], on: CivilDate): Overdue {
  const unpaid = instalments.filter(
    ({ dueOn, principal, paidPrincipal, interest, paidInterest }) =>
      dueOn < on && (paidPrincipal < principal || paidInterest < interest),
  );
  return {
    periods: unpaid.reduce((sum, { recalled, dueOn }) => sum + (recalled ? monthsLate(dueOn, on) : 1), 0),
    principal: sumFen(unpaid.map((each) => each.principal - each.paidPrincipal)),
    interest: sumFen(unpaid.map((each) => each.interest - each.paidInterest)),
    recallDueOn: unpaid.find(({ recalled }) => recalled)?.dueOn ?? null,
  };
}

/** The months begun since a day that lies before another; the first on the day after it. */
function monthsLate(dueOn: CivilDate, on: CivilDate): number {
  const months = monthsBetween(monthOf(dueOn), monthOf(on));
  return addMonths(dueOn, months) < on ? months + 1 : months;
}
