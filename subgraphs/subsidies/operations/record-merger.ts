import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { beforeLateFact, examineAwards } from './examine-awards.ts';
import { openEarned } from './open-earned.ts';

const linkSql = [
  `INSERT INTO merged_member (member_id, kept_id) VALUES ($1, $2)
   ON CONFLICT (member_id) DO UPDATE SET kept_id = excluded.kept_id`,
  'UPDATE merged_member SET kept_id = $2 WHERE kept_id = $1',
  'UPDATE loan_use SET member_id = $2 WHERE member_id = $1',
];

/**
 * CJ-08, CJ-16: from a merger on two records are one person: what either had once in a lifetime the other had, and the
 * loans of either are the person's. What both had of it is taken back from the later.
 */
export function recordMerger(context: Context, arrived: Arrived<'merge-decided'>): Promise<void> {
  const { memberId, keptId, merged } = arrived.event;
  return consume(context, arrived, async ({ db, emit }) => {
    if (!merged) return;
    for (const each of [memberId, keptId].sort()) await beforeLateFact(db, each);
    for (const sql of linkSql) await db.query(sql, [memberId, keptId]);
    await examineAwards(context, { db, emit }, keptId, { kind: 'MERGED', event: arrived.id, ended: false });
    await examineAwards(context, { db, emit }, memberId, { kind: 'MERGED', event: arrived.id, ended: true });
    for (const each of [memberId, keptId]) await openEarned(context, db, each);
  });
}
