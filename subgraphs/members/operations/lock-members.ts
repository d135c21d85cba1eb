import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';

type LockedMember = { id: string; city: CityCode };

const lockSql = 'SELECT id, city FROM member WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE';

/** Locks members in the order of their ids, so that nobody who locks several waits in a circle. */
export const lockMembers = (db: Db, ids: readonly string[]): Promise<LockedMember[]> =>
  rows<LockedMember>(db, lockSql, [ids]);

// Whoever declared these persons before the register knew them, and whom these declare: the ends of their links.
const couplesSql = `
  SELECT m.id, m.city FROM member m WHERE m.id = ANY (ARRAY(
    SELECT unnest($1::uuid[])
    UNION SELECT i.member_id FROM member o JOIN spouse_index x ON x.application_id = o.application_id
      JOIN person_index i USING (fingerprint) WHERE o.id = ANY($1::uuid[])
    UNION SELECT d.id FROM person_index i JOIN spouse_index x USING (fingerprint)
      JOIN application a ON a.id = x.application_id JOIN member d ON d.id = a.member_id AND d.application_id = a.id
      WHERE i.member_id = ANY($1::uuid[]) AND a.live))
  ORDER BY m.id FOR NO KEY UPDATE OF m`;

/** CJ-13: locks members and whoever is linked to them as spouse by either's declaration, in the order of their ids. */
export const lockCouples = (db: Db, ids: readonly string[]): Promise<LockedMember[]> =>
  rows<LockedMember>(db, couplesSql, [ids]);
