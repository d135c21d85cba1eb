import DataLoader from 'dataloader';
import { type Database, rows } from '#service/database.ts';
import type { AwardRow } from '../tables/award.ts';

const awardsSql = `
  SELECT award.id, member_id AS "memberId", clause, month, window_from AS "windowFrom", fen, pay_on AS "payOn", status,
    credited_on AS "creditedOn", awarded_at AS "awardedAt", basis.rule, basis.reference, basis.figures, basis.conditions, facts,
    CASE WHEN back.award_id IS NOT NULL THEN jsonb_build_object('reason', back.late_fact, 'conditions', back.conditions,
      'on', back.taken_back_on, 'undoneOn', back.booked_on, 'recovered', back.recovered) END AS "takenBack"
  FROM award JOIN award_basis basis ON basis.id = award.basis_id
  LEFT JOIN award_taking_back back ON back.award_id = award.id
  WHERE member_id = ANY ($1::uuid[]) ORDER BY month DESC, clause, awarded_at DESC`;

/** Loads the awards of many members in one statement, newest first. */
export function awardLoader(database: Database): DataLoader<string, AwardRow[]> {
  return new DataLoader(async (memberIds) => {
    const found = await rows<AwardRow>(database, awardsSql, [memberIds]);
    const byMember = Map.groupBy(found, ({ memberId }) => memberId);
    return memberIds.map((memberId) => byMember.get(memberId) ?? []);
  });
}
