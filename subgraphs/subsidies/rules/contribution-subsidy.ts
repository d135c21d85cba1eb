import { type CivilMonth, firstDay, nextMonth } from '#kernel/calendar.ts';
import { applyRate, type Fen, sumFen } from '#kernel/money.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { type Condition, fundsUsed, type RunFacts, type SubsidyDecision, unusedNames } from './decision.ts';

/** One closed month: the flexible contributions credited for it, in fen; never a transfer-in. */
export type CountedMonth = { month: CivilMonth; full: boolean; creditedFen: Fen };

export type ContributionSubsidyFacts = RunFacts & {
  /** The twelve months that end with `month`, as far as they are known. */
  lastYear: readonly CountedMonth[];
  /** The last month that an earlier award of this subsidy counted. */
  rewardedThrough: CivilMonth | null;
};

type Window = 'rolling' | 'fund-year' | 'natural-year';

const clause = 'CJ-15';
const monthsOfYear = 12;

/**
 * CJ-15: by how many months the streak must be divisible for a year of contributions to end with this month; null when
 * no year ends with it. 当年 is the member's own twelve months (rolling), July to June, or January to December.
 */
export function yearEndsEvery(policy: CityPolicy, month: CivilMonth): number | null {
  const window = policy.subsidies.contribution?.window.value;
  if (!window) return null;
  if (window === 'rolling') return monthsOfYear;
  return month.slice(5) === closingMonth(policy, window) ? 1 : null;
}

/** CJ-15: the first of the twelve months that end with a month. */
export const firstMonthOfYear = (month: CivilMonth): CivilMonth => nextMonth(month, 1 - monthsOfYear);

function closingMonth(policy: CityPolicy, window: Exclude<Window, 'rolling'>): string {
  return window === 'natural-year' ? '12' : policy.national.deposit.settlementDay.value.slice(0, 2);
}

const windowNames: Record<Window, string> = {
  rolling: '连续缴存每满12个月',
  'fund-year': '业务年度（7月至次年6月）',
  'natural-year': '自然年度（1月至12月）',
};

/**
 * CJ-15: 0.5 % of the year's flexible contributions, in fen, after twelve continuous full months with the funds unused;
 * undefined where the city has no such subsidy.
 */
export function contributionSubsidy(policy: CityPolicy, facts: ContributionSubsidyFacts): SubsidyDecision | undefined {
  const terms = policy.subsidies.contribution;
  if (!terms) return undefined;
  const windowFrom = firstMonthOfYear(facts.month);
  const counted = facts.lastYear.filter(({ month }) => month >= windowFrom && month <= facts.month);
  const base = sumFen(counted.map(({ creditedFen }) => creditedFen));
  const fen = applyRate(base, terms.rate.value, terms.rounding.value);
  const conditions = conditionsOf(policy, facts, { windowFrom, counted });
  const { fundsUnused, fullPeriodGraceDays } = policy.contribution;
  return {
    clause,
    rule: 'contribution-subsidy',
    fen: conditions.every(({ met }) => met) && fen > 0n ? fen : null,
    conditions,
    windowFrom,
    payOn: firstDay(nextMonth(facts.month, terms.payAfterMonths.value)),
    reference: terms.rate.reference,
    figures: [...Object.values(terms), fundsUnused, fullPeriodGraceDays],
  };
}

function conditionsOf(
  policy: CityPolicy,
  facts: ContributionSubsidyFacts,
  { windowFrom, counted }: { windowFrom: CivilMonth; counted: readonly CountedMonth[] },
): Condition[] {
  const terms = policy.subsidies.contribution!;
  const every = yearEndsEvery(policy, facts.month);
  const minimum = terms.minimumMonths.value;
  const ask = (description: string, met: boolean): Condition => ({ clause, description, met });
  return [
    ask(
      `连续、足额缴存满${minimum}个月（含）：至${facts.month}连续${facts.streakMonths}个月`,
      facts.streakMonths >= minimum,
    ),
    ask(
      `${facts.month}为当年缴存额计算期末：${windowNames[terms.window.value]}`,
      every !== null && facts.streakMonths % every === 0,
    ),
    ask(
      `${windowFrom}至${facts.month}逐月足额缴存`,
      new Set(counted.filter(({ full }) => full).map(({ month }) => month)).size === monthsOfYear,
    ),
    ask(
      `${unusedNames[terms.unusedOver.value]}账户资金未使用`,
      !fundsUsed(policy.contribution.fundsUnused.value, facts),
    ),
    ask('计算期内各月未曾计入以前的缴存补贴', facts.rewardedThrough === null || facts.rewardedThrough < windowFrom),
  ];
}
