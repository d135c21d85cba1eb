import { addDays } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { openAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { PayoutKind } from '../rules/payout.ts';
import { refuseFrozenOut } from './freezes.ts';
import type { LockedAccount } from './lock-account.ts';
import { payoutKinds } from './payout-kinds.ts';
import { findPayout, type Payout } from './payouts.ts';

/** What is to be paid out of a locked account: how much of each segment, in fen. */
export type Holding = {
  account: LockedAccount;
  kind: PayoutKind;
  parts: readonly { ledgerAccount: number; pool: string; segment: string; fen: Fen }[];
  /** JGJ/T 320 A.7; null for a transfer. */
  reasonCode: string | null;
  /** The reference of the evidence that was shown. */
  evidence?: string | null;
  /** By which the loan register knows an offset; any other is given one. */
  reference?: string;
};

/**
 * HZ-04, CJ-13: holds money of a locked account for a payout, as 待付 of the same owner and pool, until the bank has
 * answered. One payout is in flight at a time; refuses a frozen account and more than a segment holds.
 */
export async function holdPayout(context: Context, transaction: Transaction, holding: Holding): Promise<Payout> {
  const { db, emit } = transaction;
  const { account, kind } = holding;
  await refuseInFlight(transaction, account.id);
  const parts = holding.parts.filter(({ fen }) => fen > 0n);
  const fen = sumFen(parts.map((part) => part.fen));
  if (fen <= 0n) throw new Refusal('BALANCE_TOO_LOW', 'There is nothing to pay out');
  await refuseFrozenOut(transaction, account, fen);
  const payout = await insertPayout(context, transaction, holding, fen);
  for (const part of parts) await holdPart(transaction, payout, part);
  if (payoutKinds[kind].paidByBank) emit({ type: 'payout-held', payoutId: payout.id, memberId: account.memberId });
  return (await findPayout(db, 'id', payout.id))!;
}

/** Refuses IN_PROGRESS while money of a locked account is held for a payout. */
async function refuseInFlight({ db }: Pick<Transaction, 'db'>, accountId: number): Promise<void> {
  const held = await rows(db, "SELECT FROM payout WHERE account_id = $1 AND status = 'HELD'", [accountId]);
  if (held.length > 0) throw new Refusal('IN_PROGRESS', 'A payout is under way; the bank has not answered yet');
}

async function insertPayout(
  context: Context,
  { db, today }: Transaction,
  { account, kind, reasonCode, evidence, reference }: Holding,
  fen: Fen,
): Promise<{ id: string; city: string; memberId: string }> {
  const policy = context.policy(account.city, today);
  const [payout] = await rows<{ id: string }>(
    db,
    `INSERT INTO payout (member_id, account_id, city, kind, fen, reason_code, evidence, status, requested_on, decide_by, expires_on,
       reference)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'HELD', $8, $9, $10, coalesce($11::uuid, gen_random_uuid())) RETURNING id`,
    [
      account.memberId,
      account.id,
      account.city,
      kind,
      fen,
      reasonCode,
      evidence ?? null,
      today,
      addDays(today, policy.national.loan.withdrawalDays.value),
      addDays(today, policy.withdrawal.holdDays.value),
      reference ?? null,
    ],
  );
  return { id: payout!.id, city: account.city, memberId: account.memberId };
}

async function holdPart(
  { db, today }: Transaction,
  payout: { id: string; city: string; memberId: string },
  part: Holding['parts'][number],
): Promise<void> {
  const { pool, segment, ledgerAccount, fen } = part;
  const held = await openAccount(db, { city: payout.city, pool, owner: payout.memberId, segment: 'HELD' });
  const run = `payout:${payout.id}`;
  const movement = await post(db, { from: ledgerAccount, to: held, fen, code: '99', bookedOn: today, run });
  await db.query(
    `INSERT INTO payout_part (payout_id, ledger_account, pool, segment, fen, hold_movement) VALUES ($1, $2, $3, $4, $5, $6)`,
    [payout.id, ledgerAccount, pool, segment, fen, movement.id],
  );
}
