import { type Fen, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { type Db, rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { noteAccountEvent } from './account-events.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import type { Accounts } from './create-dues.ts';
import type { LockedAccount } from './lock-account.ts';
import { orderDebit } from './order-debit.ts';
import { payDues, unpaidDues } from './pay-dues.ts';
import { insertPayment } from './payments.ts';

/** HZ-02: the first contribution in fen; null where none is given and the city asks none, as it does of an opening. */
export function firstContribution(policy: CityPolicy, given: Fen | null | undefined, opening: boolean): Fen | null {
  const amount = given ?? null;
  const detail = { field: 'firstContribution', clause: 'HZ-02' };
  if (amount === null) {
    if (!opening || !policy.contribution.firstContributionAtOpening.value) return null;
    throw new Refusal('FIRST_CONTRIBUTION_REQUIRED', 'An account opens with its first contribution', detail);
  }
  const least = policy.contribution.minimumDeposit?.value ?? 0n;
  if (amount < least) {
    throw new Refusal('AMOUNT_OUT_OF_BOUNDS', `A payment is at least ${yuanText(least)} yuan`, detail);
  }
  return amount;
}

type Opened = { account: LockedAccount; agreement: AgreementInForce };

/**
 * HZ-02: takes the first contribution with the agreement: from staff as paid at the counter; from a member by an order to
 * the bank, since nobody's word is money. Tells whether it is paid.
 */
export async function takeFirst(
  { caller, policy }: Context,
  transaction: Transaction,
  { account, agreement }: Opened,
  amount: Fen,
): Promise<boolean> {
  const { db, today } = transaction;
  const dues = await unpaidDues(db, agreement, today);
  if (caller.audience === 'member') {
    await orderDebit(policy(account.city, today), transaction, { account, agreement }, { dues, amount });
    return false;
  }
  const months = await payDues(db, { account, agreement }, { dues, amount, today });
  const { city, memberId } = account;
  await insertPayment(db, { city, memberId, agreementId: agreement.id, channel: 'COUNTER', amount, months, today });
  return true;
}

/** HZ-02: whether a locked account waits for its first contribution (JGJ/T 320 A.6 其他), and is not open yet. */
export async function awaitsFirst(db: Db, accountId: number): Promise<boolean> {
  return (await rows(db, "SELECT FROM account WHERE id = $1 AND status = '99'", [accountId])).length > 0;
}

/** HZ-02: lets a locked account wait for its first contribution. */
export async function awaitFirst(db: Db, accountId: number): Promise<void> {
  await db.query("UPDATE account SET status = '99' WHERE id = $1 AND status = '01'", [accountId]);
}

/** HZ-02: takes the dues of accounts that wait for their first contribution out of a batch: the account is not open, and may never be. */
export async function leaveOutAwaiting(db: Db, batch: number, { city, first, last }: Accounts): Promise<void> {
  await db.query(
    `UPDATE period_due d SET batch_id = NULL FROM agreement a, account acc
     WHERE acc.city = $2 AND acc.id BETWEEN $3 AND $4 AND acc.status = '99' AND a.account_id = acc.id
       AND d.agreement_id = a.id AND d.batch_id = $1`,
    [batch, city, first, last],
  );
}

/** CJ-08, HZ-02: opens a locked account that is new or waited for its first contribution, and tells of it once. */
export async function completeOpening(
  { db, emit, today }: Transaction,
  account: LockedAccount,
  detail: string | null = null,
): Promise<void> {
  const { id, memberId, city } = account;
  await db.query("UPDATE account SET status = '01' WHERE id = $1 AND status = '99'", [id]);
  const told = await rows(db, "SELECT FROM account_event WHERE account_id = $1 AND code = '03'", [id]);
  if (told.length > 0) return;
  await noteAccountEvent({ db, today }, id, '03', detail);
  emit({ type: 'account-opened', memberId, city, openedOn: today });
}
