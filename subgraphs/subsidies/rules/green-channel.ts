import { type CityPolicy, demonstrationFigures } from '#policy/policy.ts';
import type { Condition } from './decision.ts';

export type CreditStandingValue = 'GOOD' | 'ADVERSE' | 'NOT_CHECKED';

/** The facts of three registers: industry and credit (members), the streak (contributions), overdue loans (loans). */
export type GreenChannelFacts = {
  continuousFullMonths: number;
  keyIndustry: boolean;
  creditStanding: CreditStandingValue;
  overdue: boolean;
};

export type GreenChannelDecision = {
  eligible: boolean;
  tier: string | null;
  reasons: readonly Condition[];
  demonstrationFigures: readonly string[];
};

type Tier = CityPolicy['greenChannel']['tiers']['value'][number];

// Huzhou's plan has no green channel; what a consented bank may be told (AG-03) is the only promise there is.
const clauses = {
  '652300': { channel: 'CJ-18', industry: 'CJ-17' },
  '330500': { channel: 'AG-03', industry: 'AG-03' },
} as const satisfies Record<CityPolicy['city'], object>;

/** CJ-17, CJ-18: the best tier of the banks' green channel (绿色通道) whose conditions are all met, and every reason. */
export function greenChannel(policy: CityPolicy, facts: GreenChannelFacts): GreenChannelDecision {
  const { tiers } = policy.greenChannel;
  const reached = tiers.value.find(
    (tier) =>
      longEnough(tier, facts) &&
      (!tier.goodCredit || facts.creditStanding === 'GOOD') &&
      (!tier.noOverdue || !facts.overdue),
  );
  return {
    eligible: reached !== undefined,
    tier: reached?.tier ?? null,
    reasons: reasonsOf(policy, facts),
    demonstrationFigures: demonstrationFigures(tiers, policy.keyIndustries, policy.contribution.fullPeriodGraceDays),
  };
}

function longEnough(tier: Tier, { continuousFullMonths, keyIndustry }: GreenChannelFacts): boolean {
  return continuousFullMonths >= tier.minimumMonths || (tier.keyIndustrySuffices && keyIndustry);
}

function reasonsOf(policy: CityPolicy, facts: GreenChannelFacts): Condition[] {
  const tiers = policy.greenChannel.tiers.value;
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
