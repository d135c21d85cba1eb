import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import { type Fen, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';
import type { Due } from '../rules/dues.ts';
import { refuseIneligible } from '../rules/eligibility.ts';
import type { ContributeInput } from '../schema.generated.ts';
import { type AgreementInForce, agreementInForce, refuseDuringDebit } from './agreement-in-force.ts';
import { lapsedOn } from './arrears.ts';
import { enrolmentOf, type LockedAccount, lockAccount, memberIdOf } from './lock-account.ts';
import { payDues, unpaidDues } from './pay-dues.ts';

/** A payment at the counter; amounts in fen. */
export type Contribution = {
  memberId: string;
  amount: Fen;
  months: CivilMonth[];
  creditedOn: CivilDate;
  balance: Fen;
};

/** Takes a payment for whole months, starting with the oldest unpaid month of the agreement in force (CJ-07, CJ-12). */
export async function contribute(context: Context, input: ContributeInput): Promise<Contribution> {
  const memberId = memberIdOf(input.memberId);
  const command = { name: 'contribute', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const account = await lockAccount(context, db, memberId);
    const agreement = await payableAgreement(context, db, account, input.month);
    refuseIneligible(account.city, await enrolmentOf(db, memberId), today);
    const least = context.policy(account.city, today).contribution.minimumDeposit?.value ?? 0n;
    if (input.amount < least) {
      throw new Refusal('AMOUNT_OUT_OF_BOUNDS', `A payment is at least ${yuanText(least)} yuan`, {
        field: 'amount',
        clause: 'HZ-02',
      });
    }
    const dues = await unpaidDues(db, agreement, today);
    startsWithOldest(account, dues, input.month);
    const months = await payDues(db, { account, agreement }, { dues, amount: input.amount, today });
    return { memberId, amount: input.amount, months, creditedOn: today, balance: await balanceOfMember(db, memberId) };
  });
}

// CJ-12: what was not paid under an agreement that has ended can never be paid.
async function payableAgreement(
  context: Context,
  db: Db,
  account: LockedAccount,
  month: CivilMonth,
): Promise<AgreementInForce> {
  const detail = { field: 'month', clause: clauseOf(account.city, 'rejoining') };
  const agreement = await agreementInForce(db, account.id);
  if (!agreement || month < agreement.firstMonth) {
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

async function balanceOfMember(db: Db, memberId: string): Promise<Fen> {
  const [row] = await rows<{ fen: Fen }>(
    db,
    'SELECT coalesce(sum(balance), 0)::bigint AS fen FROM ledger_account WHERE owner = $1',
    [memberId],
  );
  return row!.fen;
}
