import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Connection, decodeCursor, page, pageSize } from '#service/connection.ts';
import type { Context } from '../context.ts';
import { type Application, applicationsWhere } from './applications.ts';

type Asked = { lateOnly: boolean; first: number; after?: string | null | undefined };

/**
 * HZ-05: what waits for a review or a decision in a city of the caller's own: by the classes in the order that the city
 * serves them, then as it came; or only what was not decided in time.
 */
export async function applicationQueue(
  { caller, clock, database }: Context,
  city: CityCode,
  { lateOnly, first, after }: Asked,
): Promise<Connection<Application>> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const size = pageSize(first, 200);
  const [place = '-1', ordinal = '0'] = decodeCursor(after, 2) ?? [];
  if (!/^-?\d{1,9}$/.test(place) || !/^\d{1,18}$/.test(ordinal)) {
    throw new Refusal('INVALID_INPUT', 'The cursor is not one of ours', { field: 'after' });
  }
  const found = await applicationsWhere(
    database,
    `city = $1 AND status IN ('SUBMITTED', 'REVIEWED') AND (class, loan_application.ordinal) > ($2::integer, $3::bigint)
       AND (NOT $4 OR decide_by < $5::date)
     ORDER BY class, loan_application.ordinal LIMIT $6`,
    [city, place, ordinal, lateOnly, clock.today(), size + 1],
  );
  return page(found, size, (application) => [application.class, application.ordinal]);
}
