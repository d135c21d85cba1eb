import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';

type Row = { memberId: string; city: CityCode };

/** The city in which each member was approved, in the order asked and with one statement; undefined for anybody else. */
export async function citiesOfMembers(
  context: Context,
  memberIds: readonly string[],
): Promise<(CityCode | undefined)[]> {
  const sql = 'SELECT member_id AS "memberId", city FROM enrolment WHERE member_id = ANY($1::uuid[])';
  const found = await rows<Row>(context.database, sql, [memberIds]);
  const cities = new Map(found.map(({ memberId, city }) => [memberId, city]));
  return memberIds.map((id) => cities.get(id));
}
