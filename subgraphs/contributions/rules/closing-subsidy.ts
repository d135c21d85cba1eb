import { applyRate, applyRateOver, type Fen } from '#kernel/money.ts';
import type { CityPolicy, Figure } from '#policy/policy.ts';
import type { ClosingGround } from './closing.ts';

/** What the interest subsidy on closing is reckoned by, since the account was opened or closed last; money in fen. */
export type ClosingSubsidyFacts = {
  ground: ClosingGround;
  everLent: boolean;
  interestEarned: Fen;
  contributed: Fen;
  /** 积数, in fen-days. */
  product: Fen;
};

/** A subsidy in fen, with the document it rests on and every figure that took part. */
export type ClosingSubsidy = { fen: Fen; reference: string; figures: readonly Figure<unknown>[] };

/**
 * HZ-07: the interest subsidy (利息补贴) that is paid on closing to whom never borrowed, a share of what policy names;
 * null where the city's plan has none, after any loan, and for whoever broke the agreement (HZ-08).
 */
export function closingSubsidy(policy: CityPolicy, facts: ClosingSubsidyFacts): ClosingSubsidy | null {
  const terms = policy.subsidies.closingInterest;
  if (!terms || facts.everLent || facts.ground === 'BREACH') return null;
  const { rate, base, rounding } = terms;
  const { dayBasis } = policy.national.deposit;
  const fen = {
    'interest-earned': () => applyRate(facts.interestEarned, rate.value, rounding.value),
    contributions: () => applyRate(facts.contributed, rate.value, rounding.value),
    // A yearly rate on the daily average is the rate on the 积数.
    'daily-average': () => applyRateOver(facts.product, rate.value, 1, dayBasis.value, rounding.value),
  }[base.value]();
  return fen > 0n ? { fen, reference: rate.reference, figures: [rate, base, rounding] } : null;
}
