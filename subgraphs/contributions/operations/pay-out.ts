import { rows } from '#service/database.ts';
import type { PayoutOrder } from '../adaptors/paying-bank.ts';
import type { Context } from '../context.ts';
import { openDebitAccount } from './debit-account.ts';
import { payoutKinds } from './payout-kinds.ts';
import { findPayout, type Payout } from './payouts.ts';
import { resolvePayout } from './resolve-payout.ts';

/**
 * HZ-04, CJ-13: orders the bank to pay what is held, and books its answer if it has one. Nothing is ordered of what is
 * resolved, nor after the last day: that is given back (`expire-payout.ts`).
 */
export async function payOut(context: Context, payoutId: string): Promise<void> {
  const payout = await findPayout(context.database, 'id', payoutId);
  if (payout?.status !== 'HELD' || !payoutKinds[payout.kind].paidByBank) return;
  if (payout.expiresOn < context.clock.today()) return;
  const answer = await context.payingBank.pay(await orderOf(context, payout));
  if (answer) await resolvePayout(context, payout.reference, answer);
}

async function orderOf(context: Context, payout: Payout): Promise<PayoutOrder> {
  const { reference, city, fen, requestedOn } = payout;
  return { reference, city, fen, requestedOn, account: await lastDebitAccount(context, payout.accountId) };
}

// The account that the member's last agreement named is theirs: it is what was debited, and what is paid to.
async function lastDebitAccount({ database, accounts }: Context, accountId: number): Promise<string | null> {
  const sql = 'SELECT id, debit_account AS sealed FROM agreement WHERE account_id = $1 ORDER BY number DESC LIMIT 1';
  const [last] = await rows<{ id: string; sealed: Buffer }>(database, sql, [accountId]);
  return last ? openDebitAccount(accounts, last.id, last.sealed) : null;
}
