import type { CivilMonth } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { letOthers } from '#service/turns.ts';
import type { MemberFacts, StandingAward } from '../rules/member-awards.ts';
import type { LoanDays } from '../rules/run.ts';
import { memberRanges } from './member-ranges.ts';

type Row = Omit<MemberFacts, 'months' | 'loans' | 'awards'> & {
  cities: CityCode[];
  months: CivilMonth[];
  full: boolean[];
  credited: string[];
  streaks: number[];
  used: boolean[];
  loans: LoanDays[];
  awards: StandingAward[];
};

// Months as columns of one row: a hundred thousand rows of one member each would mostly be the member's id. $1 is the last
// month that counts, $2 the month from which awards are left out.
const factsSql = (members: string): string => `
  SELECT who.member_id AS "memberId", p.opened_on AS "openedOn", coalesce(p.categories, '[]') AS categories,
    f.cities, f.months, f.full, f.credited, f.streaks, f.used, l.loans, a.awards
  FROM (${members}) who LEFT JOIN participant p USING (member_id)
  CROSS JOIN LATERAL (
    SELECT array_agg(city) AS cities, array_agg(month) AS months, array_agg(is_full) AS full, array_agg(credited::text) AS credited,
      array_agg(streak_months) AS streaks, array_agg(used) AS used
    FROM (SELECT * FROM monthly_fact m WHERE m.member_id = who.member_id AND m.month <= $1 ORDER BY m.month) AS m) f
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('grantedOn', granted_on, 'settledOn', settled_on)), '[]') AS loans
    FROM loan_use WHERE member_id = who.member_id) l
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('clause', clause, 'month', month, 'windowFrom', window_from) || other), '[]') AS awards
    FROM (SELECT *, '{}'::jsonb AS other FROM award WHERE member_id = who.member_id
      UNION ALL SELECT award.*, '{"other": true}' FROM merged_member g JOIN award ON award.clause = 'CJ-16' AND
        ((g.kept_id = who.member_id AND award.member_id = g.member_id)
          OR (g.member_id = who.member_id AND award.member_id = g.kept_id))) AS known
    WHERE clause <> 'HZ-07' AND NOT taken_back AND ($2::text IS NULL OR month < $2)) a`;

const factsOf = ({ months, cities, full, credited, streaks, used, ...row }: Row): MemberFacts => ({
  ...row,
  months: months.map((month, at) => ({
    month,
    city: cities[at]!,
    full: full[at]!,
    creditedFen: BigInt(credited[at]!),
    streakMonths: streaks[at]!,
    used: used[at]!,
  })),
});

/** All that is known of one member to the end of a month; undefined of whom no month was told. */
export async function readMemberFacts(db: Db, memberId: string, through: CivilMonth): Promise<MemberFacts | undefined> {
  const members = 'SELECT DISTINCT member_id FROM monthly_fact WHERE member_id = $3';
  const [row] = await rows<Row>(db, factsSql(members), [through, null, memberId]);
  return row?.months && factsOf(row);
}

/** Which members are read: whom a city told of in some of the months, and from which month on awards are left out. */
export type Reading = { city: CityCode; first: CivilMonth; last: CivilMonth; awardsBefore: CivilMonth | null };

// The run of nobody else is long enough for anything.
const membersSql = `
  SELECT DISTINCT member_id FROM monthly_fact
  WHERE city = $3 AND month BETWEEN $4 AND $1 AND member_id >= $5 AND member_id < $6`;

/** So few that whoever is served by the same process does not notice them. */
const atOnce = 250;

/** All that is known of the members of a city, a few at a time: between them others have their turn. */
export async function* readFacts(
  db: Db,
  { city, first, last, awardsBefore }: Reading,
): AsyncGenerator<MemberFacts[], void> {
  for (const { from, below } of await memberRanges(db, city, { first, last })) {
    const found = await rows<Row>(db, factsSql(membersSql), [last, awardsBefore, city, first, from, below]);
    for (let at = 0; at < found.length; at += atOnce) {
      yield found.slice(at, at + atOnce).map(factsOf);
      await letOthers();
    }
  }
}
