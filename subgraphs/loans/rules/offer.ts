import { addRates, type Fen, multiplyRates, type Rate, rate, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type CityPolicy, demonstrationFigures } from '#policy/policy.ts';

/** What a member asks for: principal in fen over months, for a first home or a later one. */
export type Asked = { principal: Fen; months: number; firstHome: boolean };
/** On what terms it is granted; `demonstration` names the figures no document gives. */
export type Offer = { annualRate: Rate; priority: 'first-home' | 'second-home'; demonstration: string[] };

const monthsOfFiveYears = 5 * 12;

/**
 * The terms of a loan (HZ-05 priority class, rates of the day): refused beyond the city's bounds or term. The cap stands in
 * for the limit by coefficient (HZ-06), whose figures are not published.
 */
export function offer(asked: Asked, policy: CityPolicy): Offer {
  const { minimumPrincipal, cap, maximumTermMonths, priority } = policy.loan;
  if (asked.principal < minimumPrincipal.value || asked.principal > cap.value) {
    const message = `A loan is ${yuanText(minimumPrincipal.value)} to ${yuanText(cap.value)} yuan`;
    const { name: rule } = asked.principal > cap.value ? cap : minimumPrincipal;
    throw new Refusal('AMOUNT_OUT_OF_BOUNDS', message, { field: 'principal', rule });
  }
  if (asked.months < 1 || asked.months > maximumTermMonths.value) {
    throw new Refusal('AMOUNT_OUT_OF_BOUNDS', `A loan runs for 1 to ${maximumTermMonths.value} months`, {
      field: 'months',
      rule: maximumTermMonths.name,
    });
  }
  const { rate: rates, penaltyMultiplier } = policy.national.loan;
  return {
    annualRate: contractRate(asked, policy, null),
    priority: asked.firstHome ? 'first-home' : 'second-home',
    demonstration: demonstrationFigures(minimumPrincipal, cap, maximumTermMonths, priority, rates, penaltyMultiplier),
  };
}

/** The yearly rate of the day by term and first or later home, with what a breach added to it as a share (HZ-08). */
export function contractRate(
  { firstHome, months }: Pick<Asked, 'firstHome' | 'months'>,
  { national }: CityPolicy,
  uplift: string | null,
): Rate {
  const { first, second } = national.loan.rate.value;
  const home = firstHome ? first : second;
  const usual = months <= monthsOfFiveYears ? home.upToFiveYears : home.overFiveYears;
  return uplift === null ? usual : addRates(usual, multiplyRates(usual, rate(uplift)));
}
