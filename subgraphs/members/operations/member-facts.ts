import { type Db, rows } from '#service/database.ts';
import type { MemberFacts } from '#service/event-types.ts';

const numberSql = `
  UPDATE member SET facts_sequence = facts_sequence + 1 FROM application a
  WHERE member.id = $1 AND a.id = member.application_id AND a.status = 'APPROVED'
  RETURNING facts_sequence AS sequence`;

const factsSql = `
  SELECT m.id AS "memberId", m.facts_sequence AS sequence, m.city, a.approved_on AS "approvedOn",
    a.eligibility ->> 'retirementOn' AS "retirementOn",
    coalesce((SELECT u.in_unit FROM unit_participation u WHERE u.member_id = m.id AND u.since <= $2::date
      ORDER BY u.since DESC, u.id DESC LIMIT 1), a.in_unit) AS "inUnit",
    coalesce((SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'graduatedOn', c.graduated_on) ORDER BY c.kind)
      FROM category c WHERE c.member_id = m.id), '[]') AS categories
  FROM member m JOIN application a ON a.id = m.application_id
  WHERE m.id = $1`;

/**
 * What the other registers are now to be told of an approved member as of a day, with the next number; undefined before
 * approval. The member is locked first and read by a second statement, so that a higher number knows all a lower one did.
 */
export async function nextMemberFacts(db: Db, memberId: string, today: string): Promise<MemberFacts | undefined> {
  const numbered = await rows(db, numberSql, [memberId]);
  if (numbered.length === 0) return undefined;
  const [facts] = await rows<MemberFacts>(db, factsSql, [memberId, today]);
  return facts;
}
