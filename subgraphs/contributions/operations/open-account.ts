import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal, type RefusalDetail } from '#kernel/refusal.ts';
import { openAccounts } from '#ledger/accounts.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';
import { noteAccountEvent } from './account-events.ts';
import { findAccount, type LockedAccount } from './lock-account.ts';

/** The pool that flexible workers' money is in (CJ-19). */
export const flexiblePool = 'flexible';

/** Whether an account of this status (JGJ/T 320 A.6) is closed: merged, transferred out or paid out. */
export const isClosed = (status: string): boolean => ['03', '04', '05'].includes(status);

/** That an account is closed, which tells a fact about its member, as that the member has none does not (AG-06). */
export const closedAccount = (memberId: string, detail: RefusalDetail = {}): Refusal =>
  about(memberId, new Refusal('ACCOUNT_NOT_OPEN', 'The account is closed', detail));

type Owner = { memberId: string; city: CityCode };

/** The day on which the first account of a city was opened; null before. */
export async function firstOpening(context: Context, city: CityCode): Promise<CivilDate | null> {
  const [row] = await rows<{ opened: CivilDate | null }>(
    context.database,
    'SELECT min(opened_on) AS opened FROM account WHERE city = $1',
    [city],
  );
  return row!.opened;
}

/** CJ-08: the member's one account, opened on first use and again after it was closed; one that another city keeps is refused. Tells whether it is new, or opened again. */
export async function openAccount(
  db: Db,
  { memberId, city }: Owner,
  today: CivilDate,
): Promise<{ account: LockedAccount; opened: boolean; reopened: boolean }> {
  const known = await findAccount(db, memberId);
  if (known && known.city !== city) {
    throw new Refusal('ACCOUNT_EXISTS', 'The member has an account in another city', {
      clause: clauseOf(city, 'oneAccount'),
    });
  }
  if (known) {
    await refuseWhileLeaving(db, known);
    return { account: known, opened: false, reopened: await reopen(db, known, today) };
  }
  const book = { city, pool: flexiblePool, owner: memberId };
  const segments = await openAccounts(db, book, ['FLEXIBLE', 'SUBSIDY', 'INTEREST']);
  const [account] = await rows<LockedAccount>(
    db,
    `INSERT INTO account (member_id, city, number, status, opened_on, flexible, subsidy, interest)
     VALUES ($1, $2, $2 || lpad(nextval('account_number')::text, 10, '0'), '01', $3, $4, $5, $6)
     RETURNING id, member_id AS "memberId", city, flexible`,
    [memberId, city, today, ...segments],
  );
  return { account: account!, opened: true, reopened: false };
}

// Money that entered now would stay behind in an account that is about to be closed.
async function refuseWhileLeaving(db: Db, { id }: LockedAccount): Promise<void> {
  const sql = "SELECT FROM payout WHERE account_id = $1 AND status = 'HELD' AND kind IN ('CLOSING', 'TRANSFER_OUT')";
  if ((await rows(db, sql, [id])).length === 0) return;
  throw new Refusal('IN_PROGRESS', 'The account is being closed, or its money is on its way to another centre');
}

// CJ-08, CJ-12: one account for life, so that whoever comes back finds their own.
async function reopen(db: Db, { id }: LockedAccount, today: CivilDate): Promise<boolean> {
  const sql = "UPDATE account SET status = '01' WHERE id = $1 AND status IN ('03', '04', '05') RETURNING id";
  const reopened = (await rows(db, sql, [id])).length > 0;
  if (reopened) await noteAccountEvent({ db, today }, id, '03', '重新开户');
  return reopened;
}
