import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { beforeLateFact, examineAwards } from './examine-awards.ts';
import { openEarned } from './open-earned.ts';

// What was told before never replaces what was told after it, in whatever order the two arrive.
const recordSql = `
  INSERT INTO participant (member_id, city, approved_on, categories, facts_sequence) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (member_id) DO UPDATE
    SET city = excluded.city, approved_on = excluded.approved_on, categories = excluded.categories,
      facts_sequence = excluded.facts_sequence
    WHERE participant.facts_sequence < excluded.facts_sequence RETURNING member_id`;

// Of whoever has no closed month nothing is awarded; and most that is told of a member is not about their groups.
const concernedSql = `
  SELECT FROM monthly_fact f LEFT JOIN participant p USING (member_id)
  WHERE f.member_id = $1 AND coalesce(p.categories, '[]') <> $2::jsonb LIMIT 1`;

/**
 * Keeps the groups that the one-off subsidy looks at (CJ-16), each with its days, as last told. One that was given to somebody
 * who did not belong to any after all is taken back; a month that they have earned it in is awarded anew.
 */
export function recordMemberFacts(
  context: Context,
  arrived: Arrived<'application-approved'> | Arrived<'member-facts-changed'>,
): Promise<void> {
  const { memberId, sequence, city, approvedOn, categories } = arrived.event;
  return consume(context, arrived, async ({ db, emit }) => {
    const groups = JSON.stringify(categories);
    const concerned = (await rows(db, concernedSql, [memberId, groups])).length > 0;
    if (concerned) await beforeLateFact(db, memberId);
    const written = await rows(db, recordSql, [memberId, city, approvedOn, groups, sequence]);
    if (!concerned || written.length === 0) return;
    await examineAwards(context, { db, emit }, memberId, { kind: 'GROUP', event: arrived.id });
    await openEarned(context, db, memberId);
  });
}
