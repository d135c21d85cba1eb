import { type Database, type Db, rows } from '#service/database.ts';

/** SQL: the records of members, those that have ended in theirs too (CJ-08); `ids` is SQL, of the members asked for. */
export const recordsOf = (ids: string): string => `(
  SELECT member_id FROM borrower WHERE member_id = ANY(${ids})
  UNION ALL SELECT member_id FROM borrower WHERE merged_into = ANY(${ids}) AND merger IS NULL)`;

type OfMember = { memberId: string };

/** CJ-08: what was found of the records of members, member by member in their order; what an ended record had is the kept one's. */
export async function byHolder<T extends OfMember>(
  db: Db | Database,
  memberIds: readonly string[],
  found: readonly T[],
): Promise<T[][]> {
  const asked = new Set(memberIds);
  const ended = found.flatMap(({ memberId }) => (asked.has(memberId) ? [] : [memberId]));
  const sql = 'SELECT member_id AS id, merged_into AS kept FROM borrower WHERE member_id = ANY($1::uuid[])';
  const merged = ended.length > 0 ? await rows<{ id: string; kept: string }>(db, sql, [ended]) : [];
  const kept = new Map(merged.map(({ id, kept }) => [id, kept]));
  const theirs = found.map((each) => ({ ...each, memberId: kept.get(each.memberId) ?? each.memberId }));
  const grouped = Map.groupBy(theirs, ({ memberId }) => memberId);
  return memberIds.map((id) => grouped.get(id) ?? []);
}
