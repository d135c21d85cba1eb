import type { CivilMonth } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';

const unawardedSql = `
  SELECT DISTINCT told.city, told.month FROM told_month told
  JOIN (SELECT city, min(month) AS since FROM told_month WHERE awarded_at IS NULL GROUP BY city) open
    ON open.city = told.city AND told.month >= open.since
  ORDER BY told.month, told.city`;

/**
 * The closed months of each city to be awarded, oldest first: from the first of which something was told since it was
 * awarded, since what comes late of one month may complete a year that ended later. None when nothing is new.
 */
export const unawardedMonths = (db: Db | Database): Promise<{ city: CityCode; month: CivilMonth }[]> =>
  rows(db, unawardedSql);

/** What has been told of a city's month and not been awarded yet, as ids for `markAwarded`. */
export async function openParts(context: Context, city: CityCode, month: CivilMonth): Promise<bigint[]> {
  const sql = 'SELECT id FROM told_month WHERE city = $1 AND month = $2 AND awarded_at IS NULL ORDER BY id';
  return (await rows<{ id: bigint }>(context.database, sql, [city, month])).map(({ id }) => id);
}

/** Notes that a run that began after these parts were told has been through their month. */
export async function markAwarded(context: Context, parts: readonly bigint[]): Promise<void> {
  if (parts.length === 0) return;
  const sql = 'UPDATE told_month SET awarded_at = $2 WHERE id = ANY($1::bigint[]) AND awarded_at IS NULL';
  await context.database.query(sql, [parts, context.clock.now()]);
}

/** Opens a month again of which a late fact says something else, and with it those after it; a month not told yet is open. */
export async function openAgain(db: Db, city: CityCode, month: CivilMonth): Promise<void> {
  await db.query(
    `INSERT INTO told_month (city, month) SELECT $1, min(month) FROM told_month WHERE city = $1 AND month >= $2
     HAVING min(month) IS NOT NULL`,
    [city, month],
  );
}
