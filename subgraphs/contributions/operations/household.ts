import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { answersFor, type LockedAccount } from './lock-account.ts';

// CJ-13: the spouse whom the member declared, also in a record that was merged (CJ-08), and whoever declared the member; `member` is SQL.
const spouses = (member: string): string => `(
  SELECT spouse_id FROM enrolment WHERE ${member} IN (member_id, merged_into) AND spouse_id IS NOT NULL
  UNION SELECT unnest(ARRAY[member_id, merged_into]) FROM enrolment WHERE spouse_id = ${member}
  EXCEPT SELECT NULL)`;

/** CJ-13: the ids of a member's spouse, by whichever of the two declared the other, in whichever city. */
export async function spousesOf(db: Db, memberId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(db, `SELECT spouse_id AS id FROM ${spouses('$1::uuid')} AS link`, [
    memberId,
  ]);
  return found.map(({ id }) => id);
}

/**
 * CJ-13: locks the accounts of a member and of the spouse, in the order of their ids: of a closing and a lien of one
 * couple the later sees what the earlier did. The account of the member; undefined before opening.
 */
export async function lockHousehold(db: Db, memberId: string): Promise<LockedAccount | undefined> {
  const locked = await rows<LockedAccount>(
    db,
    `SELECT id, member_id AS "memberId", city, flexible FROM account
     WHERE member_id = ANY(ARRAY(SELECT $1::uuid UNION ALL SELECT spouse_id FROM ${spouses('$1::uuid')} AS link))
     ORDER BY id FOR NO KEY UPDATE`,
    [memberId],
  );
  // Written, not only locked: at a stricter isolation level than ours a transaction that waited for the lock alone would
  // still see the accounts as they were before.
  await db.query('UPDATE account SET turns = turns + 1 WHERE id = ANY($1::int[])', [locked.map(({ id }) => id)]);
  return locked.find((account) => account.memberId === memberId);
}

/** As lockHousehold; refused ACCOUNT_NOT_OPEN before opening and where the caller does not answer for the member. */
export async function requireHousehold(context: Context, db: Db, memberId: string): Promise<LockedAccount> {
  const account = await lockHousehold(db, memberId);
  if (account && answersFor(context.caller, account)) return account;
  throw new Refusal('ACCOUNT_NOT_OPEN', 'The member has no account');
}
