import type { CivilMonth } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';

/** Members from an id on to below another. */
export type Range = { from: string; below: string };

const membersPerRange = 10_000;
const prefixes = 0x10000;

const idFrom = (prefix: number): string =>
  prefix >= prefixes
    ? 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    : `${prefix.toString(16).padStart(4, '0')}0000-0000-0000-0000-000000000000`;

const sql = `
  SELECT coalesce(max(members), 0)::int AS members FROM (
    SELECT count(*) AS members FROM monthly_fact WHERE city = $1 AND month BETWEEN $2 AND $3 GROUP BY month) AS month`;

/** Every member of a city's closed months in ranges of some ten thousand, as ids are spread evenly. */
export async function memberRanges(
  db: Db | Database,
  city: CityCode,
  { first, last }: { first: CivilMonth; last: CivilMonth },
): Promise<Range[]> {
  const [row] = await rows<{ members: number }>(db, sql, [city, first, last]);
  const count = Math.min(prefixes, Math.ceil(row!.members / membersPerRange));
  const bound = (n: number) => idFrom(Math.floor((prefixes * n) / count));
  return Array.from({ length: count }, (_, n) => ({ from: bound(n), below: bound(n + 1) }));
}
