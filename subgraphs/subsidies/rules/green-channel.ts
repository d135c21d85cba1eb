import { type CivilDate, type CivilMonth, monthOf, nextMonth } from '#kernel/calendar.ts';
import { type CityPolicy, demonstrationFigures, type Figure } from '#policy/policy.ts';
import type { Condition } from './decision.ts';

export type CreditStandingValue = 'GOOD' | 'ADVERSE' | 'NOT_CHECKED';

/** The facts of three registers: industry and credit (members), the streak (contributions), overdue loans (loans). */
export type GreenChannelFacts = {
  continuousFullMonths: number;
  keyIndustry: boolean;
  creditStanding: CreditStandingValue;
  overdue: boolean;
};

/** One thing that stands between a member and a tier; months only where months bring it. */
export type Change = {
  clause: string;
  description: string;
  moreMonths: number | null;
  earliestMonth: CivilMonth | null;
};

export type GreenChannelDecision = {
  eligible: boolean;
  tier: string | null;
  reasons: readonly Condition[];
  demonstrationFigures: readonly string[];
};

export type Tier = CityPolicy['greenChannel']['tiers']['value'][number];
/** Tiers, best first, and the figure that gives them. */
export type ChannelTerms = { tiers: readonly Tier[]; figure: Figure<unknown> };

// Huzhou's plan has no green channel; what a consented bank may be told (AG-03) is the only promise there is.
const clauses = {
  '652300': { channel: 'CJ-18', industry: 'CJ-17' },
  '330500': { channel: 'AG-03', industry: 'AG-03' },
} as const satisfies Record<CityPolicy['city'], object>;

/** CJ-18: the tiers of a city's channel where no bank's own product is meant. */
export const generalTerms = ({ greenChannel: { tiers } }: CityPolicy): ChannelTerms => ({
  tiers: tiers.value,
  figure: tiers,
});

/** CJ-18: the tiers of a bank's own product, its first unless it is named; undefined where there is no such product. */
export function productTerms({ greenChannel: { products } }: CityPolicy, bank: string, code?: string | null) {
  const own = products.value.filter((product) => product.bank === bank);
  const product = code ? own.find((each) => each.code === code) : own[0];
  return product && { tiers: product.tiers, figure: products };
}

/** CJ-17, CJ-18: the best tier of the banks' green channel (绿色通道) whose conditions are all met, and every reason. */
export function greenChannel(
  policy: CityPolicy,
  facts: GreenChannelFacts,
  terms: ChannelTerms = generalTerms(policy),
): GreenChannelDecision {
  const reached = terms.tiers.find((tier) => meets(tier, facts));
  return {
    eligible: reached !== undefined,
    tier: reached?.tier ?? null,
    reasons: reasonsOf(policy, facts, terms.tiers),
    demonstrationFigures: demonstrationFigures(
      terms.figure,
      policy.keyIndustries,
      policy.contribution.fullPeriodGraceDays,
    ),
  };
}

/**
 * CJ-18: the tier next above the one reached and everything that would have to change for it; null at the best. Months are
 * counted from the last closed one, of the run that goes on.
 */
export function nextTier(
  policy: CityPolicy,
  facts: GreenChannelFacts,
  { terms, through, today }: { terms: ChannelTerms; through: CivilMonth | null; today: CivilDate },
): { tier: string; changes: readonly Change[] } | null {
  const reached = terms.tiers.findIndex((tier) => meets(tier, facts));
  const next = terms.tiers[(reached === -1 ? terms.tiers.length : reached) - 1];
  if (!next) return null;
  const { channel } = clauses[policy.city];
  const other = (description: string): Change => ({
    ...{ clause: channel, description, moreMonths: null, earliestMonth: null },
  });
  const changes: Change[] = [];
  if (!longEnough(next, facts)) {
    const moreMonths = next.minimumMonths - facts.continuousFullMonths;
    const earliestMonth = nextMonth(through ?? nextMonth(monthOf(today), -1), moreMonths);
    const orIndustry = next.keyIndustrySuffices ? '，或从事重点产业' : '';
    const description = `再连续足额缴存${moreMonths}个月，最早至${earliestMonth}满${next.minimumMonths}个月${orIndustry}`;
    changes.push({ clause: channel, description, moreMonths, earliestMonth });
  }
  if (next.goodCredit && facts.creditStanding !== 'GOOD') changes.push(other('信用状况须核查为良好'));
  if (next.noOverdue && facts.overdue) changes.push(other('须还清公积金贷款逾期'));
  return { tier: next.tier, changes };
}

const meets = (tier: Tier, facts: GreenChannelFacts): boolean =>
  longEnough(tier, facts) &&
  (!tier.goodCredit || facts.creditStanding === 'GOOD') &&
  (!tier.noOverdue || !facts.overdue);

function longEnough(tier: Tier, { continuousFullMonths, keyIndustry }: GreenChannelFacts): boolean {
  return continuousFullMonths >= tier.minimumMonths || (tier.keyIndustrySuffices && keyIndustry);
}

function reasonsOf(policy: CityPolicy, facts: GreenChannelFacts, tiers: readonly Tier[]): Condition[] {
  const { channel, industry } = clauses[policy.city];
  const reasons: Condition[] = tiers.map((tier) => ({
    clause: channel,
    description:
      `${tier.tier}档：连续足额缴存满${tier.minimumMonths}个月${tier.keyIndustrySuffices ? '，或从事重点产业' : ''}` +
      `（现${facts.continuousFullMonths}个月）`,
    met: longEnough(tier, facts),
  }));
  reasons.push({ clause: industry, description: '从事重点产业', met: facts.keyIndustry });
  if (tiers.some(({ goodCredit }) => goodCredit)) {
    reasons.push({ clause: channel, description: '信用状况良好', met: facts.creditStanding === 'GOOD' });
  }
  if (tiers.some(({ noOverdue }) => noOverdue)) {
    reasons.push({ clause: channel, description: '公积金贷款无逾期', met: !facts.overdue });
  }
  return reasons;
}
