import { addMonths, type CivilDate, monthOf, monthsBetween } from '#kernel/calendar.ts';
import type { CityPolicy } from '#policy/policy.ts';

/** The day by which a borrower is to have repaid by age, and the figure it was reckoned by, as text. */
export type RepayBy = { on: CivilDate; figure: string };

/** That day where it was reckoned by the figure of the policy (`loan.maximumAge`); null where it is not told, or by another. */
export const latestRepayment = (told: RepayBy | null, { loan }: CityPolicy): CivilDate | null =>
  told?.figure === loan.maximumAge.text ? told.on : null;

/** The most months for which may be lent from a day: those of the city, and none that end after the day by age. */
export function longestTerm(from: CivilDate, latest: CivilDate | null, { loan }: CityPolicy): number {
  const most = loan.maximumTermMonths.value;
  if (latest === null) return most;
  const months = monthsBetween(monthOf(from), monthOf(latest));
  const whole = addMonths(from, months) <= latest ? months : months - 1;
  return Math.max(0, Math.min(most, whole));
}
