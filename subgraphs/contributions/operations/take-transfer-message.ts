import type { Fen } from '#kernel/money.ts';
import { type Db, rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { TransferMessage } from '../adaptors/transfer-platform.ts';
import type { Context } from '../context.ts';
import { effectOf, transferEnd } from '../rules/transfer-status.ts';
import { findPayout } from './payouts.ts';
import { resolvePayout } from './resolve-payout.ts';
import { type MessageEffect, type Taken, takeCredit, takeInfo } from './transfer-money.ts';
import { findTransfer, lockTransfer, type Transfer } from './transfers.ts';

/**
 * CJ-10, HZ-12: takes one message of the platform, or the bank's notice of money, about a contact letter. It has its
 * effect once, whatever order messages come in and however often; what contradicts is written down for the staff.
 */
export async function takeTransferMessage(context: Context, message: TransferMessage): Promise<MessageEffect> {
  const { database } = context;
  const before = await effectTaken(database.manager, message.id);
  if (before) return before;
  const known = await findTransfer(database, 'letter', message.letter);
  // Money for a letter that nobody wrote is kept all the same: its first six digits say in which city.
  const subject = known?.memberId ?? message.letter.slice(0, 6);
  const input = { ...message, city: known?.city ?? null };
  const command = { name: 'take-transfer-message', subject, key: `transfer:${message.id}`, input };
  if (known && message.kind === 'STATUS') await resolveSent(context, known, message);
  return perform(context, command, async (transaction) => {
    const { db } = transaction;
    const transfer = known && (await lockTransfer(db, known));
    const again = await effectTaken(db, message.id);
    if (again) return again;
    const taken = await take(transaction, transfer, message);
    const { effect } = taken;
    await record(transaction, message, taken);
    if (effect === 'contradicts' || effect === 'rejected' || effect === 'suspended') {
      log.error(
        { transfer: transfer?.id, message: message.kind, effect },
        'a message of the transfer platform does not fit',
      );
    }
    return effect;
  });
}

async function take(
  transaction: Transaction,
  transfer: Transfer | undefined,
  message: TransferMessage,
): Promise<Taken> {
  if (message.kind === 'CREDIT') return takeCredit(transaction, transfer, message);
  if (!transfer) return { effect: 'rejected' };
  return message.kind === 'INFO'
    ? takeInfo(transaction, transfer, message.info)
    : takeStatus(transaction, transfer, message);
}

type StatusMessage = Extract<TransferMessage, { kind: 'STATUS' }>;

async function takeStatus(
  { db, today }: Transaction,
  transfer: Transfer,
  { status, reason }: StatusMessage,
): Promise<Taken> {
  const effect = effectOf(transfer.statusCode, status);
  if (effect !== 'moves') return { effect };
  const end = transferEnd(status);
  // The money is the member's already: that it was never sent is for the staff to clear up with the other centre.
  if (transfer.movementId !== null && (end === 'cancelled' || end === 'failed')) return { effect: 'contradicts' };
  await db.query(
    `UPDATE transfer SET status = $2, reason = coalesce($3, reason), ended_on = $4,
       unsent = CASE WHEN $4::date IS NULL THEN unsent END WHERE id = $1`,
    [transfer.id, status, reason ?? null, end && today],
  );
  return { effect };
}

// What this centre holds for another is settled, or taken back, in a transaction of its own, which is done once; if the
// message is not noted after it, it comes again.
async function resolveSent(context: Context, transfer: Transfer, { status }: StatusMessage): Promise<void> {
  const end = transferEnd(status);
  if (end === null || transfer.payoutId === null) return;
  const payout = await findPayout(context.database, 'id', transfer.payoutId);
  await resolvePayout(context, payout!.reference, end === 'done' ? 'paid' : 'refused');
}

async function effectTaken(db: Db, id: string): Promise<MessageEffect | undefined> {
  const [taken] = await rows<{ effect: MessageEffect }>(db, 'SELECT effect FROM transfer_message WHERE id = $1', [id]);
  return taken?.effect;
}

async function record({ db, today }: Transaction, message: TransferMessage, taken: Taken): Promise<void> {
  const { id, letter, kind } = message;
  const { effect, suspended } = taken;
  await db.query(
    `INSERT INTO transfer_message (id, letter, kind, status, fen, effect, received_on, city, suspended)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[id, letter, kind, kind === 'STATUS' ? message.status : null, fenOf(message), effect, today],
      ...[suspended?.city ?? null, suspended?.movement ?? null],
    ],
  );
}

function fenOf(message: TransferMessage): Fen | null {
  if (message.kind === 'CREDIT') return message.fen;
  return message.kind === 'INFO' ? message.info.amount : null;
}
