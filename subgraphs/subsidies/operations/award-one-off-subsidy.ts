import { type CivilMonth, lastDay } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { type OneOffSubsidyFacts, oneOffSubsidy } from '../rules/one-off-subsidy.ts';
import { type Awarded, awardInChunks } from './award-in-chunks.ts';
import { runFactsSql } from './run-facts.ts';

type Candidate = OneOffSubsidyFacts & { memberId: string };

const candidatesSql = `
  WITH run AS (${runFactsSql}
    AND EXISTS (SELECT FROM participant p WHERE p.member_id = f.member_id AND p.categories <> '[]')
    AND NOT EXISTS (SELECT FROM award a WHERE a.member_id = f.member_id AND a.clause = 'CJ-16')
    ORDER BY f.member_id LIMIT $4)
  SELECT run.member_id AS "memberId", run.month, run.streak_months AS "streakMonths", run.withdrawn, run.lent,
    p.opened_on AS "openedOn", p.categories, false AS "hadBefore"
  FROM run JOIN participant p USING (member_id) ORDER BY run.member_id`;

/** CJ-16: awards the one-off subsidy to everybody of the four groups whose run reached its length in a city's closed month. */
export async function awardOneOffSubsidy(context: Context, city: CityCode, month: CivilMonth): Promise<Awarded> {
  const policy = context.policy(city, lastDay(month));
  const minimum = policy.subsidies.oneOff?.minimumMonths.value;
  if (minimum === undefined) return { awarded: 0, fen: 0n };
  return awardInChunks<Candidate>(
    context,
    { city, month },
    {
      clause: 'CJ-16',
      candidates: (after, limit) =>
        rows<Candidate>(context.database, candidatesSql, [city, month, after, limit, minimum, 1]),
      decide: (candidate) => oneOffSubsidy(policy, candidate),
    },
  );
}
