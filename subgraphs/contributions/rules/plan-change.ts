import { type CivilDate, type CivilMonth, monthOf, nextMonth, yearOf } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { clauseOf } from './clauses.ts';

const two = (month: number): string => String(month).padStart(2, '0');

/** CJ-06: base and ratio may change in July only, and once; a refusal tells the next day on which they may. */
export function mayChangePlan(policy: CityPolicy, asked: { today: CivilDate; changesThisYear: number }): void {
  const { changeMonth, changesPerYear } = policy.contribution;
  const year = yearOf(asked.today);
  const opens = `${year}-${two(changeMonth.value)}`;
  const nextYear = `${year + 1}-${two(changeMonth.value)}-01`;
  const now = monthOf(asked.today);
  const clause = clauseOf(policy.city, 'change');
  if (now !== opens) {
    const nextAllowed = now < opens ? `${opens}-01` : nextYear;
    throw new Refusal('CHANGE_NOT_IN_JULY', `Base and ratio change in July only, next on ${nextAllowed}`, {
      clause,
      nextAllowed,
    });
  }
  if (asked.changesThisYear >= changesPerYear.value) {
    throw new Refusal('CHANGE_ALREADY_MADE', `Base and ratio were changed this July, next on ${nextYear}`, {
      clause,
      nextAllowed: nextYear,
    });
  }
}

/** CJ-06: the first month that a change made today applies to: this one, or the one after the last month already paid. */
export function changeAppliesFrom(today: CivilDate, lastPaid: CivilMonth | null): CivilMonth {
  const now = monthOf(today);
  return lastPaid === null || lastPaid < now ? now : nextMonth(lastPaid);
}
