import { openAccount } from '#ledger/accounts.ts';
import type { CityCode } from '#service/cities.ts';
import type { Db } from '#service/database.ts';

/** The pool that unit contributions, and what came from other centres, are in (CJ-10, CJ-19, HZ-09). */
export const unitPool = 'unit';

/** Where money of the unit pool comes from. */
type UnitSegment = 'UNIT' | 'TRANSFERRED_IN';

/** CJ-10: a member's ledger account of a segment of the unit pool, opened on first use. */
export function unitAccount(db: Db, of: { memberId: string; city: CityCode }, segment: UnitSegment): Promise<number> {
  return openAccount(db, { city: of.city, pool: unitPool, owner: of.memberId, segment });
}
