import DataLoader from 'dataloader';
import { type Database, rows } from '#service/database.ts';
import type { AwardRow } from '../tables/award.ts';

const awardsSql = `
  SELECT award.id, member_id AS "memberId", clause, month, fen, pay_on AS "payOn", status, credited_on AS "creditedOn",
         basis.reference, basis.figures, basis.conditions
  FROM award JOIN award_basis basis ON basis.id = award.basis_id
  WHERE member_id = ANY ($1::uuid[]) ORDER BY month DESC, clause`;

/** Loads the awards of many members in one statement, newest first. */
export function awardLoader(database: Database): DataLoader<string, AwardRow[]> {
  return new DataLoader(async (memberIds) => {
    const found = await rows<AwardRow>(database, awardsSql, [memberIds]);
    const byMember = Map.groupBy(found, ({ memberId }) => memberId);
    return memberIds.map((memberId) => byMember.get(memberId) ?? []);
  });
}
