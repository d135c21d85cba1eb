import { Refusal } from '#kernel/refusal.ts';
import { reverse } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { ReturnTransferMoneyInput } from '../schema.generated.ts';
import { itemsInSuspense, stillThere, type TransferSuspenseItem } from './transfer-suspense.ts';

/**
 * CJ-10, HZ-12: sends money back that came for nobody, or not as it was told, by the reversal of what brought it to
 * suspense; the letter's own money may then come anew.
 */
export async function returnTransferMoney(
  context: Context,
  input: ReturnTransferMoneyInput,
): Promise<TransferSuspenseItem> {
  const { caller, database } = context;
  const [known] = await itemsInSuspense(database, 'm.id = $1 AND m.city = ANY($2::text[])', [
    input.itemId,
    caller.cities,
  ]);
  if (!known) throw notFound();
  const command = {
    name: 'return-transfer-money',
    subject: known.memberId ?? known.letter,
    key: input.idempotencyKey,
    input,
  };
  return perform(context, command, async ({ db, today }) => {
    await lockLetter(db, known);
    const [item] = await itemsInSuspense(db, `m.id = $1 AND ${stillThere}`, [known.id]);
    if (!item) throw notFound();
    const [row] = await rows<{ suspended: string }>(db, 'SELECT suspended::text FROM transfer_message WHERE id = $1', [
      item.id,
    ]);
    const returned = await reverse(db, row!.suspended, { bookedOn: today });
    await db.query('UPDATE transfer_message SET returned = $2 WHERE id = $1', [item.id, returned.id]);
    await db.query('UPDATE transfer SET received_fen = NULL, suspense_movement = NULL WHERE suspense_movement = $1', [
      row!.suspended,
    ]);
    return { ...item, returnedOn: today };
  });
}

async function lockLetter(db: Db, { letter, id }: TransferSuspenseItem): Promise<void> {
  await db.query(
    'SELECT FROM account WHERE id = (SELECT account_id FROM transfer WHERE letter = $1) FOR NO KEY UPDATE',
    [letter],
  );
  await db.query('SELECT FROM transfer_message WHERE id = $1 FOR NO KEY UPDATE', [id]);
}

const notFound = () => new Refusal('NOT_FOUND', 'There is no such money in suspense', { field: 'itemId' });
