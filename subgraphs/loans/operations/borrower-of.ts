import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { noteLinked } from '#service/persons.ts';
import type { Context } from '../context.ts';

/** CJ-23: the city of an approved member who is the caller or for whom the caller answers; refused for anybody else. */
export async function borrowersCity({ caller }: Context, db: Db, memberId: string): Promise<CityCode> {
  const sql = 'SELECT city FROM borrower WHERE member_id = $1 AND merged_into IS NULL FOR KEY SHARE';
  const [borrower] = isId(memberId) ? await rows<{ city: CityCode }>(db, sql, [memberId]) : [];
  const mine = caller.audience === 'member' ? caller.member === memberId : true;
  if (borrower && mine && caller.cities.includes(borrower.city)) return borrower.city;
  throw new Refusal('NOT_APPROVED', 'No approved member of this city', { field: 'memberId', clause: 'CJ-23' });
}

/**
 * CJ-13: notes for the record of disclosures that a loan looks at the borrower's spouse, by whichever of the two declared
 * the other: nothing is lent while one of them is closing.
 */
export async function noteSpouse(context: Context, db: Db, memberId: string): Promise<void> {
  const sql = `SELECT spouse_id AS id FROM borrower WHERE (member_id = $1 OR merged_into = $1) AND spouse_id IS NOT NULL
    UNION SELECT coalesce(merged_into, member_id) FROM borrower WHERE spouse_id = $1`;
  const spouses = await rows<{ id: string }>(db, sql, [memberId]);
  noteLinked(
    context,
    spouses.map(({ id }) => id),
  );
}
