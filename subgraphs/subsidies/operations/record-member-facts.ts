import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';

// An approval that arrives after a later change of the same facts must not bring the old ones back.
const recordSql = {
  'application-approved': `
    INSERT INTO participant (member_id, city, approved_on, categories) VALUES ($1, $2, $3, $4)
    ON CONFLICT (member_id) DO UPDATE
      SET city = excluded.city, approved_on = excluded.approved_on, categories = excluded.categories
      WHERE participant.approved_on IS NULL OR participant.approved_on < excluded.approved_on`,
  'member-facts-changed': `
    INSERT INTO participant (member_id, city, approved_on, categories) VALUES ($1, $2, $3, $4)
    ON CONFLICT (member_id) DO UPDATE
      SET city = excluded.city, approved_on = excluded.approved_on, categories = excluded.categories
      WHERE participant.approved_on IS NULL OR participant.approved_on <= excluded.approved_on`,
};

/** Keeps the categories that the one-off subsidy looks at (CJ-16), as last told. */
export function recordMemberFacts(
  context: Context,
  arrived: Arrived<'application-approved'> | Arrived<'member-facts-changed'>,
): Promise<void> {
  const { type, memberId, city, approvedOn, categories } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    await db.query(recordSql[type], [memberId, city, approvedOn, JSON.stringify(categories)]);
  });
}
