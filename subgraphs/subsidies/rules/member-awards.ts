import { type CivilDate, type CivilMonth, lastDay } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityCode, CityPolicy } from '#policy/policy.ts';
import { contributionSubsidy, firstMonthOfYear } from './contribution-subsidy.ts';
import type { RunFacts, SubsidyClause, SubsidyDecision } from './decision.ts';
import { type MemberCategory, oneOffSubsidy } from './one-off-subsidy.ts';
import { type LoanDays, type MonthFact, onceReading, runOf, yearlyReading } from './run.ts';

/** An award that stands: no month of its window is counted again. */
export type StandingAward = {
  clause: SubsidyClause;
  month: CivilMonth;
  windowFrom: CivilMonth | null;
  /** CJ-08: of another record of the same person. */
  other?: boolean;
};

/** All that is known of a member, months in their order. */
export type MemberFacts = {
  memberId: string;
  months: readonly MonthFact[];
  loans: readonly LoanDays[];
  openedOn: CivilDate | null;
  categories: readonly MemberCategory[];
  awards: readonly StandingAward[];
};

/** An award that the rules give, in fen, with its decision. */
export type EarnedAward = StandingAward & { city: CityCode; fen: Fen; decision: SubsidyDecision };

/** By which figures a month of a city is decided. */
export type PolicyOfMonth = (city: CityCode, month: CivilMonth) => CityPolicy;

/** CJ-15, CJ-16: whether a city has a subsidy that is awarded by the month. */
export const awardsAnything = ({ subsidies }: CityPolicy): boolean =>
  subsidies.contribution !== undefined || subsidies.oneOff !== undefined;

const runIn = {
  'CJ-15': ({ subsidies: { contribution } }: CityPolicy, known: MemberFacts, month: CivilMonth) =>
    contribution && { run: runOf(yearlyReading(contribution), known, month), least: contribution.minimumMonths.value },
  'CJ-16': ({ subsidies: { oneOff } }: CityPolicy, known: MemberFacts, month: CivilMonth) =>
    oneOff && { run: runOf(onceReading(oneOff), known, month), least: oneOff.minimumMonths.value },
} as const;

function decideYearly(policy: CityPolicy, run: RunFacts, known: MemberFacts): SubsidyDecision | undefined {
  const { month } = run;
  const windowFrom = firstMonthOfYear(month);
  const counted = known.awards.filter(
    (award) => award.clause === 'CJ-15' && award.windowFrom !== null && award.windowFrom <= month,
  );
  const through = counted.map((award) => award.month).sort();
  const lastYear = known.months.filter((each) => each.month >= windowFrom && each.month <= month);
  return contributionSubsidy(policy, { ...run, lastYear, rewardedThrough: through.at(-1) ?? null });
}

function decideOnce(policy: CityPolicy, run: RunFacts, known: MemberFacts): SubsidyDecision | undefined {
  const { openedOn, categories } = known;
  const hadBefore = known.awards.some(({ clause }) => clause === 'CJ-16');
  return oneOffSubsidy(policy, { ...run, openedOn, categories, hadBefore });
}

const decide = { 'CJ-15': decideYearly, 'CJ-16': decideOnce } as const;

/** CJ-15, CJ-16: what the rules say of one clause of one month of a member; undefined where nothing is known of the month. */
export function decideAward(
  clause: SubsidyClause,
  policy: CityPolicy,
  known: MemberFacts,
  month: CivilMonth,
): SubsidyDecision | undefined {
  const found = runIn[clause](policy, known, month);
  return found?.run && decide[clause](policy, found.run, known);
}

/** CJ-15, CJ-16: what a run over these months, in their order, would award a member whom a city told of. */
export function awardsEarned(
  policyOf: PolicyOfMonth,
  given: MemberFacts,
  asked: readonly { city: CityCode; month: CivilMonth }[],
): EarnedAward[] {
  const earned: EarnedAward[] = [];
  let known = given;
  const cities = new Map(given.months.map(({ month, city }) => [month, city]));
  for (const { city, month } of asked) {
    if (cities.get(month) !== city) continue;
    const policy = policyOf(city, month);
    for (const clause of ['CJ-15', 'CJ-16'] as const) {
      const found = runIn[clause](policy, known, month);
      // Most runs are too short for anything: nothing need be explained of them here.
      if (!found?.run || found.run.streakMonths < found.least) continue;
      const decision = decide[clause](policy, found.run, known);
      if (!decision || decision.fen === null) continue;
      earned.push({ clause, city, month, windowFrom: decision.windowFrom, fen: decision.fen, decision });
      known = { ...given, awards: [...given.awards, ...earned] };
    }
  }
  return earned;
}

/** The figures of a month are those of its last day. */
export function onLastDay(policy: (city: CityCode, on: CivilDate) => CityPolicy): PolicyOfMonth {
  const found = new Map<string, CityPolicy>();
  return (city, month) => {
    const key = city + month;
    const known = found.get(key) ?? policy(city, lastDay(month));
    found.set(key, known);
    return known;
  };
}
