import { randomUUID } from 'node:crypto';
import { type CivilDate, type CivilMonth, monthOf } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';
import { refuseIneligible } from '../rules/eligibility.ts';
import { monthlyAmount } from '../rules/monthly-amount.ts';
import type { SignAgreementInput } from '../schema.generated.ts';
import { unsealAccounts } from './account-events.ts';
import { type AgreementInForce, agreementInForce, refuseWhileDebited } from './agreement-in-force.ts';
import { type AgreementText, textToSign } from './agreement-text.ts';
import { endLapsed, lapsedOn } from './arrears.ts';
import { allThrough, createDues } from './create-dues.ts';
import { sealDebitAccount } from './debit-account.ts';
import { awaitFirst, awaitsFirst, completeOpening, firstContribution, takeFirst } from './first-contribution.ts';
import { type Enrolment, type LockedAccount, lockEnrolment, memberIdOf } from './lock-account.ts';
import { openAccount } from './open-account.ts';
import { monthAfterLastPaid } from './pay-dues.ts';
import { type AgreementView, readAgreement } from './read-agreements.ts';

/**
 * Signs the agreement of an approved applicant and opens the account at the first signing, with its first contribution
 * where the city asks for it (CJ-05, CJ-07, CJ-08, HZ-02); a later one is new and owes nothing of the past (CJ-12).
 */
export async function signAgreement(context: Context, input: SignAgreementInput): Promise<AgreementView> {
  const memberId = memberIdOf(input.memberId);
  const command = { name: 'sign-agreement', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    const enrolment = mayJoin(context, await lockEnrolment(context, db, memberId), today);
    const policy = context.policy(enrolment.city, today);
    const monthly = monthlyAmount(policy, input);
    const text = textToSign(policy, input.textDigest);
    const { account, opened, reopened } = await openAccount(db, enrolment, today);
    await endIfLapsed(context, db, account);
    const awaited = await awaitsFirst(db, account.id);
    const first = firstContribution(policy, input.firstContribution, opened || reopened || awaited);
    const agreement = await insertAgreement(context, db, {
      ...input,
      monthly,
      memberId,
      accountId: account.id,
      today,
      text,
    });
    const range = { city: account.city, first: account.id, last: account.id };
    await createDues(db, range, allThrough(monthOf(today)), { dueOn: today });
    const paid = first !== null && (await takeFirst(context, transaction, { account, agreement }, first));
    const open = paid || !policy.contribution.firstContributionAtOpening.value;
    if (!open && (opened || reopened || awaited)) await awaitFirst(db, account.id);
    else if (opened || awaited) await completeOpening(transaction, account);
    await unsealAccounts({ db, today }, [account.id]);
    return readAgreement(context, db, agreement.id);
  });
}

// Nobody knows the city of somebody unknown: it is the caller's own.
function mayJoin({ caller }: Context, enrolment: Enrolment | undefined, today: CivilDate): Enrolment {
  if (!enrolment) {
    const [city = '652300'] = caller.cities;
    const clause = clauseOf(city, 'approval');
    throw new Refusal('NOT_APPROVED', 'No approved application of this member is known', { clause });
  }
  refuseIneligible(enrolment.city, enrolment, today);
  return enrolment;
}

// CJ-07 one agreement in force; CJ-11 one that has ended by itself is ended before the next; CJ-12 no month is paid twice.
async function endIfLapsed(context: Context, db: Db, account: LockedAccount): Promise<void> {
  await refuseWhileDebited(db, account.id);
  const agreement = await agreementInForce(db, account.id);
  if (!agreement) return;
  const ended = await lapsedOn(context, db, account, agreement);
  if (ended === null) {
    const clause = clauseOf(account.city, 'payment');
    throw new Refusal('AGREEMENT_ACTIVE', 'An agreement is in force already', { clause });
  }
  await endLapsed(db, [{ account: account.id, agreement: agreement.id }], ended);
}

type Signing = SignAgreementInput & { accountId: number; monthly: Fen; today: CivilDate; text: AgreementText };

async function insertAgreement({ accounts }: Context, db: Db, signing: Signing): Promise<AgreementInForce> {
  if (!/^\d{12,32}$/.test(signing.debitAccount)) {
    throw new Refusal('INVALID_INPUT', 'A debit account has 12 to 32 digits', { field: 'debitAccount' });
  }
  const firstMonth = await firstMonthOf(db, signing.accountId, signing.today);
  const id = randomUUID();
  const sealed = sealDebitAccount(accounts, id, signing.debitAccount);
  const [agreement] = await rows<AgreementInForce>(
    db,
    `INSERT INTO agreement (id, member_id, account_id, city, number, status, mode, debit_account, signed_on, first_month, due_next,
       text_version, text_digest)
     SELECT $7, member_id, id, city, city || '-' || $4::text || '-' || lpad(nextval('agreement_number')::text, 7, '0'),
       'ACTIVE', $2, $3, $5, $6, $6, $8, $9 FROM account WHERE id = $1
     RETURNING id, mode, first_month AS "firstMonth", due_next AS "dueNext"`,
    [
      signing.accountId,
      signing.mode,
      sealed,
      signing.today.slice(0, 4),
      signing.today,
      firstMonth,
      id,
      signing.text.version,
      signing.text.digest,
    ],
  );
  await db.query(
    `INSERT INTO plan_version (agreement_id, version, from_month, base, ratio, monthly, decided_on)
     VALUES ($1, 1, $2, $3, $4, $5, $6)`,
    [agreement!.id, firstMonth, signing.base, signing.ratio, signing.monthly, signing.today],
  );
  return agreement!;
}

// CJ-12: from the month of signing; a month that an earlier agreement has prepaid is not paid twice.
async function firstMonthOf(db: Db, accountId: number, today: CivilDate): Promise<CivilMonth> {
  const now = monthOf(today);
  const afterPaid = await monthAfterLastPaid(db, accountId);
  return afterPaid !== null && afterPaid > now ? afterPaid : now;
}
