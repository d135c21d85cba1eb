import { randomUUID } from 'node:crypto';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import { type Resealed, resealRows, type SealedTable, sealedByAnother, staleRows } from '#service/reseal.ts';
import type { Context } from '../context.ts';
import { debitAccountColumn } from './debit-account.ts';

const sealed: SealedTable = { table: 'agreement', columns: { debit_account: debitAccountColumn } };

const chunkSize = 1_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Seals anew every debit account that an older key sealed, a chunk a transaction, while the register works. What is left to
 * do is seen in the rows themselves, so that one that was killed goes on where it was. An agreement in a batch that the bank
 * has not answered is left for the next time, because the batch knows its accounts as they are sealed.
 */
export async function rotateKeys(context: Context): Promise<void> {
  const { database, accounts } = context;
  const refused: string[] = [];
  for (let after = beforeAll; ; ) {
    const ids = await staleRows(database, accounts, sealed, { after, limit: chunkSize });
    if (ids.length === 0) break;
    after = ids.at(-1)!;
    const command = { name: 'rotate-keys', subject: sealed.table, key: randomUUID(), input: { through: after } };
    const done = await perform(context, command, ({ db }) => resealFree(db, context, ids));
    refused.push(...done.refused);
  }
  if (refused.length > 0) throw new Error(`${refused.length} agreements have a debit account that does not open`);
}

async function resealFree(db: Db, { accounts }: Context, ids: readonly string[]): Promise<Resealed> {
  // Locked as everybody locks who makes a batch: none is made of these while they change.
  await db.query(
    `SELECT count(*) FROM (
       SELECT id FROM account WHERE id IN (SELECT account_id FROM agreement WHERE id = ANY($1::uuid[]))
       ORDER BY id FOR NO KEY UPDATE) AS locked`,
    [ids],
  );
  const free = await rows<{ id: string }>(
    db,
    `SELECT a.id FROM agreement a WHERE a.id = ANY($1::uuid[]) AND ${sealedByAnother(sealed, 'a', '$2::bytea')}
       AND a.id <> ALL (ARRAY(
         SELECT l.agreement_id FROM debit_batch b JOIN debit_line l ON l.batch_id = b.id WHERE b.status <> 'BOOKED'))`,
    [ids, accounts.mark],
  );
  return resealRows(
    db,
    accounts,
    sealed,
    free.map(({ id }) => id),
  );
}
