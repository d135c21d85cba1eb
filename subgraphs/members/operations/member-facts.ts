import { addYears, type CivilDate } from '#kernel/calendar.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { type Db, rows } from '#service/database.ts';
import type { MemberFacts } from '#service/event-types.ts';
import type { Context } from '../context.ts';
import { lockCouples } from './lock-members.ts';
import { openIdentity } from './member-sealed.ts';

/**
 * Higher since more is told of a member: 2 with the spouse (CJ-13) and the tax bureau's reference (AG-01); 3 since loans
 * keep the spouse; 4 with the day by which a loan is to be repaid.
 */
export const factsVersion = 4;

const numberSql = `
  UPDATE member SET facts_sequence = facts_sequence + 1, facts_version = ${factsVersion} FROM application a
  WHERE member.id = $1 AND a.id = member.application_id AND a.status = 'APPROVED' AND member.merged_into IS NULL
  RETURNING facts_sequence AS sequence`;

// CJ-16: of one kind the line that begins last counts, so that each holds until the next begins; `member` is SQL.
const categoryPeriods = (member: string): string => `
  SELECT * FROM (
    SELECT c.kind, c.graduated_on, c.since,
      least(c.until, lead(c.since) OVER (PARTITION BY c.kind ORDER BY c.since, c.id) - 1) AS ends
    FROM category c WHERE c.member_id = ${member}) line
  WHERE ends IS NULL OR ends >= since`;

const factsSql = `
  SELECT m.id AS "memberId", m.facts_sequence AS sequence, m.city, a.approved_on AS "approvedOn",
    coalesce(m.retirement_on::text, a.eligibility ->> 'retirementOn') AS "retirementOn",
    coalesce((SELECT u.in_unit FROM unit_participation u WHERE u.member_id = m.id AND u.since <= $2::date
      ORDER BY u.since DESC, u.id DESC LIMIT 1), a.in_unit) AS "inUnit",
    coalesce((SELECT max(u.since) FROM unit_participation u WHERE u.member_id = m.id AND u.since <= $2::date),
      a.approved_on) AS "identitySince",
    coalesce((SELECT jsonb_agg(jsonb_build_object('kind', p.kind, 'graduatedOn', p.graduated_on, 'since', p.since,
        'until', p.ends) ORDER BY p.kind, p.since)
      FROM (${categoryPeriods('m.id')}) p), '[]') AS categories,
    (SELECT i.member_id FROM spouse_index x JOIN person_index i USING (fingerprint) WHERE x.application_id = a.id LIMIT 1) AS "spouseId",
    m.identity_sealed, m.birth_date, m.sex
  FROM member m JOIN application a ON a.id = m.application_id
  WHERE m.id = $1`;

/** What hides an identity number, what a tax bureau is to know its holder by, and the figures of a city. */
type Keys = Pick<Context, 'sealer' | 'taxReference' | 'policy'>;

type Found = MemberFacts & { identity_sealed: Buffer; birth_date: CivilDate; sex: 'MALE' | 'FEMALE' };

/**
 * What the other registers are now to be told of an approved member as of a day, with the next number; undefined before
 * approval. The member is locked first and read by a second statement, so that a higher number knows all a lower one did.
 */
export async function nextMemberFacts(
  keys: Keys,
  db: Db,
  memberId: string,
  today: string,
): Promise<MemberFacts | undefined> {
  const numbered = await rows(db, numberSql, [memberId]);
  if (numbered.length === 0) return undefined;
  const [found] = await rows<Found>(db, factsSql, [memberId, today]);
  const { identity_sealed, birth_date, sex, ...facts } = found!;
  const identityNumber = openIdentity(keys, { id: memberId, identity_sealed });
  const repayBy = repaidBy({ birth_date, sex }, keys.policy(facts.city, today));
  return { ...facts, repayBy, taxReference: keys.taxReference(facts.city, identityNumber) };
}

// A loan is to be repaid by an age: the day is told in place of the birth and the sex.
function repaidBy({ birth_date, sex }: Pick<Found, 'birth_date' | 'sex'>, { loan }: CityPolicy) {
  const { value, text } = loan.maximumAge;
  return { on: addYears(birth_date, sex === 'MALE' ? value.male : value.female), figure: text };
}

/**
 * CJ-13: the facts of a member who was just approved, and anew those of every approved member who declared them as
 * spouse: they know each other from now on. All are locked in the order of their ids, so that a couple approved at the
 * same moment is told of, and nobody waits in a circle.
 */
export async function factsOnApproval(
  keys: Keys,
  db: Db,
  memberId: string,
  today: string,
): Promise<{ own: MemberFacts | undefined; declarers: MemberFacts[] }> {
  const couple = await lockCouples(db, [memberId]);
  const all: MemberFacts[] = [];
  for (const { id } of couple) {
    const facts = await nextMemberFacts(keys, db, id, today);
    if (facts) all.push(facts);
  }
  return {
    own: all.find((facts) => facts.memberId === memberId),
    declarers: all.filter((facts) => facts.memberId !== memberId && facts.spouseId === memberId),
  };
}
