import DataLoader from 'dataloader';
import { type Database, rows } from '#service/database.ts';

type Row = { memberId: string; keptId: string };

/** CJ-08: loads the record in which each member's ended, in one statement; undefined of all others. */
export function keptLoader(database: Database): DataLoader<string, string | undefined> {
  return new DataLoader(async (memberIds) => {
    const sql = `SELECT member_id AS "memberId", kept_id AS "keptId" FROM merged_member WHERE member_id = ANY ($1::uuid[])`;
    const kept = new Map(
      (await rows<Row>(database, sql, [memberIds])).map(({ memberId, keptId }) => [memberId, keptId]),
    );
    return memberIds.map((id) => kept.get(id));
  });
}
