import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';

type Row = { memberId: string; city: CityCode };

/** The city in which each member may borrow, in the order asked and with one statement; undefined for anybody else. */
export async function citiesOfMembers(db: Db, memberIds: readonly string[]): Promise<(CityCode | undefined)[]> {
  const sql = 'SELECT member_id AS "memberId", city FROM borrower WHERE member_id = ANY($1::uuid[])';
  const cities = new Map((await rows<Row>(db, sql, [memberIds])).map(({ memberId, city }) => [memberId, city]));
  return memberIds.map((id) => cities.get(id));
}
