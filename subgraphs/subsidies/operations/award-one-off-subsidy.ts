import { randomUUID } from 'node:crypto';
import { type CivilMonth, firstDay, lastDay, nextMonth } from '#kernel/calendar.ts';
import type { CityPolicy } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { SubsidyDecision } from '../rules/decision.ts';
import { type OneOffSubsidyFacts, oneOffSubsidy } from '../rules/one-off-subsidy.ts';
import { onceReading, type RunReading } from '../rules/run.ts';
import { type Awarded, type AwardRun, type Written, writeAwards } from './award-in-chunks.ts';
import { keepBasis } from './keep-basis.ts';
import { lentInRun, runsSql, usedInRun } from './run-facts.ts';

type Candidate = OneOffSubsidyFacts & { memberId: string };

const clause = 'CJ-16';
const candidatesAtOnce = 500;
/** Below every member id, for the first candidates. */
const beforeAll = '00000000-0000-0000-0000-000000000000';

// Few belong to the four groups: whoever does not is never a candidate.
const candidatesSql = (reading: RunReading) => `
  SELECT f.member_id AS "memberId", f.month, f.streak_months AS "streakMonths", ${usedInRun('f', reading)} AS withdrawn,
    ${lentInRun('f', reading)} AS lent, p.opened_on AS "openedOn", p.categories, false AS "hadBefore"
  FROM participant p JOIN ${runsSql(reading)} f USING (member_id)
  WHERE f.city = $1 AND f.month = $2 AND f.streak_months >= $3 AND p.member_id > $4 AND p.categories <> '[]'
    AND NOT EXISTS (SELECT FROM award a WHERE a.member_id = p.member_id AND a.clause = '${clause}' AND NOT a.taken_back)
    AND NOT EXISTS (SELECT FROM merged_member g JOIN award a USING (member_id)
      WHERE g.kept_id = p.member_id AND a.clause = '${clause}' AND NOT a.taken_back)
  ORDER BY p.member_id LIMIT ${candidatesAtOnce}`;

/** CJ-16: awards the one-off subsidy to everybody of the four groups whose run reached its length in a city's closed month. */
export async function awardOneOffSubsidy(context: Context, city: CityCode, month: CivilMonth): Promise<Awarded> {
  const policy = context.policy(city, lastDay(month));
  const terms = policy.subsidies.oneOff;
  const total: Awarded = { awarded: 0, fen: 0n };
  if (!terms) return total;
  const run: AwardRun = { city, month, clause, payOn: firstDay(nextMonth(month, terms.payAfterMonths.value)) };
  const sql = candidatesSql(onceReading(terms));
  for (let after: string | null = beforeAll; after !== null; ) {
    // Read where they are awarded: what is told meanwhile is examined after it.
    const found: Candidate[] = [];
    const { awarded, fen } = await writeAwards(context, run, async (transaction) => {
      found.push(...(await rows<Candidate>(transaction.db, sql, [city, month, terms.minimumMonths.value, after])));
      return insertAwards(
        transaction,
        run,
        found.flatMap((candidate) => decided(policy, candidate)),
      );
    });
    total.awarded += awarded;
    total.fen += fen;
    after = found.length < candidatesAtOnce ? null : found.at(-1)!.memberId;
  }
  return total;
}

type Given = { candidate: Candidate; decision: SubsidyDecision };

function decided(policy: CityPolicy, candidate: Candidate): Given[] {
  const decision = oneOffSubsidy(policy, candidate);
  return decision && decision.fen !== null ? [{ candidate, decision }] : [];
}

async function insertAwards(
  { db, now }: Transaction,
  { city, month }: AwardRun,
  given: readonly Given[],
): Promise<Written[]> {
  const awards: object[] = [];
  if (given.length === 0) return [];
  for (const { candidate, decision } of given) {
    const { memberId, ...facts } = candidate;
    const basis = await keepBasis(db, decision);
    awards.push({ id: randomUUID(), memberId, fen: String(decision.fen), payOn: decision.payOn, basis, facts });
  }
  return rows<Written>(
    db,
    `INSERT INTO award (id, member_id, city, clause, month, fen, pay_on, basis_id, facts, awarded_at)
     SELECT id, "memberId", $2, '${clause}', $3, fen, "payOn", basis, facts, $4
     FROM jsonb_to_recordset($1::jsonb)
       AS given (id uuid, "memberId" uuid, fen bigint, "payOn" date, basis integer, facts jsonb)
     ON CONFLICT DO NOTHING
     RETURNING id AS "awardId", member_id AS "memberId", fen`,
    [JSON.stringify(awards), city, month, now],
  );
}
