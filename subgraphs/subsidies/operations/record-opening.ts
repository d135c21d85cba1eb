import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { openEarned } from './open-earned.ts';

const recordSql = `
  INSERT INTO participant (member_id, city, opened_on) VALUES ($1, $2, $3)
  ON CONFLICT (member_id) DO UPDATE SET opened_on = greatest(participant.opened_on, excluded.opened_on)`;

/** Keeps the day of the last opening, from which a graduate's years are counted (CJ-16). */
export function recordOpening(context: Context, arrived: Arrived<'account-opened'>): Promise<void> {
  const { memberId, city, openedOn } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    await db.query(recordSql, [memberId, city, openedOn]);
    await openEarned(context, db, memberId);
  });
}
