import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Caller } from '#service/caller.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import type { Context } from '../context.ts';

/** What the members register told of an approved applicant. */
export type Enrolment = {
  memberId: string;
  city: CityCode;
  approvedOn: CivilDate;
  retirementOn: CivilDate;
  inUnit: boolean;
};

/** A member's account with the numbers of its ledger accounts. */
export type LockedAccount = { id: number; memberId: string; city: CityCode; flexible: number };

/** The member id as given; a text that cannot be one is refused before the database is asked. */
export function memberIdOf(text: string): string {
  const id = text.toLowerCase();
  if (!isId(id)) throw new Refusal('INVALID_INPUT', 'Not the id of a member', { field: 'memberId' });
  return id;
}

/** Whether a caller answers for a member: the member themselves, or a centre of their city. */
export const answersFor = (caller: Caller, of: { memberId: string; city: CityCode }): boolean =>
  caller.audience === 'member' ? caller.member === of.memberId : caller.cities.includes(of.city);

const selectEnrolment = `
  SELECT member_id AS "memberId", city, approved_on AS "approvedOn", retirement_on AS "retirementOn", in_unit AS "inUnit"
  FROM enrolment WHERE member_id = $1`;

/** The enrolment of a member who has an account. */
export async function enrolmentOf(db: Db, memberId: string): Promise<Enrolment> {
  const [enrolment] = await rows<Enrolment>(db, selectEnrolment, [memberId]);
  return enrolment!;
}

/**
 * The enrolment of a member, locked against a second signing; undefined where the caller does not answer for them, and of a
 * record that ends in another of the same person (CJ-08).
 */
export async function lockEnrolment(context: Context, db: Db, memberId: string): Promise<Enrolment | undefined> {
  const [enrolment] = await rows<Enrolment>(db, `${selectEnrolment} AND merged_into IS NULL FOR NO KEY UPDATE`, [
    memberId,
  ]);
  return enrolment && answersFor(context.caller, enrolment) ? enrolment : undefined;
}

/**
 * The account of a member, locked: whoever changes anything about an account or its agreements holds this lock first, so
 * nobody waits for anybody in a circle. Refused ACCOUNT_NOT_OPEN also where the caller does not answer for the member.
 */
export async function lockAccount(context: Context, db: Db, memberId: string): Promise<LockedAccount> {
  const account = await findAccount(db, memberId);
  if (!account || !answersFor(context.caller, account)) {
    throw new Refusal('ACCOUNT_NOT_OPEN', 'The member has no account');
  }
  return account;
}

/** The account of a member, locked; undefined before opening. */
export async function findAccount(db: Db, memberId: string): Promise<LockedAccount | undefined> {
  const [account] = await rows<LockedAccount>(
    db,
    'SELECT id, member_id AS "memberId", city, flexible FROM account WHERE member_id = $1 FOR NO KEY UPDATE',
    [memberId],
  );
  return account;
}
