import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';

const given = `
  jsonb_to_recordset($1::jsonb)
    AS given ("memberId" uuid, "full" boolean, "creditedFen" bigint, "streakMonths" integer, used boolean)`;

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
