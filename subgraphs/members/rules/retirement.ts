import { addMonths, type CivilDate, firstDay, monthOf, monthsBetween } from '#kernel/calendar.ts';
import type { NationalPolicy } from '#policy/policy.ts';

/** The three tables of statutory retirement: men, women from 55, women from 50. */
export type RetirementCategory = 'M60' | 'F55' | 'F50';

type Retirement = { delayMonths: number; retirementOn: CivilDate };

const monthsPerYear = 12;

/** The retirement category of a person in flexible employment; which one women have is a figure of policy (CJ-01). */
export function retirementCategory(sex: 'MALE' | 'FEMALE', national: NationalPolicy): RetirementCategory {
  return sex === 'MALE' ? 'M60' : national.retirement.flexibleWomen.value;
}

/**
 * The day on which statutory retirement age (法定退休年龄) is reached, by the gradual delay that began in 2025: one month
 * of delay for every started step of birth months, up to a cap (CJ-01, HZ-01). The day is clamped to the month's end.
 */
export function retirement(birthDate: CivilDate, category: RetirementCategory, national: NationalPolicy): Retirement {
  const { baseAge, stepMonths, capMonths, delayFrom } = national.retirement[category].value;
  const undelayed = monthOf(addMonths(firstDay(monthOf(birthDate)), baseAge * monthsPerYear));
  const monthsAfterStart = monthsBetween(delayFrom, undelayed);
  const delay = monthsAfterStart < 0 ? 0 : Math.min(Math.floor(monthsAfterStart / stepMonths) + 1, capMonths);
  return { delayMonths: delay, retirementOn: addMonths(birthDate, baseAge * monthsPerYear + delay) };
}
