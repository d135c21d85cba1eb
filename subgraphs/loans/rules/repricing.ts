import { addMonths, type CivilDate } from '#kernel/calendar.ts';
import { compareRates, type Rate, rate } from '#kernel/money.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { contractRate } from './offer.ts';
import { lastRepricing, type RateChange, type Rates } from './rates.ts';

/** What of a loan says which rate it takes on a day of repricing. */
export type Repriceable = {
  months: number;
  priority: 'first-home' | 'second-home';
  annualRate: string;
  rateChanges: RateChange[];
  rateUplift: string | null;
  disbursedOn: CivilDate | null;
  repricedOn: CivilDate | null;
  recalled: boolean;
};

/** Whether a loan of more than a year is still to take the rate of a day of repricing (DOMAIN 5.3); a recalled one takes none. */
export function isRepricedOn({ months, disbursedOn, repricedOn, recalled }: Repriceable, on: CivilDate): boolean {
  if (recalled || months <= 12 || disbursedOn === null || addMonths(disbursedOn, months) <= on) return false;
  return (repricedOn ?? disbursedOn) < on;
}

/** The yearly rate that a loan takes by the policy of a day of repricing, with what a breach added to it (HZ-08). */
export const repricedRate = ({ priority, months, rateUplift }: Repriceable, policy: CityPolicy): Rate =>
  contractRate({ firstHome: priority === 'first-home', months }, policy, rateUplift);

/** The rates of a loan as they stand on a day: the last day of repricing is one of them, though its run is late (DOMAIN 5.3). */
export function ratesOn(loan: Repriceable, day: CivilDate, policyOf: (on: CivilDate) => CityPolicy): Rates {
  const { rateChanges } = loan;
  const annualRate = rate(loan.annualRate);
  const on = lastRepricing(day, policyOf(day));
  if (!isRepricedOn(loan, on)) return { annualRate, rateChanges };
  const newRate = repricedRate(loan, policyOf(on));
  if (compareRates(annualRate, newRate) === 0) return { annualRate, rateChanges };
  return { annualRate: newRate, rateChanges: [...rateChanges, { on, oldRate: loan.annualRate }] };
}
