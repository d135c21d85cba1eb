import { Refusal } from '#kernel/refusal.ts';
import type { Db } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { UnfreezeAccountInput } from '../schema.generated.ts';
import { noteAccountEvent } from './account-events.ts';
import { refuseUnnamed } from './freeze-account.ts';
import { type Freeze, findFreeze, setStatusByFreezes } from './freezes.ts';
import { findAccount, lockAccount } from './lock-account.ts';

/** CJ-13: lifts a freeze at the word of the authority (JGJ/T 320 A.5 15). */
export async function unfreezeAccount(context: Context, input: UnfreezeAccountInput): Promise<Freeze> {
  const known = isId(input.freezeId) ? await findFreeze(context.database, input.freezeId) : undefined;
  if (!known) throw noSuchFreeze();
  const command = { name: 'unfreeze-account', subject: known.memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    await lockAccount(context, transaction.db, known.memberId).catch(() => {
      throw noSuchFreeze();
    });
    refuseUnnamed(input.document, 'document');
    const freeze = await standingFreeze(transaction.db, known.id);
    await lift(transaction, freeze, input.document.trim());
    return (await findFreeze(transaction.db, known.id))!;
  });
}

/** CJ-13: ends a freeze whose last day has passed; nothing where somebody has lifted it meanwhile. */
export async function endFreeze(context: Context, { id, memberId }: Freeze): Promise<void> {
  const command = { name: 'end-freeze', subject: memberId, key: `freeze-${id}-ended`, input: { id } };
  await perform(context, command, async (transaction) => {
    await findAccount(transaction.db, memberId);
    const freeze = (await findFreeze(transaction.db, id))!;
    if (freeze.liftedOn === null) await lift(transaction, freeze, freeze.document);
    return null;
  });
}

const noSuchFreeze = () => new Refusal('NOT_FOUND', 'There is no such freeze', { field: 'freezeId' });

async function standingFreeze(db: Db, id: string): Promise<Freeze> {
  const freeze = (await findFreeze(db, id))!;
  if (freeze.liftedOn !== null) throw noSuchFreeze();
  return freeze;
}

async function lift(transaction: Transaction, { id, accountId }: Freeze, document: string): Promise<void> {
  const { db, today } = transaction;
  await db.query('UPDATE account_freeze SET lifted_on = $2, lifted_document = $3 WHERE id = $1', [id, today, document]);
  await setStatusByFreezes(transaction, accountId);
  await noteAccountEvent(transaction, accountId, '15', document);
}
