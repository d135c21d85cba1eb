import { type Db, rows } from '#service/database.ts';
import type { MemberFacts } from '#service/event-types.ts';

const factsSql = `
  SELECT m.id AS "memberId", m.city, a.approved_on AS "approvedOn", a.eligibility ->> 'retirementOn' AS "retirementOn",
    coalesce((SELECT u.in_unit FROM unit_participation u WHERE u.member_id = m.id AND u.since <= $2::date
      ORDER BY u.since DESC, u.id DESC LIMIT 1), a.in_unit) AS "inUnit",
    coalesce((SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'graduatedOn', c.graduated_on) ORDER BY c.kind)
      FROM category c WHERE c.member_id = m.id), '[]') AS categories
  FROM member m JOIN application a ON a.id = m.application_id
  WHERE m.id = $1 AND a.status = 'APPROVED'`;

/** What the other registers are told of an approved member as of a day; undefined before approval. */
export async function memberFacts(db: Db, memberId: string, today: string): Promise<MemberFacts | undefined> {
  const [facts] = await rows<MemberFacts>(db, factsSql, [memberId, today]);
  return facts;
}
