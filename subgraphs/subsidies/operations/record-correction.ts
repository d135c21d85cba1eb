import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { beforeLateFact, examineAwards } from './examine-awards.ts';
import { openAgain } from './told-months.ts';

// The run of full months begins anew after it; a run that began later is shorter already.
const correctSql = `
  UPDATE monthly_fact SET
    is_full = is_full AND month <> $2,
    credited = CASE WHEN month = $2 THEN 0 ELSE credited END,
    streak_months = least(streak_months, (left(month, 4)::int - left($2, 4)::int) * 12 + right(month, 2)::int - right($2, 2)::int)
  WHERE member_id = $1 AND month >= $2`;

/**
 * CJ-15: a contribution that was taken back leaves its closed month not full, and every run without it; what was awarded for
 * it is taken back. A month that has not been told yet is on its way: the event is tried again until it has come.
 */
export function recordCorrection(context: Context, arrived: Arrived<'month-corrected'>): Promise<void> {
  const { memberId, city, month } = arrived.event;
  return consume(context, arrived, async ({ db, emit }) => {
    await beforeLateFact(db, memberId);
    const told = await rows(db, 'SELECT FROM monthly_fact WHERE member_id = $1 AND month = $2', [memberId, month]);
    if (told.length === 0) throw new Error(`A correction of ${month} came before its closing`);
    await db.query(correctSql, [memberId, month]);
    await examineAwards(context, { db, emit }, memberId, { kind: 'MONTH_CORRECTED', event: arrived.id, month });
    await openAgain(db, city, month);
  });
}
