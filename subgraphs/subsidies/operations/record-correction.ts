import { type Db, rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import { log } from '#service/log.ts';
import type { Context } from '../context.ts';

// The run of full months begins anew after it; a run that began later is shorter already.
const correctSql = `
  UPDATE monthly_fact SET
    is_full = is_full AND month <> $2,
    credited = CASE WHEN month = $2 THEN 0 ELSE credited END,
    streak_months = least(streak_months, (left(month, 4)::int - left($2, 4)::int) * 12 + right(month, 2)::int - right($2, 2)::int)
  WHERE member_id = $1 AND month >= $2`;

/**
 * CJ-15: a contribution that was taken back leaves its closed month not full, and every run without it. A month that
 * has not been told yet is on its way: the event is tried again until it has come.
 */
export function recordCorrection(context: Context, arrived: Arrived<'month-corrected'>): Promise<void> {
  const { memberId, month } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    const told = await rows(db, 'SELECT FROM monthly_fact WHERE member_id = $1 AND month = $2', [memberId, month]);
    if (told.length === 0) throw new Error(`A correction of ${month} came before its closing`);
    await db.query(correctSql, [memberId, month]);
    await warnOfAwards(db, memberId, month);
  });
}

const awardedSql = `
  SELECT id AS award, city, clause, month FROM award
  WHERE member_id = $1 AND facts ? 'streakMonths' AND $2 BETWEEN
    to_char((month || '-01')::date - make_interval(months => (facts->>'streakMonths')::integer - 1), 'YYYY-MM') AND month`;

// As for a loan told of late: a person looks at an award that rests on the month; it is named, and the member is not.
async function warnOfAwards(db: Db, memberId: string, corrected: string): Promise<void> {
  const found = await rows<Record<'award' | 'city' | 'clause' | 'month', string>>(db, awardedSql, [
    memberId,
    corrected,
  ]);
  for (const award of found) log.warn(award, 'a contribution that a subsidy was awarded for has been taken back');
}
