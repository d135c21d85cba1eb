import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import type { Context } from '../context.ts';

/** CJ-23: the city of an approved member for whom the caller answers; refused for anybody else. */
export async function borrowersCity({ caller }: Context, db: Db, memberId: string): Promise<CityCode> {
  const sql = 'SELECT city FROM borrower WHERE member_id = $1';
  const [borrower] = isId(memberId) ? await rows<{ city: CityCode }>(db, sql, [memberId]) : [];
  if (borrower && caller.cities.includes(borrower.city)) return borrower.city;
  throw new Refusal('NOT_APPROVED', 'No approved member of this city', { field: 'memberId', clause: 'CJ-23' });
}
