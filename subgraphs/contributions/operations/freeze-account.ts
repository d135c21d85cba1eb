import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { FreezeAccountInput } from '../schema.generated.ts';
import { noteAccountEvent } from './account-events.ts';
import { type Freeze, findFreeze, setStatusByFreezes } from './freezes.ts';
import { type LockedAccount, lockAccount, memberIdOf } from './lock-account.ts';
import { closedAccount } from './open-account.ts';

/**
 * CJ-13: freezes an account at the word of an authority, wholly, for payments out, or an amount (JGJ/T 320 A.5 14). What
 * the bank was ordered to pay before is not called back.
 */
export async function freezeAccount(context: Context, input: FreezeAccountInput): Promise<Freeze> {
  const memberId = memberIdOf(input.memberId);
  const command = { name: 'freeze-account', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const account = await lockAccount(context, transaction.db, memberId);
    await refuseClosed(transaction, account);
    refuseMisstated(input, transaction);
    const [made] = await rows<{ id: string }>(
      transaction.db,
      `INSERT INTO account_freeze (member_id, account_id, kind, fen, authority, document, from_on, until_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [
        ...[memberId, account.id, input.kind, input.amount ?? null, input.authority.trim(), input.document.trim()],
        ...[transaction.today, input.until ?? null],
      ],
    );
    await setStatusByFreezes(transaction, account.id);
    await noteAccountEvent(transaction, account.id, '14', input.document.trim());
    return (await findFreeze(transaction.db, made!.id))!;
  });
}

async function refuseClosed({ db }: Transaction, account: LockedAccount): Promise<void> {
  const open = await rows(db, "SELECT FROM account WHERE id = $1 AND status NOT IN ('03', '04', '05')", [account.id]);
  if (open.length === 0) throw closedAccount(account.memberId);
}

function refuseMisstated(input: FreezeAccountInput, { today }: Transaction): void {
  const amount = input.amount ?? null;
  if ((input.kind === 'PARTIAL') !== (amount !== null) || (amount !== null && amount <= 0n)) {
    throw new Refusal('INVALID_INPUT', 'A partial freeze, and no other, names a positive amount', { field: 'amount' });
  }
  for (const field of ['authority', 'document'] as const) refuseUnnamed(input[field], field);
  if (input.until && input.until < today) {
    throw new Refusal('INVALID_INPUT', 'The last day has passed', { field: 'until' });
  }
}

/** CJ-13: refuses a name of an authority or a document that says nothing or too much: 1 to 200 characters. */
export function refuseUnnamed(text: string, field: string): void {
  const length = text.trim().length;
  if (length < 1 || length > 200) throw new Refusal('INVALID_INPUT', 'Expected 1 to 200 characters', { field });
}
