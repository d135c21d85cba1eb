import type { CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { DomainEvent, SubsidyAwarded } from '#service/event-types.ts';
import type { Context } from '../context.ts';
import type { SubsidyClause } from '../rules/decision.ts';
import { decideAward, type MemberFacts, onLastDay, type StandingAward } from '../rules/member-awards.ts';
import { betweenAwards } from './award-turns.ts';
import { keepBasis } from './keep-basis.ts';
import { readMemberFacts } from './read-facts.ts';

/** What was told after a subsidy was awarded: a month that is not full after all, a loan, a group, a merger. */
export type LateFact =
  | { kind: 'MONTH_CORRECTED'; event: string; month: CivilMonth }
  | { kind: 'LOAN'; event: string; loan: string }
  | { kind: 'GROUP'; event: string }
  /** CJ-08: of two records of one person the one that ended gives way where both had something in one month. */
  | { kind: 'MERGED'; event: string; ended: boolean };

type Standing = { id: string; city: CityCode; clause: SubsidyClause; month: CivilMonth; fen: Fen; facts: StatedFacts };
/** What a one-off subsidy was given on besides the months: no late fact of another kind is about it. */
type StatedFacts = Partial<Pick<MemberFacts, 'openedOn' | 'categories'>>;
type Telling = { db: Db; emit(event: DomainEvent): void };

// The run as it was when it was awarded: whatever is told of one of its days concerns the award.
const runOfAward = `
  CROSS JOIN LATERAL (
    SELECT (a.month || '-01')::date AS last, ((a.month || '-01')::date
      - make_interval(months => greatest((a.facts->>'streakMonths')::integer, 12) - 1))::date AS first) run`;
const standingSql = {
  MONTH_CORRECTED: `
    SELECT a.id, a.city, a.clause, a.month, a.fen, a.facts FROM award a ${runOfAward}
    WHERE a.member_id = $1 AND a.clause <> 'HZ-07' AND NOT a.taken_back
      AND ($2 || '-01')::date BETWEEN run.first AND run.last ORDER BY a.month, a.clause`,
  LOAN: `
    SELECT a.id, a.city, a.clause, a.month, a.fen, a.facts FROM loan_use l JOIN award a ON a.member_id = $1 ${runOfAward}
    WHERE l.loan_id = $2 AND a.clause <> 'HZ-07' AND NOT a.taken_back
      AND (l.granted_on IS NULL OR l.granted_on < run.last + interval '1 month')
      AND (l.settled_on IS NULL OR l.settled_on >= run.first) ORDER BY a.month, a.clause`,
  GROUP: `
    SELECT a.id, a.city, a.clause, a.month, a.fen, a.facts FROM award a
    WHERE a.member_id = $1 AND a.clause = 'CJ-16' AND NOT a.taken_back AND $2::text IS NOT NULL`,
  MERGED: `
    SELECT a.id, a.city, a.clause, a.month, a.fen, a.facts FROM award a
    WHERE a.member_id = $1 AND a.clause <> 'HZ-07' AND NOT a.taken_back AND $2::text IS NOT NULL ORDER BY a.month, a.clause`,
};

const aboutOf = (late: LateFact): string => {
  if (late.kind === 'MERGED' || late.kind === 'GROUP') return late.event;
  return late.kind === 'LOAN' ? late.loan : late.month;
};

// The award itself is no reason against it; those before it that still stand are, and of a merged record those beside it.
const before =
  (month: CivilMonth, late: LateFact) =>
  (other: StandingAward): boolean =>
    other.month < month || (other.month === month && other.other === true && late.kind === 'MERGED' && late.ended);

/** To be called before a late fact is written: no award is being made meanwhile that would not know of it. */
export const beforeLateFact = betweenAwards;

/**
 * CJ-15, CJ-16: weighs anew, by the rule and figures of its own month, every award that rests on a day of which something
 * was told late. One that would not be given, or not so, is taken back by an entry of its own and stays as it is; what is
 * owed instead is awarded by the next run.
 */
export async function examineAwards(
  context: Context,
  { db, emit }: Telling,
  memberId: string,
  late: LateFact,
): Promise<void> {
  const standing = await rows<Standing>(db, standingSql[late.kind], [memberId, aboutOf(late)]);
  const taken: Standing[] = [];
  for (const award of standing) {
    const known = await readMemberFacts(db, memberId, award.month);
    const awards = known?.awards.filter(before(award.month, late)) ?? [];
    const policy = onLastDay(context.policy)(award.city, award.month);
    const { openedOn = known?.openedOn ?? null, categories: given } = award.facts;
    // As told by now where they are what was told late; a group that somebody has left since has its days.
    const categories = (late.kind === 'GROUP' ? undefined : given) ?? known?.categories ?? [];
    const decision =
      known && decideAward(award.clause, policy, { ...known, awards, openedOn, categories }, award.month);
    if (decision?.fen === award.fen) continue;
    if (!decision) throw new Error(`The award ${award.id} is of a month that nobody told of`);
    const basis = await keepBasis(db, decision);
    await db.query(takeBackSql, [
      award.id,
      JSON.stringify(late),
      JSON.stringify(decision.conditions),
      basis,
      context.clock.now(),
      context.clock.today(),
    ]);
    taken.push(award);
  }
  for (const [city, awards] of Map.groupBy(taken, (award) => award.city)) {
    const told = awards.map(({ id, fen }): SubsidyAwarded => ({ awardId: id, memberId, fen: String(fen) }));
    emit({ type: 'subsidies-taken-back', city, awards: told });
  }
}

const takeBackSql = `
  WITH marked AS (UPDATE award SET taken_back = true WHERE id = $1 AND NOT taken_back RETURNING id)
  INSERT INTO award_taking_back (award_id, late_fact, conditions, basis_id, taken_back_at, taken_back_on)
  SELECT id, $2, $3, $4, $5, $6 FROM marked`;
