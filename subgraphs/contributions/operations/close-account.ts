import { randomUUID } from 'node:crypto';
import { type Fen, sumFen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { internalAccount, openAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import type { ClosingSubsidy as ToldClosing } from '#service/event-types.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';
import { type ClosingGround, closingDemonstrationFigures, closingReasons, closingSegments } from '../rules/closing.ts';
import { type ClosingSubsidy, type ClosingSubsidyFacts, closingSubsidy } from '../rules/closing-subsidy.ts';
import type { CloseAccountInput } from '../schema.generated.ts';
import { sealAccounts } from './account-events.ts';
import { agreementInForce } from './agreement-in-force.ts';
import { readClosingFacts, readSubsidyFacts, segmentsOf } from './closing-facts.ts';
import { type Closing, closingOf } from './closings.ts';
import { holdPayout } from './hold-payout.ts';
import { requireHousehold } from './household.ts';
import { currentIdentity } from './identity-periods.ts';
import { accruedInterest } from './interest-accrued.ts';
import { type LockedAccount, memberIdOf } from './lock-account.ts';
import { flexiblePool } from './open-account.ts';
import { payInterestUntil } from './settle-accounts.ts';

const reasonCode = /^(0[1-9]|99)$/;

/**
 * CJ-13, HZ-04, HZ-08: closes an account (销户提取): with interest to the day and, where the city grants it, the subsidy
 * for never having borrowed (HZ-07), the flexible part is held for the bank to pay, and the agreement ends; the unit part
 * stays. Refused with every condition at once. The account is closed when the bank has paid (`closing-resolved.ts`).
 */
export async function closeAccount(context: Context, input: CloseAccountInput): Promise<Closing> {
  const memberId = memberIdOf(input.memberId);
  const command = { name: 'close-account', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const account = await requireHousehold(context, transaction.db, memberId);
    const ground = groundOf(context, account, input);
    await refuseUnlessMet(context, transaction, account);
    const interest = await payInterest(context, transaction, account);
    const subsidy = await paySubsidy(context, transaction, account, ground.ground);
    const before = await endAgreement(transaction, account);
    const { id } = await hold(context, transaction, account, input);
    await writeClosing(context, transaction, { id, account, ...ground, ...before, interest, subsidy });
    return (await closingOf(transaction.db, id))!;
  });
}

// As the schema has them, for whoever asks without it.
const withDefaults = (input: CloseAccountInput) => ({
  ground: input.ground ?? 'MEMBER_WISH',
  caseReference: input.caseReference ?? null,
  reasonCode: input.reasonCode ?? '99',
});

type Ground = { ground: ClosingGround; caseReference: string | null };

function groundOf(context: Context, { city }: LockedAccount, input: CloseAccountInput): Ground {
  const { ground, caseReference } = withDefaults(input);
  if (!reasonCode.test(withDefaults(input).reasonCode)) {
    throw new Refusal('INVALID_INPUT', 'Not a reason of JGJ/T 320 A.7: 01 to 09, or 99', { field: 'reasonCode' });
  }
  if (ground === 'MEMBER_WISH') {
    if (caseReference === null) return { ground, caseReference };
    throw new Refusal('INVALID_INPUT', 'Only a breach has a case', { field: 'caseReference' });
  }
  const measures = context.policy(city, context.clock.today()).breach?.measures;
  if (context.caller.audience === 'member' || !measures?.value.includes('close-account')) {
    const clause = measures ? 'HZ-08' : clauseOf(city, 'closing');
    throw new Refusal('NOT_ELIGIBLE', 'Not an account that may be closed for a breach', { field: 'ground', clause });
  }
  if (!caseReference?.trim() || caseReference.length > 100) {
    const detail = { field: 'caseReference', clause: 'HZ-08' };
    throw new Refusal('INVALID_INPUT', 'A breach has its case, in 1 to 100 characters', detail);
  }
  return { ground, caseReference };
}

async function refuseUnlessMet(context: Context, { db, today }: Transaction, account: LockedAccount): Promise<void> {
  const policy = context.policy(account.city, today);
  const facts = await readClosingFacts(context, db, account, today);
  const segments = closingSegments(policy);
  const owned = (await segmentsOf(db, account.memberId)).filter(
    ({ pool, segment }) => pool === flexiblePool && (segments as readonly string[]).includes(segment),
  );
  const accrued = await accruedInterest(context, db, account, { pool: flexiblePool, on: today });
  const payable = sumFen(owned.map(({ fen }) => fen)) + (segments.includes('INTEREST') ? accrued.fen : 0n);
  const reasons = closingReasons(policy, { ...facts, payable });
  if (reasons.every(({ met }) => met)) return;
  const clause = clauseOf(account.city, 'closing');
  throw new Refusal('NOT_ELIGIBLE', 'The account may not be closed; the reasons say why', { clause, reasons });
}

type Paid = { fen: Fen; movement: string | null };

async function payInterest(context: Context, { db, today }: Transaction, account: LockedAccount): Promise<Paid> {
  const { fen } = await payInterestUntil(context, db, account, { pool: flexiblePool, on: today });
  if (fen === 0n) return { fen, movement: null };
  const of = { city: account.city, pool: flexiblePool, owner: account.memberId, segment: 'INTEREST' };
  const [movement] = await rows<{ id: string }>(
    db,
    'SELECT id::text AS id FROM movement WHERE to_account = $1 AND booked_on = $2 AND run = $3',
    [await openAccount(db, of), today, `interest:${today}`],
  );
  return { fen, movement: movement!.id };
}

type PaidSubsidy = Paid & { award: string | null; terms: ClosingSubsidy | null; facts: ClosingSubsidyFacts };

async function paySubsidy(
  context: Context,
  { db, today }: Transaction,
  account: LockedAccount,
  ground: ClosingGround,
): Promise<PaidSubsidy> {
  const { city, memberId } = account;
  const facts = await readSubsidyFacts(db, account, { ground, on: today });
  const terms = closingSubsidy(context.policy(city, today), facts);
  if (!terms) return { fen: 0n, movement: null, award: null, terms, facts };
  const award = randomUUID();
  const from = await internalAccount(db, { city, pool: flexiblePool, code: 'expense:subsidy' });
  const to = await openAccount(db, { city, pool: flexiblePool, owner: memberId, segment: 'SUBSIDY' });
  const run = `subsidy:${award}`;
  const movement = await post(db, { from, to, fen: terms.fen, code: '99', bookedOn: today, run });
  return { fen: terms.fen, movement: movement.id, award, terms, facts };
}

// Of whoever is in a unit only the flexible part is closed: the account stays as the unit pays into it (CJ-10).
async function isInUnit(db: Db, memberId: string): Promise<boolean> {
  return (await currentIdentity(db, memberId))?.identity === 'UNIT';
}

type Before = { agreementId: string | null; statusBefore: string };

async function endAgreement(transaction: Transaction, account: LockedAccount): Promise<Before> {
  const { db, today } = transaction;
  const agreement = await agreementInForce(db, account.id);
  if (agreement) {
    await db.query("UPDATE agreement SET status = 'TERMINATED', ended_on = $2 WHERE id = $1", [agreement.id, today]);
  }
  const [before] = await rows<{ status: string }>(db, 'SELECT status FROM account WHERE id = $1', [account.id]);
  if (!(await isInUnit(db, account.memberId))) await sealAccounts(transaction, [account.id], '销户办理中');
  return { agreementId: agreement?.id ?? null, statusBefore: before!.status };
}

async function hold(context: Context, transaction: Transaction, account: LockedAccount, input: CloseAccountInput) {
  const { db, today } = transaction;
  const segments: readonly string[] = closingSegments(context.policy(account.city, today));
  const owned = await segmentsOf(db, account.memberId);
  const parts = owned.filter(({ pool, segment }) => pool === flexiblePool && segments.includes(segment));
  const { reasonCode, caseReference } = withDefaults(input);
  return holdPayout(context, transaction, { account, kind: 'CLOSING', parts, reasonCode, evidence: caseReference });
}

type Written = { id: string; account: LockedAccount; interest: Paid; subsidy: PaidSubsidy } & Ground & Before;

async function writeClosing(context: Context, { db, today }: Transaction, closing: Written): Promise<void> {
  const { account, interest, subsidy } = closing;
  const figures = subsidy.terms?.figures.map(({ name, text, from, reference, status }) => ({
    ...{ name, text, from, reference, status },
  }));
  await db.query(
    `INSERT INTO closing (payout_id, account_id, ground, case_reference, agreement_id, status_before, interest_fen,
       interest_movement, subsidy_fen, subsidy_movement, subsidy_award, subsidy_reference, subsidy_figures, demonstration_figures,
       subsidy_facts)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      closing.id,
      account.id,
      closing.ground,
      closing.caseReference,
      closing.agreementId,
      closing.statusBefore,
      interest.fen,
      interest.movement,
      subsidy.fen,
      subsidy.movement,
      subsidy.award,
      subsidy.terms?.reference ?? null,
      figures ? JSON.stringify(figures) : null,
      closingDemonstrationFigures(context.policy(account.city, today)),
      JSON.stringify(toldFacts(subsidy.facts)),
    ],
  );
}

const toldFacts = ({ ground, everLent, interestEarned, contributed }: ClosingSubsidyFacts): ToldClosing['facts'] => ({
  ...{ ground, everLent, interestEarnedFen: String(interestEarned), contributedFen: String(contributed) },
});
