import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CivilMonth, firstDay, lastDay, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { random } from '#local/life/random.ts';
import { type CityPolicy, policyOn } from '#policy/policy.ts';
import type { Context } from '../context.ts';
import { type ContributionSubsidyFacts, contributionSubsidy } from '../rules/contribution-subsidy.ts';
import { awardMonth } from './award-run.ts';
import { openRegister, paid, type Register } from './register.test-support.ts';

const city = '652300';
const last: CivilMonth = '2026-06';
const draw = random(20260701);
let register: Register;

beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register?.stop());

type Month = { month: CivilMonth; full: boolean; creditedFen: bigint; used: boolean; streak: number };
type Member = { memberId: string; facts: ContributionSubsidyFacts; known: Month[] };

/** Somebody with a run of some length that ends with the last month, and whatever else may have happened in it. */
function member(): Member {
  const lived = draw.pick([1, 11, 12, 12, 12, 13, 24, 24]);
  const first = nextMonth(last, 1 - lived);
  const used = draw.chance(0.2) ? draw.between(0, lived - 1) : -1;
  const missing = draw.chance(0.2) ? draw.between(0, lived - 1) : -1;
  let streakMonths = 0;
  const months = monthsFrom(first, last).map((month, at) => {
    const full = !draw.chance(0.02);
    streakMonths = full ? streakMonths + 1 : 0;
    return { month, full, creditedFen: BigInt(draw.between(1, 400_000)), used: at === used, streak: streakMonths };
  });
  const known = months.filter(({ month }, at) => at !== missing || month === last);
  const inRun = known.filter(({ month }) => month > nextMonth(last, -streakMonths));
  const run = { month: last, streakMonths, withdrawn: inRun.some((month) => month.used), lent: draw.chance(0.2) };
  const lastYear = known.filter(({ month }) => month > nextMonth(last, -12));
  return { memberId: randomUUID(), known, facts: { ...run, lastYear, rewardedThrough: null } };
}

/** Tells of everybody, a month after the other. */
async function tell(members: readonly Member[]): Promise<void> {
  for (const month of monthsFrom(nextMonth(last, -23), last)) {
    const rows = members.flatMap(({ memberId, known }) =>
      known
        .filter((each) => each.month === month)
        .map(({ creditedFen, streak, full, used }) => ({ memberId, ...paid(creditedFen, streak, { full, used }) })),
    );
    await register.arrive({ type: 'month-closed', city, month, chunk: 0, rows });
  }
  for (const { memberId, facts } of members) {
    const on = draw.pick([firstDay(nextMonth(last, 1 - Math.max(1, facts.streakMonths))), lastDay(last)]);
    if (facts.lent) await register.arrive({ type: 'loan-granted', memberId, city, loanId: randomUUID(), on });
  }
}

const awardedTo = async (members: readonly Member[]) =>
  (await Promise.all(members.map(({ memberId }) => register.awardsOf(memberId)))).map((own) =>
    own.map(({ fen }) => fen),
  );

const under = (reading: 'no-withdrawal' | 'no-withdrawal-and-no-loan', rounding: 'half-up-fen' | 'ceil-jiao') => {
  const policy = (of: typeof city, on: string): CityPolicy => {
    const { contribution, subsidies, ...rest } = policyOn(of, on);
    const terms = subsidies.contribution!;
    return {
      ...rest,
      contribution: { ...contribution, fundsUnused: { ...contribution.fundsUnused, value: reading } },
      subsidies: { ...subsidies, contribution: { ...terms, rounding: { ...terms.rounding, value: rounding } } },
    };
  };
  return policy as Context['policy'];
};

describe('CJ-15 the run, which the database reckons by sets', () => {
  it.each([
    ['no-withdrawal-and-no-loan', 'half-up-fen'],
    ['no-withdrawal', 'ceil-jiao'],
  ] as const)(
    'awards whom the rule awards, to the fen, when unused means %s and is rounded %s',
    async (reading, rounding) => {
      const policy = under(reading, rounding);
      const members = Array.from({ length: 150 }, member);
      await tell(members);
      await awardMonth({ ...register.context, policy }, city, last);
      const expected = members.map(({ facts }) => contributionSubsidy(policy(city, lastDay(last)), facts)?.fen ?? null);
      expect(await awardedTo(members)).toEqual(expected.map((fen) => (fen === null ? [] : [fen])));
      expect(expected.filter((fen) => fen !== null).length).toBeGreaterThan(20);
      await awardMonth({ ...register.context, policy }, city, last);
      expect(await awardedTo(members)).toEqual(expected.map((fen) => (fen === null ? [] : [fen])));
    },
  );
});
