import { type CivilMonth, lastDay } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { type ContributionSubsidyFacts, contributionSubsidy, yearEndsEvery } from '../rules/contribution-subsidy.ts';
import { type Awarded, awardInChunks } from './award-in-chunks.ts';
import { runFactsSql } from './run-facts.ts';

type Candidate = ContributionSubsidyFacts & { memberId: string };
type CountedText = { month: CivilMonth; full: boolean; creditedFen: string };

const candidatesSql = `
  WITH run AS (${runFactsSql}
    AND NOT EXISTS (SELECT FROM award a WHERE a.member_id = f.member_id AND a.clause = 'CJ-15' AND a.month = f.month)
    ORDER BY f.member_id LIMIT $4)
  SELECT member_id AS "memberId", month, streak_months AS "streakMonths", withdrawn, lent,
    (SELECT jsonb_agg(jsonb_build_object('month', c.month, 'full', c.is_full, 'creditedFen', c.credited::text)
                      ORDER BY c.month)
     FROM monthly_fact c
     WHERE c.member_id = run.member_id AND c.month <= run.month
       AND c.month > to_char((run.month || '-01')::date - interval '1 year', 'YYYY-MM')) AS "lastYear",
    (SELECT max(a.month) FROM award a
     WHERE a.member_id = run.member_id AND a.clause = 'CJ-15' AND a.window_from <= run.month) AS "rewardedThrough"
  FROM run ORDER BY member_id`;

/** CJ-15: awards the contribution subsidy of a city's closed month to everybody whose year ended with it. */
export async function awardContributionSubsidy(context: Context, city: CityCode, month: CivilMonth): Promise<Awarded> {
  const policy = context.policy(city, lastDay(month));
  const every = yearEndsEvery(policy, month);
  const minimum = policy.subsidies.contribution?.minimumMonths.value;
  if (every === null || minimum === undefined) return { awarded: 0, fen: 0n };
  return awardInChunks<Candidate>(
    context,
    { city, month },
    {
      clause: 'CJ-15',
      candidates: async (after, limit) => {
        const parameters = [city, month, after, limit, minimum, every];
        const found = await rows<Candidate & { lastYear: CountedText[] }>(context.database, candidatesSql, parameters);
        return found.map((row) => ({ ...row, lastYear: row.lastYear.map(counted) }));
      },
      decide: (candidate) => contributionSubsidy(policy, candidate),
    },
  );
}

const counted = ({ month, full, creditedFen }: CountedText) => ({ month, full, creditedFen: BigInt(creditedFen) });
