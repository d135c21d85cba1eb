import { type Db, rows } from '#service/database.ts';

type Row = { memberId: string; keptId: string };

/** CJ-08: the record in which each of these ended, in the order asked and with one statement; undefined of all others. */
export async function keptOfMembers(db: Db, memberIds: readonly string[]): Promise<(string | undefined)[]> {
  const sql = `SELECT member_id AS "memberId", merged_into AS "keptId" FROM borrower
    WHERE member_id = ANY($1::uuid[]) AND merged_into IS NOT NULL AND merger IS NULL`;
  const kept = new Map((await rows<Row>(db, sql, [memberIds])).map(({ memberId, keptId }) => [memberId, keptId]));
  return memberIds.map((id) => kept.get(id));
}
