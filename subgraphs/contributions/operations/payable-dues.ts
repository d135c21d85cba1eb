import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import { type Fen, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Db } from '#service/database.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';
import type { Due } from '../rules/dues.ts';
import { refuseIneligible } from '../rules/eligibility.ts';
import { type AgreementInForce, agreementInForce, refuseDuringDebit } from './agreement-in-force.ts';
import { lapsedOn } from './arrears.ts';
import { enrolmentOf, type LockedAccount, lockAccount } from './lock-account.ts';
import { unpaidDues } from './pay-dues.ts';

/** What a member may pay now: the months, oldest first, of the agreement in force of a locked account. */
export type Payable = { account: LockedAccount; agreement: AgreementInForce; dues: Due[] };

/** A payment that is asked for: from which month on, and its amount in fen. */
type Asked = { memberId: string; month: CivilMonth; amount: Fen };

/** CJ-07, CJ-12, HZ-02: what a payment outside the batch may pay, or why it may not be taken. */
export async function payableDues(context: Context, db: Db, asked: Asked, today: CivilDate): Promise<Payable> {
  const account = await lockAccount(context, db, asked.memberId);
  refuseIneligible(account.city, await enrolmentOf(db, asked.memberId), today);
  const agreement = await payableAgreement(context, db, account, asked.month);
  const least = context.policy(account.city, today).contribution.minimumDeposit?.value ?? 0n;
  if (asked.amount < least) {
    throw new Refusal('AMOUNT_OUT_OF_BOUNDS', `A payment is at least ${yuanText(least)} yuan`, {
      field: 'amount',
      clause: 'HZ-02',
    });
  }
  const dues = await unpaidDues(db, agreement, today);
  startsWithOldest(account, dues, asked.month);
  return { account, agreement, dues };
}

/** CJ-12: the agreement that a payment may be made under; what was not paid under one that has ended can never be paid. */
export async function payableAgreement(
  context: Context,
  db: Db,
  account: LockedAccount,
  month?: CivilMonth,
): Promise<AgreementInForce> {
  const detail = { field: month ? 'month' : 'memberId', clause: clauseOf(account.city, 'rejoining') };
  const agreement = await agreementInForce(db, account.id);
  if (!agreement || (month && month < agreement.firstMonth)) {
    throw new Refusal('BACK_PAYMENT_REFUSED', 'Months before the agreement in force cannot be paid', detail);
  }
  await refuseDuringDebit(db, agreement.id);
  const ended = await lapsedOn(context, db, account, agreement);
  if (ended === null) return agreement;
  throw new Refusal('BACK_PAYMENT_REFUSED', `The agreement ended by itself on ${ended}`, detail);
}

function startsWithOldest({ city, memberId }: LockedAccount, dues: readonly Due[], month: CivilMonth): void {
  const oldest = dues[0]?.month;
  if (month === oldest) return;
  if (!dues.some((due) => due.month === month)) {
    const clause = clauseOf(city, 'payment');
    throw new Refusal('PERIOD_ALREADY_PAID', 'The month is paid already', { field: 'month', clause });
  }
  const message = `A payment starts with the oldest unpaid month, ${oldest}`;
  throw about(memberId, new Refusal('INVALID_INPUT', message, { field: 'month' }));
}
