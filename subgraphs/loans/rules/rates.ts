import { type CivilDate, daysBetween, yearOf } from '#kernel/calendar.ts';
import { meanRate, type Rate, rate } from '#kernel/money.ts';
import type { CityPolicy } from '#policy/policy.ts';

/** A day from which another yearly rate stands, with the rate in percent that stood before it. */
export type RateChange = { on: CivilDate; oldRate: string };
/** The yearly rate of a contract, with how it came to it, in the order that it was changed. */
export type Rates = { annualRate: Rate; rateChanges?: readonly RateChange[] };

/** The last day up to a day on which loans of more than a year take the rate that stands (DOMAIN 5.3). */
export function lastRepricing(upTo: CivilDate, { national }: CityPolicy): CivilDate {
  const day = national.loan.repricingDay.value;
  const thisYear = `${yearOf(upTo)}-${day}`;
  return thisYear <= upTo ? thisYear : `${yearOf(upTo) - 1}-${day}`;
}

/** The exact yearly rate of the days [from, to): each day costs the rate that stood on it (DOMAIN 5.3, HZ-08). */
export function rateOver({ annualRate, rateChanges = [] }: Rates, from: CivilDate, to: CivilDate): Rate {
  const within = rateChanges.map(({ on }) => on).filter((on) => from < on && on < to);
  const standing = (day: CivilDate): Rate => {
    const next = rateChanges.find(({ on }) => on > day);
    return next ? rate(next.oldRate) : annualRate;
  };
  let mean = standing(from);
  let since = from;
  for (const [index, day] of [...within.toSorted(), to].entries()) {
    const days = daysBetween(since, day);
    if (index > 0 && days > 0)
      mean = meanRate({ rate: mean, days: daysBetween(from, since) }, { rate: standing(since), days });
    since = day;
  }
  return mean;
}
