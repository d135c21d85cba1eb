import type { Fen } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { type CityCode, isCityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import type { OutInfo } from '../adaptors/transfer-platform.ts';
import { addsUp } from '../rules/transfer-letter.ts';
import { type Effect, transferEnd } from '../rules/transfer-status.ts';
import { takesNothingIn } from './freezes.ts';
import type { Transfer } from './transfers.ts';
import { unitAccount, unitPool } from './unit-accounts.ts';

/**
 * What a message did: moved a transfer on, came late, contradicted what is known, did not add up, was noted, was booked
 * to the member, or brought money that is in suspense.
 */
export type MessageEffect = Effect | 'rejected' | 'noted' | 'booked' | 'suspended';

/** What a message did and, of money that went to suspense, in which city and by which movement. */
export type Taken = { effect: MessageEffect; suspended?: { city: CityCode; movement: string } };

/**
 * CJ-10, HZ-12: what the sending centre says it sends. Rejected unless TranAmt = OrAcctAmt + Yinter; the money is the
 * member's when both have come, the word and the money, and they agree.
 */
export async function takeInfo(transaction: Transaction, transfer: Transfer, info: OutInfo): Promise<Taken> {
  if (transfer.direction !== 'IN' || !addsUp(info)) return { effect: 'rejected' };
  const { principal, interest } = info;
  if (transfer.principal !== null) {
    return { effect: transfer.principal === principal && transfer.interest === interest ? 'late' : 'contradicts' };
  }
  await transaction.db.query('UPDATE transfer SET principal = $2, interest = $3 WHERE id = $1', [
    transfer.id,
    principal,
    interest,
  ]);
  if (transfer.receivedFen === null) return { effect: 'noted' };
  if (!(await mayCredit(transaction, transfer, info.amount, transfer.receivedFen))) return { effect: 'contradicts' };
  await credit(transaction, transfer, info.amount, 'suspense:transfer-in');
  return { effect: 'booked' };
}

/**
 * CJ-10, HZ-12: money that the bank was sent for a contact letter: the member's where the sending centre's word agrees
 * with it, else in suspense until it does, or for the staff. No notice is booked twice, and no money is dropped.
 */
export async function takeCredit(
  transaction: Transaction,
  transfer: Transfer | undefined,
  { letter, fen }: { letter: string; fen: Fen },
): Promise<Taken> {
  const first = transfer?.direction === 'IN' && transfer.receivedFen === null;
  if (transfer && first && transfer.principal !== null) {
    const told = transfer.principal + (transfer.interest ?? 0n);
    if (await mayCredit(transaction, transfer, told, fen)) {
      await transaction.db.query('UPDATE transfer SET received_fen = $2 WHERE id = $1', [transfer.id, fen]);
      await credit(transaction, transfer, fen, 'bank:custody');
      return { effect: 'booked' };
    }
  }
  const city = transfer?.city ?? letter.slice(0, 6);
  if (!isCityCode(city)) throw new Error('Money came for a contact letter of no centre of ours');
  const movement = await suspend(transaction, city, letter, fen);
  if (first) {
    await transaction.db.query('UPDATE transfer SET received_fen = $2, suspense_movement = $3 WHERE id = $1', [
      transfer.id,
      fen,
      movement,
    ]);
  }
  return { effect: 'suspended', suspended: { city, movement } };
}

/**
 * CJ-10, HZ-12: what came and agrees, and was kept in suspense because the account took no money on that day, is the
 * member's as soon as it does; whether it is now. The transfer is locked.
 */
export async function creditSuspended(transaction: Transaction, transfer: Transfer): Promise<boolean> {
  const { receivedFen, principal, interest, suspenseMovement, movementId } = transfer;
  if (receivedFen === null || principal === null || suspenseMovement === null || movementId !== null) return false;
  if (!(await mayCredit(transaction, transfer, principal + (interest ?? 0n), receivedFen))) return false;
  await credit(transaction, transfer, receivedFen, 'suspense:transfer-in');
  return true;
}

/** Whether what came is what was told, the transfer was not called off, and the account still takes money. */
async function mayCredit(at: Transaction, transfer: Transfer, told: Fen, received: Fen): Promise<boolean> {
  const end = transferEnd(transfer.statusCode);
  if (told !== received || end === 'cancelled' || end === 'failed') return false;
  const open = "SELECT FROM account WHERE id = $1 AND status NOT IN ('03', '04', '05')";
  if ((await rows(at.db, open, [transfer.accountId])).length === 0) return false;
  return !(await takesNothingIn(at, transfer.accountId!));
}

async function credit(
  { db, today }: Transaction,
  transfer: Transfer,
  fen: Fen,
  source: 'bank:custody' | 'suspense:transfer-in',
): Promise<void> {
  const from = await internalAccount(db, { city: transfer.city, pool: unitPool, code: source });
  const to = await unitAccount(db, transfer, 'TRANSFERRED_IN');
  const run = `transfer:${transfer.letter}`;
  const movement = await post(db, { from, to, fen, code: '08', bookedOn: today, run });
  await db.query('UPDATE transfer SET movement_id = $2 WHERE id = $1', [transfer.id, movement.id]);
}

async function suspend({ db, today }: Transaction, city: CityCode, letter: string, fen: Fen): Promise<string> {
  const from = await internalAccount(db, { city, pool: unitPool, code: 'bank:custody' });
  const to = await internalAccount(db, { city, pool: unitPool, code: 'suspense:transfer-in' });
  const movement = await post(db, { from, to, fen, code: '99', bookedOn: today, run: `transfer:${letter}` });
  return movement.id;
}
