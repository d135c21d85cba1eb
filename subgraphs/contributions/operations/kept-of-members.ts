import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';

type Row = { memberId: string; keptId: string };

/** CJ-08: the record in which each of these ended, in the order asked and with one statement; undefined of all others. */
export async function keptOfMembers(context: Context, memberIds: readonly string[]): Promise<(string | undefined)[]> {
  const sql = `SELECT member_id AS "memberId", merged_into AS "keptId" FROM enrolment
    WHERE member_id = ANY($1::uuid[]) AND merged_into IS NOT NULL AND merger IS NULL`;
  const found = await rows<Row>(context.database, sql, [memberIds]);
  const kept = new Map(found.map(({ memberId, keptId }) => [memberId, keptId]));
  return memberIds.map((id) => kept.get(id));
}
