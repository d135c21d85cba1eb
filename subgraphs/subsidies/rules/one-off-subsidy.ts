import { addYears, type CivilDate, firstDay, lastDay, nextMonth } from '#kernel/calendar.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { fundsUsed, type RunFacts, type SubsidyDecision, unusedNames } from './decision.ts';

export type CategoryKind = 'STUDENT' | 'GRADUATE' | 'VETERAN' | 'BORDER_GUARD';
/** Of which group, and from which day to which; what was told before those days were told holds without them. */
export type MemberCategory = {
  kind: CategoryKind;
  graduatedOn: CivilDate | null;
  since?: CivilDate;
  until?: CivilDate | null;
};

export type OneOffSubsidyFacts = RunFacts & {
  openedOn: CivilDate | null;
  categories: readonly MemberCategory[];
  /** Whether the member ever had this subsidy, anywhere. */
  hadBefore: boolean;
};

const clause = 'CJ-16';
const policyNames = {
  STUDENT: 'student',
  GRADUATE: 'graduate',
  VETERAN: 'veteran',
  BORDER_GUARD: 'border-guard',
} as const;

/**
 * CJ-16: 100 yuan, in fen, once in a lifetime for a student, a graduate of at most three years, a veteran or a border
 * guard after six continuous full months since opening with the funds unused; undefined where the city has none.
 */
export function oneOffSubsidy(policy: CityPolicy, facts: OneOffSubsidyFacts): SubsidyDecision | undefined {
  const terms = policy.subsidies.oneOff;
  if (!terms) return undefined;
  const minimum = terms.minimumMonths.value;
  const ask = (description: string, met: boolean) => ({ clause, description, met });
  const conditions = [
    ask(
      `属于在校大学生、毕业不超过${terms.graduateYears.value}年的高校毕业生、退役军人或护边员`,
      facts.categories.some((category) => entitled(policy, facts, category)),
    ),
    ask(
      `开户后连续、足额缴存满${minimum}个月（含）：至${facts.month}连续${facts.streakMonths}个月`,
      facts.openedOn !== null && facts.openedOn <= lastDay(facts.month) && facts.streakMonths >= minimum,
    ),
    ask(
      `${unusedNames[terms.unusedOver.value]}账户资金未使用`,
      !fundsUsed(policy.contribution.fundsUnused.value, facts),
    ),
    ask('从未享受过一次性开户补贴', !facts.hadBefore),
  ];
  const { fundsUnused, fullPeriodGraceDays } = policy.contribution;
  return {
    clause,
    rule: 'one-off-subsidy',
    fen: conditions.every(({ met }) => met) ? terms.amount.value : null,
    conditions,
    windowFrom: null,
    payOn: firstDay(nextMonth(facts.month, terms.payAfterMonths.value)),
    reference: terms.amount.reference,
    figures: [...Object.values(terms), fundsUnused, fullPeriodGraceDays],
  };
}

function entitled(policy: CityPolicy, facts: OneOffSubsidyFacts, category: MemberCategory): boolean {
  const terms = policy.subsidies.oneOff!;
  const { kind, graduatedOn, since, until } = category;
  const on = lastDay(facts.month);
  if ((since !== undefined && on < since) || (until && until < on)) return false;
  if (!terms.categories.value.includes(policyNames[kind])) return false;
  if (kind !== 'GRADUATE') return true;
  const day = graduateDay(policy, facts);
  if (day === null || graduatedOn === null) return false;
  return graduatedOn <= lastDay(facts.month) && day <= addYears(graduatedOn, terms.graduateYears.value);
}

/** The day on which the years since graduation are counted: the opening, or the end of the month that completes the run asked for. */
function graduateDay(policy: CityPolicy, { month, streakMonths, openedOn }: OneOffSubsidyFacts): CivilDate | null {
  const terms = policy.subsidies.oneOff!;
  if (terms.graduateReference.value === 'opening') return openedOn;
  return lastDay(nextMonth(month, terms.minimumMonths.value - streakMonths));
}
