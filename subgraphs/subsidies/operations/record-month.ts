import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';

// A correction may come before the closing of a later month that did not know of it: no run goes on over a month that is
// not full.
const given = `
  (SELECT "memberId", "full", "creditedFen", used, least("streakMonths", (
     SELECT (left($2, 4)::int - left(gap.month, 4)::int) * 12 + right($2, 2)::int - right(gap.month, 2)::int
     FROM monthly_fact gap WHERE gap.member_id = "memberId" AND gap.month < $2 AND NOT gap.is_full
       AND gap.month > to_char(($2 || '-01')::date - make_interval(months => "streakMonths"), 'YYYY-MM')
     ORDER BY gap.month DESC LIMIT 1)) AS "streakMonths"
   FROM jsonb_to_recordset($1::jsonb)
     AS told ("memberId" uuid, "full" boolean, "creditedFen" bigint, "streakMonths" integer, used boolean)) AS given`;

const insertSql = `
  INSERT INTO monthly_fact (member_id, month, city, is_full, credited, streak_months, used)
  SELECT "memberId", $2, $3, "full", "creditedFen", "streakMonths", used FROM ${given}
  ON CONFLICT DO NOTHING`;

const differingSql = `
  SELECT count(*)::int AS differing FROM ${given} JOIN monthly_fact kept ON kept.member_id = "memberId" AND kept.month = $2
  WHERE (kept.city, kept.is_full, kept.credited, kept.streak_months, kept.used)
    IS DISTINCT FROM ($3, "full", "creditedFen", "streakMonths", given.used)`;

/** Keeps one chunk of a closed month, to be awarded. A month is closed once: being told it again otherwise is a fault. */
export function recordMonth(context: Context, arrived: Arrived<'month-closed'>): Promise<void> {
  const { city, month, chunk, rows: told } = arrived.event;
  const parameters = [JSON.stringify(told), month, city];
  return consume(context, arrived, async ({ db }) => {
    await db.query(insertSql, parameters);
    const [found] = await rows<{ differing: number }>(db, differingSql, parameters);
    if (found?.differing)
      throw new Error(`${city} ${month} chunk ${chunk}: ${found.differing} closed months were told otherwise`);
    await db.query('INSERT INTO told_month (city, month) VALUES ($1, $2)', [city, month]);
  });
}
