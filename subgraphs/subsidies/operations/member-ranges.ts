import type { CivilMonth } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';

/** Members by their ids: from the first on, and below the second. */
export type Range = { from: string; below: string };

const membersPerRange = 10_000;
const prefixes = 0x10000;

const idFrom = (prefix: number): string =>
  prefix >= prefixes
    ? 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    : `${prefix.toString(16).padStart(4, '0')}0000-0000-0000-0000-000000000000`;

/** Every member of a city's closed month in ranges of some ten thousand, as ids are spread evenly. */
export async function memberRanges(context: Context, city: CityCode, month: CivilMonth): Promise<Range[]> {
  const [row] = await rows<{ members: number }>(
    context.database,
    'SELECT count(*)::int AS members FROM monthly_fact WHERE city = $1 AND month = $2',
    [city, month],
  );
  const count = Math.min(prefixes, Math.ceil(row!.members / membersPerRange));
  const bound = (n: number) => idFrom(Math.floor((prefixes * n) / count));
  return Array.from({ length: count }, (_, n) => ({ from: bound(n), below: bound(n + 1) }));
}
