import type { CityPolicy } from '#policy/policy.ts';

/** How an agreement stands at the end of a month. */
export type Standing = 'in-force' | 'lapsed' | 'breach';

/**
 * CJ-11: strictly more than three continuous unpaid months are an exit, and the agreement ends by itself; with a loan
 * outstanding nobody may stop, so it is a breach case and the agreement stays.
 */
export function standingAtMonthEnd(
  policy: CityPolicy,
  facts: { unpaidMonths: number; loanOutstanding: boolean },
): Standing {
  if (facts.unpaidMonths <= policy.contribution.lapseAfterMonths.value) return 'in-force';
  return facts.loanOutstanding ? 'breach' : 'lapsed';
}
