import type { Fen } from '#kernel/money.ts';
import { reverse } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import type { ClosingSubsidy } from '#service/event-types.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { noteAccountEvent, unsealAccounts } from './account-events.ts';
import { endInterest } from './end-interest.ts';
import { currentIdentity } from './identity-periods.ts';
import { flexiblePool } from './open-account.ts';
import type { Payout } from './payouts.ts';

type Kept = {
  agreementId: string | null;
  statusBefore: string;
  subsidyFen: Fen;
  subsidyMovement: string | null;
  subsidyAward: string | null;
  subsidyReference: string | null;
  subsidyFigures: ClosingSubsidy['figures'] | null;
  subsidyFacts: ClosingSubsidy['facts'] | null;
};

/**
 * CJ-13, HZ-07: the bank has paid the flexible part: the account is closed (05 提取销户), or sealed (02 封存) while money of
 * another part stays in it, and the subsidy is told. The account is locked.
 */
export async function finishClosing(context: Context, transaction: Transaction, payout: Payout): Promise<void> {
  const { db } = transaction;
  await takeBackInterest(transaction, payout);
  await endInterest(context, transaction, payout, flexiblePool);
  if ((await currentIdentity(db, payout.memberId))?.identity !== 'UNIT') await endAccount(transaction, payout);
  const kept = await keptOf(db, payout.id);
  if (kept.subsidyAward !== null) tellSubsidy(transaction, payout, kept);
}

// Of whoever is in a unit only the flexible part is closed: the account stays as the unit pays into it (CJ-10).
async function endAccount(transaction: Transaction, payout: Payout): Promise<void> {
  const { db } = transaction;
  const [left] = await rows<{ fen: Fen }>(
    db,
    'SELECT coalesce(sum(balance), 0)::bigint AS fen FROM ledger_account WHERE owner = $1',
    [payout.memberId],
  );
  const status = left!.fen > 0n ? '02' : '05';
  await db.query('UPDATE account SET status = $2 WHERE id = $1', [payout.accountId, status]);
  if (status === '02') await noteAccountEvent(transaction, payout.accountId, '05', '灵活就业缴存部分已销户');
}

/**
 * CJ-13: the bank has not paid: the agreement is in force again and the account as it was; the money is back already. The
 * subsidy is taken back by its reversal, interest to the day stays. The account is locked.
 */
export async function undoClosing(_: Context, transaction: Transaction, payout: Payout): Promise<void> {
  const { db, today } = transaction;
  const kept = await keptOf(db, payout.id);
  if (kept.subsidyMovement !== null) await reverse(db, kept.subsidyMovement, { bookedOn: today });
  // Of whoever had none in force only the money comes back: whether a unit pays in is not for the closing to say.
  if (kept.agreementId === null) return;
  if ((await currentIdentity(db, payout.memberId))?.identity === 'UNIT') {
    // They joined a unit meanwhile, which would have ended the agreement too (CJ-10).
    await db.query("UPDATE agreement SET status = 'CONVERTED' WHERE id = $1", [kept.agreementId]);
    return;
  }
  await db.query("UPDATE agreement SET status = 'ACTIVE', ended_on = NULL WHERE id = $1", [kept.agreementId]);
  if (kept.statusBefore === '01') await unsealAccounts(transaction, [payout.accountId], '销户未办结');
}

// Money that is on its way out on closing bears no interest: what a settlement day added meanwhile is taken back.
async function takeBackInterest({ db, today }: Transaction, payout: Payout): Promise<void> {
  const added = await rows<{ id: string }>(
    db,
    `SELECT m.id::text FROM account acc JOIN movement m ON m.to_account = acc.interest
     WHERE acc.id = $1 AND m.code = '09' AND m.reverses IS NULL AND m.booked_on > $2
       AND NOT EXISTS (SELECT FROM movement r WHERE r.reverses = m.id) ORDER BY m.id`,
    [payout.accountId, payout.requestedOn],
  );
  for (const { id } of added) await reverse(db, id, { bookedOn: today });
}

async function keptOf(db: Db, payoutId: string): Promise<Kept> {
  const [kept] = await rows<Kept>(
    db,
    `SELECT agreement_id AS "agreementId", status_before AS "statusBefore", subsidy_fen AS "subsidyFen",
       subsidy_movement::text AS "subsidyMovement", subsidy_award AS "subsidyAward",
       subsidy_reference AS "subsidyReference", subsidy_figures AS "subsidyFigures",
       subsidy_facts AS "subsidyFacts"
     FROM closing WHERE payout_id = $1`,
    [payoutId],
  );
  return kept!;
}

function tellSubsidy({ emit }: Transaction, { memberId, city, resolvedOn }: Payout, kept: Kept): void {
  emit({
    type: 'closing-subsidy-paid',
    awardId: kept.subsidyAward!,
    memberId,
    city,
    clause: 'HZ-07',
    fen: kept.subsidyFen.toString(),
    paidOn: resolvedOn!,
    movementId: kept.subsidyMovement!,
    reference: kept.subsidyReference!,
    figures: kept.subsidyFigures!,
    ...(kept.subsidyFacts ? { facts: kept.subsidyFacts } : {}),
  });
}
