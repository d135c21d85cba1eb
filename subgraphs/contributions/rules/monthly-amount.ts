import { applyRate, compareRates, type Fen, type Rate, rate, rateText, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type CityPolicy, demonstrationFigures } from '#policy/policy.ts';
import { clauseOf } from './clauses.ts';
import { monthsPerPeriod, type PaymentMode } from './payment-mode.ts';

/** What a member chose to pay on: a base in fen, a ratio in whole percent ("20%") and how often. */
export type PlanChoice = { base: Fen; ratio: string; mode: PaymentMode };

const policyModes = { MONTHLY: 'monthly', QUARTERLY: 'quarterly', YEARLY: 'yearly' } as const;
const wholePercent = /^[1-9]\d?%$/;

/** CJ-05, HZ-02: the monthly amount in fen, base × ratio rounded by policy; a choice outside the bounds is refused with them. */
export function monthlyAmount(policy: CityPolicy, choice: PlanChoice): Fen {
  const { base, ratio, modes, rounding, minimumDeposit } = policy.contribution;
  const clause = clauseOf(policy.city, 'bounds');
  if (!modes.value.includes(policyModes[choice.mode])) {
    throw new Refusal('INVALID_INPUT', 'The city does not offer this way of paying', { field: 'mode', clause });
  }
  if (choice.base < base.value.minimum || choice.base > base.value.maximum) {
    throw outOfBounds(
      'base',
      clause,
      `${yuanText(base.value.minimum)} to ${yuanText(base.value.maximum)} yuan a month`,
    );
  }
  if (!wholePercent.test(choice.ratio) || !within(rate(choice.ratio), ratio.value)) {
    throw outOfBounds(
      'ratio',
      clause,
      `whole percents, ${rateText(ratio.value.minimum)} to ${rateText(ratio.value.maximum)}`,
    );
  }
  const fen = applyRate(choice.base, rate(choice.ratio), rounding.value);
  const least = minimumDeposit?.value ?? 0n;
  if (fen * BigInt(monthsPerPeriod[choice.mode]) < least) {
    throw outOfBounds('base', 'HZ-02', `at least ${yuanText(least)} yuan a payment`);
  }
  return fen;
}

/** The figures that a plan rests on and that no published document gives, by name. */
export function planDemonstrationFigures(policy: CityPolicy): string[] {
  const { base, ratio, rounding, modes, debitDay, minimumDeposit, lapseAfterMonths } = policy.contribution;
  return demonstrationFigures(base, ratio, rounding, modes, debitDay, minimumDeposit, lapseAfterMonths);
}

function within(asked: Rate, bounds: { minimum: Rate; maximum: Rate }): boolean {
  return compareRates(asked, bounds.minimum) >= 0 && compareRates(asked, bounds.maximum) <= 0;
}

function outOfBounds(field: 'base' | 'ratio', clause: string, allowed: string): Refusal {
  return new Refusal('AMOUNT_OUT_OF_BOUNDS', `The ${field} is outside what the city allows: ${allowed}`, {
    field,
    clause,
    rule: allowed,
  });
}
