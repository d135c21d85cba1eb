import type { CivilDate } from '#kernel/calendar.ts';
import type { Db } from '#service/database.ts';
import { convertedOn, type Identity } from '../rules/identity.ts';
import { noteAccountEvent, sealAccounts, unsealAccounts } from './account-events.ts';
import { agreementInForce } from './agreement-in-force.ts';
import { beginIdentity, currentIdentity } from './identity-periods.ts';
import { findAccount, type LockedAccount } from './lock-account.ts';

type Told = {
  memberId: string;
  identity: Identity;
  /** Since when, as told; an event told before this was told lacks it. */
  since: CivilDate | undefined;
  /** Where the first segment of all begins. */
  begins: CivilDate;
};
type At = { db: Db; today: CivilDate };

/**
 * CJ-10, HZ-03: takes what is told of a member's identity. The first begins a segment, another than the one that holds
 * parts the segments on the day told: joining a unit ends the agreement, leaving it seals the account until a new
 * agreement is signed. No money moves: every yuan stays in the segment in which it was paid.
 */
export async function convertIdentity(at: At, { memberId, identity, since, begins }: Told): Promise<void> {
  const { db, today } = at;
  const current = await currentIdentity(db, memberId);
  if (!current) return beginIdentity(db, memberId, identity, begins);
  if (current.identity === identity) return;
  const on = convertedOn(current, since, today);
  await beginIdentity(db, memberId, identity, on);
  const account = await findAccount(db, memberId);
  if (account) await (identity === 'UNIT' ? joinUnit(at, account, on) : leaveUnit(at, account));
}

// What the bank was asked for before may still be paid: it is then of the flexible segment, for its month.
async function joinUnit(at: At, account: LockedAccount, on: CivilDate): Promise<void> {
  const agreement = await agreementInForce(at.db, account.id);
  if (agreement) {
    await at.db.query(
      "UPDATE agreement SET status = 'CONVERTED', ended_on = greatest(signed_on, $2::date) WHERE id = $1",
      [agreement.id, on],
    );
  }
  await noteAccountEvent(at, account.id, '06', '灵活就业缴存转为单位缴存');
  await unsealAccounts(at, [account.id], '单位缴存');
}

async function leaveUnit(at: At, account: LockedAccount): Promise<void> {
  await noteAccountEvent(at, account.id, '06', '单位缴存转为灵活就业缴存');
  await sealAccounts(at, [account.id], '单位缴存部分');
}
