import type { CivilDate } from '#kernel/calendar.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import type { Identity, IdentityPeriod } from '../rules/identity.ts';

/** A time in which a member contributed as what they were then. */
export type IdentityPeriodOf = IdentityPeriod & { memberId: string };

/** CJ-10, HZ-03: as whom members contributed and when, oldest first; what held for no day is left out. */
export function identityPeriodsOf(db: Db | Database, memberIds: readonly string[]): Promise<IdentityPeriodOf[]> {
  return rows<IdentityPeriodOf>(
    db,
    `SELECT member_id AS "memberId", identity, from_on AS "from", until_on AS until FROM identity_period
     WHERE member_id = ANY($1::uuid[]) AND (until_on IS NULL OR until_on > from_on) ORDER BY id`,
    [memberIds],
  );
}

/** The identity of a member that holds; undefined before the first is known. */
export async function currentIdentity(db: Db, memberId: string): Promise<IdentityPeriod | undefined> {
  const [period] = await rows<IdentityPeriod>(
    db,
    `SELECT identity, from_on AS "from", until_on AS until FROM identity_period WHERE member_id = $1 AND until_on IS NULL`,
    [memberId],
  );
  return period;
}

/** CJ-10, HZ-03: begins an identity of a member on a day, and ends on it the one that held before. */
export async function beginIdentity(db: Db, memberId: string, identity: Identity, on: CivilDate): Promise<void> {
  await db.query('UPDATE identity_period SET until_on = $2 WHERE member_id = $1 AND until_on IS NULL', [memberId, on]);
  await db.query('INSERT INTO identity_period (member_id, identity, from_on) VALUES ($1, $2, $3)', [
    memberId,
    identity,
    on,
  ]);
}
