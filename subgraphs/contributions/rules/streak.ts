import { addDays, type CivilDate, type CivilMonth, firstDay, lastDay, monthOf, nextMonth } from '#kernel/calendar.ts';
import type { CityPolicy } from '#policy/policy.ts';

/** Continuous full months (连续足额缴存) up to the last closed month, all under one agreement. */
export type Streak = {
  months: number;
  /** The first month of the run; null when there is none. */
  from: CivilMonth | null;
  /** The last closed month; null when nothing was paid yet. */
  through: CivilMonth | null;
  agreement: string | null;
};

/** What is known of one member's month when it is closed. */
export type ClosedMonth = { month: CivilMonth; full: boolean; agreement: string | null };

export const noStreak: Streak = { months: 0, from: null, through: null, agreement: null };

/** CJ-15: the last day on which a month can still become full; grace by policy. */
export function fullUntil(policy: CityPolicy, month: CivilMonth): CivilDate {
  return addDays(lastDay(month), policy.contribution.fullPeriodGraceDays.value);
}

/** CJ-15, CJ-16: the run after a month is closed; it starts anew after a month that was not full and under a new agreement. */
export function streakAfter(before: Streak, closed: ClosedMonth): Streak {
  const { month, full, agreement } = closed;
  if (!full) return { months: 0, from: null, through: before.through && month, agreement: null };
  const goesOn =
    before.months > 0 &&
    before.agreement === agreement &&
    before.through !== null &&
    nextMonth(before.through) === month;
  return goesOn
    ? { ...before, months: before.months + 1, through: month }
    : { months: 1, from: month, through: month, agreement };
}

/** CJ-15: the last month that can be closed on a day: nothing that is paid from then on can fill it. */
export function lastClosable(policyOfDay: (on: CivilDate) => CityPolicy, today: CivilDate): CivilMonth {
  let month = nextMonth(monthOf(today), -1);
  while (today <= fullUntil(policyOfDay(lastDay(month)), month)) month = nextMonth(month, -1);
  return month;
}

/** CJ-15: whether money was taken out since the first day of a run; the day of the withdrawal or null. */
export function withdrawnInRun(from: CivilMonth | null, lastWithdrawalOn: CivilDate | null): boolean {
  return from !== null && lastWithdrawalOn !== null && lastWithdrawalOn >= firstDay(from);
}

/** What touches the money of a run: the last withdrawal, the last loan, and whether a loan is outstanding. */
export type FundsFacts = { lastWithdrawalOn: CivilDate | null; lastLoanOn: CivilDate | null; loanOutstanding: boolean };

/** CJ-15: whether money was taken out in the run, or lent against where the city's reading counts that (账户资金未使用). */
export function fundsUsed(policy: CityPolicy, from: CivilMonth | null, facts: FundsFacts): boolean {
  if (withdrawnInRun(from, facts.lastWithdrawalOn)) return true;
  if (policy.contribution.fundsUnused.value === 'no-withdrawal') return false;
  return facts.loanOutstanding || (from !== null && facts.lastLoanOn !== null && facts.lastLoanOn >= firstDay(from));
}
