import { randomUUID } from 'node:crypto';
import type { CivilMonth } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { SubsidyClause, SubsidyDecision } from '../rules/decision.ts';
import { beforeAll } from './run-facts.ts';

export type Awarded = { awarded: number; fen: Fen };

/** One subsidy's way through a city's month: who may come into question, and what its rule says of each. */
export type Award<Candidate extends { memberId: string }> = {
  clause: SubsidyClause;
  candidates(after: string, limit: number): Promise<Candidate[]>;
  decide(candidate: Candidate): SubsidyDecision | undefined;
};

const chunkSize = 500;

const insertSql = `
  INSERT INTO award (id, member_id, city, clause, month, window_from, fen, pay_on, rule, reference, figures, facts,
                     conditions, awarded_at)
  SELECT id, member_id, $2, clause, $3, window_from, fen, pay_on, rule, reference, figures, facts, conditions, $4
  FROM jsonb_to_recordset($1::jsonb) AS given (
    id uuid, member_id uuid, clause text, window_from text, fen bigint, pay_on date, rule text, reference text,
    figures jsonb, facts jsonb, conditions jsonb)
  ON CONFLICT DO NOTHING
  RETURNING id, member_id AS "memberId", fen, pay_on AS "payOn"`;

/**
 * Awards one subsidy in chunks of members; each chunk is one transaction with its awards and their events. Stopping
 * between chunks loses nothing, and whoever has the award already is not awarded again.
 */
export async function awardInChunks<Candidate extends { memberId: string }>(
  context: Context,
  { city, month }: { city: CityCode; month: CivilMonth },
  award: Award<Candidate>,
): Promise<Awarded> {
  const total: Awarded = { awarded: 0, fen: 0n };
  for (let after = beforeAll; ; ) {
    const candidates = await award.candidates(after, chunkSize);
    const given = candidates.flatMap((candidate) => awardRow(candidate, award.decide(candidate)));
    if (given.length > 0) {
      const made = await writeAwards(context, { city, month, clause: award.clause }, given);
      total.awarded += made.awarded;
      total.fen += made.fen;
    }
    if (candidates.length < chunkSize) return total;
    after = candidates.at(-1)!.memberId;
  }
}

function awardRow(facts: { memberId: string }, decision: SubsidyDecision | undefined): object[] {
  if (!decision || decision.fen === null) return [];
  const { memberId, ...considered } = facts;
  return [
    {
      id: randomUUID(),
      member_id: memberId,
      clause: decision.clause,
      window_from: decision.windowFrom,
      fen: decision.fen,
      pay_on: decision.payOn,
      rule: decision.rule,
      reference: decision.reference,
      figures: decision.figures.map(({ name, text, from, reference, status }) => ({
        name,
        text,
        from,
        reference,
        status,
      })),
      facts: considered,
      conditions: decision.conditions,
    },
  ];
}

type Written = { id: string; memberId: string; fen: Fen; payOn: string };
type Run = { city: CityCode; month: CivilMonth; clause: SubsidyClause };

function writeAwards(context: Context, { city, month, clause }: Run, given: readonly object[]): Promise<Awarded> {
  // A key of its own for every chunk: what keeps a second run from awarding twice is the table, since a later run of
  // the same month must still be able to award those whose facts came late.
  const command = { name: 'award-subsidies', subject: `${city} ${clause} ${month}`, key: randomUUID(), input: null };
  return perform(context, command, async ({ db, emit, now }) => {
    const json = JSON.stringify(given, (_, value) => (typeof value === 'bigint' ? value.toString() : value));
    const made = await rows<Written>(db, insertSql, [json, city, month, now]);
    for (const { id, memberId, fen, payOn } of made) {
      emit({ type: 'subsidy-awarded', awardId: id, memberId, city, fen: fen.toString(), clause, payOn });
    }
    return { awarded: made.length, fen: sumFen(made.map(({ fen }) => fen)) };
  });
}
