import { type CivilMonth, lastDay, monthsFrom } from '#kernel/calendar.ts';
import { sumFen, yuan } from '#kernel/money.ts';
import { appliedSql } from '#kernel/money-sql.ts';
import type { CityPolicy } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { contributionSubsidy, firstMonthOfYear, yearEndsEvery } from '../rules/contribution-subsidy.ts';
import { yearlyReading } from '../rules/run.ts';
import { type Awarded, type AwardRun, type Written, writeAwards } from './award-in-chunks.ts';
import { keepBasis } from './keep-basis.ts';
import { memberRanges, type Range } from './member-ranges.ts';
import { lentInRun, runsSql, usedInRun } from './run-facts.ts';

const clause = 'CJ-15';

/** CJ-15: awards the contribution subsidy of a city's closed month to everybody whose year ended with it. */
export async function awardContributionSubsidy(context: Context, city: CityCode, month: CivilMonth): Promise<Awarded> {
  const policy = context.policy(city, lastDay(month));
  const every = yearEndsEvery(policy, month);
  const terms = policy.subsidies.contribution;
  if (every === null || !terms) return { awarded: 0, fen: 0n };
  const streaks = await rows<{ streak: number }>(
    context.database,
    `SELECT DISTINCT streak_months AS streak FROM ${runsSql(yearlyReading(terms))} f
     WHERE city = $1 AND month = $2 AND streak_months >= $3 AND streak_months % $4 = 0`,
    [city, month, terms.minimumMonths.value, every],
  );
  const decided = streaks.flatMap(({ streak }) => decideFor(policy, month, streak));
  if (decided.length === 0) return { awarded: 0, fen: 0n };
  const run: AwardRun = { city, month, clause, payOn: decided[0]!.payOn };
  const parts: Awarded[] = [];
  const left = await memberRanges(context.database, city, { first: month, last: month });
  const worker = async (): Promise<void> => {
    for (let range = left.shift(); range; range = left.shift()) {
      const part = range;
      parts.push(await writeAwards(context, run, (transaction) => awardRange(transaction, policy, run, decided, part)));
    }
  };
  // One for each core of a small machine.
  await Promise.all([worker(), worker()]);
  return { awarded: parts.reduce((n, { awarded }) => n + awarded, 0), fen: sumFen(parts.map(({ fen }) => fen)) };
}

type Decided = { streak: number; payOn: string } & Parameters<typeof keepBasis>[1];

// What the rule says of whoever meets every condition with so many months: the same for all of them but the amount.
function decideFor(policy: CityPolicy, month: CivilMonth, streak: number): Decided[] {
  const facts = { month, streakMonths: streak, withdrawn: false, lent: false, rewardedThrough: null };
  const decision = contributionSubsidy(policy, { ...facts, lastYear: fullYear(month) });
  return decision && decision.fen !== null ? [{ ...decision, streak }] : [];
}

const fullYear = (month: CivilMonth) =>
  monthsFrom(firstMonthOfYear(month), month).map((each) => ({ month: each, full: true, creditedFen: yuan('10000') }));

async function awardRange(
  { db, now }: Transaction,
  policy: CityPolicy,
  { city, month, payOn }: AwardRun,
  decided: readonly Decided[],
  { from, below }: Range,
): Promise<Written[]> {
  const bases: number[] = [];
  for (const each of decided) bases.push(await keepBasis(db, each));
  const { rate, rounding } = policy.subsidies.contribution!;
  const reading = yearlyReading(policy.subsidies.contribution!);
  const withLoan = policy.contribution.fundsUnused.value === 'no-withdrawal-and-no-loan';
  // By the indexes whatever the planner believes of tables that have just grown: a part is small beside them.
  await db.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off');
  return rows<Written>(
    db,
    `INSERT INTO award (id, member_id, city, clause, month, window_from, fen, pay_on, basis_id, facts, awarded_at)
     SELECT gen_random_uuid(), earned.member_id, $1, '${clause}', $2, $5, earned.fen, $6, basis.id,
       jsonb_build_object('streakMonths', streak_months, 'withdrawn', false, 'lent', ${withLoan ? 'false' : 'lent'},
         'credited', to_jsonb(credited)), $7
     FROM (
       SELECT f.member_id, f.streak_months, year.credited, ${withLoan ? 'false' : lentInRun('f', reading)} AS lent,
         ${appliedSql('year.base', rate.value, rounding.value)} AS fen
       FROM ${runsSql(reading)} f
       CROSS JOIN LATERAL (
         SELECT sum(c.credited)::bigint AS base, array_agg(c.credited ORDER BY c.month) AS credited,
           count(*) FILTER (WHERE c.is_full) AS full_months
         FROM monthly_fact c WHERE c.member_id = f.member_id AND c.month BETWEEN $5 AND $2) AS year
       WHERE f.city = $1 AND f.month = $2 AND f.member_id >= $3 AND f.member_id < $4 AND f.streak_months = ANY ($8::int[])
         AND year.full_months = 12 AND NOT ${usedInRun('f', reading)}
         ${withLoan ? `AND NOT ${lentInRun('f', reading)}` : ''}
         AND NOT EXISTS (SELECT FROM award a
           WHERE a.member_id = f.member_id AND a.clause = '${clause}' AND NOT a.taken_back AND a.month >= $5 AND a.window_from <= $2)
     ) AS earned
     JOIN unnest($8::int[], $9::int[]) AS basis (streak, id) ON basis.streak = earned.streak_months
     WHERE earned.fen > 0
     ON CONFLICT DO NOTHING
     RETURNING id AS "awardId", member_id AS "memberId", fen`,
    [city, month, from, below, firstMonthOfYear(month), payOn, now, decided.map(({ streak }) => streak), bases],
  );
}
