import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { openEarned } from './open-earned.ts';

// What was told before never replaces what was told after it, in whatever order the two arrive.
const recordSql = `
  INSERT INTO participant (member_id, city, approved_on, categories, facts_sequence) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (member_id) DO UPDATE
    SET city = excluded.city, approved_on = excluded.approved_on, categories = excluded.categories,
      facts_sequence = excluded.facts_sequence
    WHERE participant.facts_sequence < excluded.facts_sequence`;

/** Keeps the categories that the one-off subsidy looks at (CJ-16), as last told; months that they earn it in are awarded anew. */
export function recordMemberFacts(
  context: Context,
  arrived: Arrived<'application-approved'> | Arrived<'member-facts-changed'>,
): Promise<void> {
  const { memberId, sequence, city, approvedOn, categories } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    await db.query(recordSql, [memberId, city, approvedOn, JSON.stringify(categories), sequence]);
    await openEarned(context, db, memberId);
  });
}
