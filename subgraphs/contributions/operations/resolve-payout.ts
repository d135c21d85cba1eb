import type { CivilDate } from '#kernel/calendar.ts';
import { internalAccount, openAccount } from '#ledger/accounts.ts';
import { type Movement, post, reverse } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { PayoutOutcome } from '../adaptors/paying-bank.ts';
import type { Context } from '../context.ts';
import { type AnswerEffect, effectOf, type PayoutStatus } from '../rules/payout.ts';
import { payoutKinds } from './payout-kinds.ts';
import { findPayout, lockPayout, type Payout, partsOf } from './payouts.ts';

/** What members owe for payments that came after their money was given back (逾期付款待查). */
export const paidLateAccount = 'suspense:paid-late';

/**
 * HZ-04, CJ-13: takes an answer to a payout, known by its reference. Whatever order answers come in and however often,
 * the hold is settled or taken back once; money paid after it was taken back is booked to suspense for the staff. What is
 * settled is booked today, or on the day that another register has booked it.
 */
export async function resolvePayout(
  context: Context,
  reference: string,
  outcome: PayoutOutcome,
  bookedOn?: CivilDate,
): Promise<Payout> {
  const known = await findPayout(context.database, 'reference', reference);
  if (!known) throw new Error('The bank answers an order that was never given');
  const key = `payout-${reference}-${outcome}`;
  const command = { name: 'resolve-payout', subject: known.memberId, key, input: { reference, outcome } };
  return perform(context, command, async (transaction) => {
    const payout = await lockPayout(transaction.db, known.id);
    const effect = await recordAnswer(transaction, payout, outcome);
    if (effect === 'SETTLED') await settle(context, transaction, payout, bookedOn ?? transaction.today);
    if (effect === 'RELEASED') await release(context, transaction, payout, 'VOIDED');
    if (effect === 'LATE') await bookLate(transaction, payout);
    if (effect === 'LATE' || effect === 'CONTRADICTS')
      log.error({ payout: payout.id, effect }, 'an answer of the bank does not fit');
    return (await findPayout(transaction.db, 'id', payout.id))!;
  });
}

async function recordAnswer({ db, today }: Transaction, payout: Payout, outcome: PayoutOutcome): Promise<AnswerEffect> {
  const before = await rows<{ outcome: PayoutOutcome }>(db, 'SELECT outcome FROM payout_answer WHERE payout_id = $1', [
    payout.id,
  ]);
  if (before.some((answer) => answer.outcome === outcome)) return 'NONE';
  const effect = effectOf(outcome, payout.status, before.length > 0);
  await db.query('INSERT INTO payout_answer (payout_id, outcome, answered_on, effect) VALUES ($1, $2, $3, $4)', [
    payout.id,
    outcome,
    today,
    effect,
  ]);
  return effect;
}

async function settle(context: Context, transaction: Transaction, payout: Payout, on: CivilDate): Promise<void> {
  const { db, today } = transaction;
  const { code, to: account, whenPaid } = payoutKinds[payout.kind];
  for (const { pool, ledgerAccount, fen } of await partsOf(db, payout.id)) {
    const from = await openAccount(db, { city: payout.city, pool, owner: payout.memberId, segment: 'HELD' });
    const to = await internalAccount(db, { city: payout.city, pool, code: account });
    const movement = await post(db, { from, to, fen, code, bookedOn: on, run: `payout:${payout.id}` });
    await db.query('UPDATE payout_part SET settle_movement = $3 WHERE payout_id = $1 AND ledger_account = $2', [
      payout.id,
      ledgerAccount,
      movement.id,
    ]);
    await recordTaken(db, payout, movement);
  }
  await resolve(transaction, payout, 'PAID');
  await whenPaid(context, transaction, { ...payout, status: 'PAID', resolvedOn: today });
}

/** Takes a locked, held payout back: each segment has again what it gave, by a movement that names the hold. */
export async function release(
  context: Context,
  transaction: Transaction,
  payout: Payout,
  status: 'VOIDED' | 'EXPIRED',
): Promise<void> {
  const { db, today } = transaction;
  for (const { holdMovement } of await partsOf(db, payout.id)) await reverse(db, holdMovement, { bookedOn: today });
  await resolve(transaction, payout, status);
  await payoutKinds[payout.kind].whenReleased(context, transaction, { ...payout, status, resolvedOn: today });
}

/** CJ-15: writes down that money of a member was taken out for a reason, by a movement and on its day. */
export async function recordTaken(db: Db, payout: Payout, { id, bookedOn }: Movement): Promise<void> {
  if (payout.reasonCode === null) return;
  await db.query('INSERT INTO withdrawal (movement_id, account_id, reason_code, paid_on) VALUES ($1, $2, $3, $4)', [
    id,
    payout.accountId,
    payout.reasonCode,
    bookedOn,
  ]);
}

async function resolve({ db, today }: Transaction, payout: Payout, status: PayoutStatus): Promise<void> {
  const sql = "UPDATE payout SET status = $2, resolved_on = $3 WHERE id = $1 AND status = 'HELD' RETURNING id";
  const resolved = await rows(db, sql, [payout.id, status, today]);
  if (resolved.length !== 1) throw new Error('The payout was resolved already');
}

// The member owes the centre what the bank paid on an order that was taken back.
async function bookLate({ db, today }: Transaction, payout: Payout): Promise<void> {
  const { city } = payout;
  const run = `payout:${payout.id}`;
  for (const { pool, fen } of await partsOf(db, payout.id)) {
    const from = await internalAccount(db, { city, pool, code: paidLateAccount });
    const to = await internalAccount(db, { city, pool, code: 'bank:custody' });
    await post(db, { from, to, fen, code: '99', bookedOn: today, run });
  }
}
