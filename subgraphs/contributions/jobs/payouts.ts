import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { tryEach } from '#service/try-each.ts';
import type { PayoutOutcome } from '../adaptors/paying-bank.ts';
import type { Context } from '../context.ts';
import { openDebitAccount } from '../operations/debit-account.ts';
import { expirePayout } from '../operations/expire-payout.ts';
import { payoutKinds } from '../operations/payout-kinds.ts';
import { findPayout, type Payout, payoutColumns } from '../operations/payouts.ts';
import { resolvePayout } from '../operations/resolve-payout.ts';

/** HZ-04, CJ-13: orders the bank to pay what is held, and books its answer if it has one; nothing for what is resolved. */
export async function payOut(context: Context, payoutId: string): Promise<void> {
  const payout = await findPayout(context.database, 'id', payoutId);
  if (payout?.status !== 'HELD' || !payoutKinds[payout.kind].paidByBank) return;
  await book(context, payout, await context.payingBank.pay(await orderOf(context, payout)));
}

/**
 * HZ-04: sends every order of a city again that the bank has not answered. One whose last day has passed is only asked
 * for, and given back when the bank still does not know.
 */
export async function payOutHeld(context: Context, city: CityCode): Promise<void> {
  await tryEach(await heldIn(context, city), async (payout) => {
    if (payout.expiresOn >= context.clock.today()) return payOut(context, payout.id);
    const answer = await context.payingBank.ask(payout.reference);
    return answer ? book(context, payout, answer) : expirePayout(context, payout);
  });
}

async function book(context: Context, payout: Payout, answer: PayoutOutcome | undefined): Promise<void> {
  if (answer) await resolvePayout(context, payout.reference, answer);
}

async function heldIn({ database }: Context, city: CityCode): Promise<Payout[]> {
  const sql = `SELECT ${payoutColumns} FROM payout p WHERE p.city = $1 AND p.status = 'HELD' ORDER BY p.ordinal`;
  const held = await rows<Payout>(database, sql, [city]);
  return held.filter(({ kind }) => payoutKinds[kind].paidByBank);
}

async function orderOf(context: Context, { reference, city, fen, accountId, requestedOn }: Payout) {
  return { reference, city, fen, requestedOn, account: await lastDebitAccount(context, accountId) };
}

// The account that the member's last agreement named is theirs: it is what was debited, and what is paid to.
async function lastDebitAccount({ database, accounts }: Context, accountId: number): Promise<string | null> {
  const sql = 'SELECT id, debit_account AS sealed FROM agreement WHERE account_id = $1 ORDER BY number DESC LIMIT 1';
  const [last] = await rows<{ id: string; sealed: Buffer }>(database, sql, [accountId]);
  return last ? openDebitAccount(accounts, last.id, last.sealed) : null;
}
