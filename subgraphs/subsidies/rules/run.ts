import { type CivilDate, type CivilMonth, firstDay, lastDay, nextMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityCode, CityPolicy } from '#policy/policy.ts';
import type { RunFacts } from './decision.ts';

/** One closed month of one member, as it was told; `streakMonths` within one agreement, the amount in fen. */
export type MonthFact = {
  city: CityCode;
  month: CivilMonth;
  full: boolean;
  creditedFen: Fen;
  streakMonths: number;
  used: boolean;
};

/** The days between which a loan stood; null while its day is not known, so the loan counts as standing. */
export type LoanDays = { grantedOn: CivilDate | null; settledOn: CivilDate | null };

/** How a clause reads the words 连续 and 账户资金未使用, and how many months it counts. */
export type RunReading = {
  continuity: 'one-agreement' | 'unbroken-months';
  unusedOver: 'run' | 'counted-months';
  countedMonths: number;
};

const monthsOfYear = 12;

/** CJ-15: the readings of 连续 and 未使用; the counted months are the twelve of the year. */
export const yearlyReading = ({
  continuity,
  unusedOver,
}: NonNullable<CityPolicy['subsidies']['contribution']>): RunReading => ({
  continuity: continuity.value,
  unusedOver: unusedOver.value,
  countedMonths: monthsOfYear,
});

/** CJ-16: the readings of 连续 and 未使用; the counted months are as many as are asked for. */
export const onceReading = (terms: NonNullable<CityPolicy['subsidies']['oneOff']>): RunReading => ({
  continuity: terms.continuity.value,
  unusedOver: terms.unusedOver.value,
  countedMonths: terms.minimumMonths.value,
});

/** CJ-15, CJ-16: the run that ends with a known month, by the clause's reading; undefined where the month is not known. */
export function runOf(
  reading: RunReading,
  known: { months: readonly MonthFact[]; loans: readonly LoanDays[] },
  month: CivilMonth,
): RunFacts | undefined {
  const at = known.months.findLastIndex((each) => each.month === month);
  const fact = known.months[at];
  if (!fact) return undefined;
  const streakMonths = reading.continuity === 'one-agreement' ? fact.streakMonths : unbroken(known.months, at);
  const from = nextMonth(month, 1 - (reading.unusedOver === 'run' ? streakMonths : reading.countedMonths));
  let withdrawn = false;
  for (let i = at; i >= 0 && known.months[i]!.month >= from; i -= 1) withdrawn ||= known.months[i]!.used;
  const [first, last] = [firstDay(from), lastDay(month)];
  const lent = known.loans.some(
    ({ grantedOn, settledOn }) =>
      (grantedOn === null || grantedOn <= last) && (settledOn === null || settledOn >= first),
  );
  return { month, streakMonths, withdrawn, lent };
}

function unbroken(months: readonly MonthFact[], at: number): number {
  let count = 0;
  for (let i = at; i >= 0; i -= 1, count += 1) {
    const each = months[i]!;
    if (!each.full || each.month !== nextMonth(months[at]!.month, -count)) break;
  }
  return count;
}
