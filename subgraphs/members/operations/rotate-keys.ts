import { randomUUID } from 'node:crypto';
import { perform } from '#service/perform.ts';
import { resealRows, type SealedTable, staleRows } from '#service/reseal.ts';
import type { Context } from '../context.ts';
import { sealedColumns } from './member-sealed.ts';

const { identity, name, phone, spouse, corrected, former, correctedName, formerName } = sealedColumns;
const sealedTables: readonly SealedTable[] = [
  { table: 'member', columns: { identity_sealed: identity, name_sealed: name, phone_sealed: phone } },
  { table: 'application', columns: { spouse_sealed: spouse } },
  {
    table: 'identity_correction',
    columns: {
      ...{ number_sealed: corrected, former_sealed: former },
      ...{ name_sealed: correctedName, former_name_sealed: formerName },
    },
  },
];

const chunkSize = 1_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Seals anew every identity number, name and phone, and every spouse's number, that an older key sealed, a chunk a transaction, while the register is
 * read and written. What is left to do is seen in the rows themselves, so that one that was killed goes on where it was,
 * and one that has nothing to do writes nothing. Fails at the end, having done all others, where a text does not open.
 */
export async function rotateKeys(context: Context): Promise<void> {
  const unopened: string[] = [];
  for (const sealed of sealedTables) {
    const refused = await rotateTable(context, sealed);
    if (refused.length > 0) unopened.push(`${refused.length} ${sealed.table}s have a sealed text that does not open`);
  }
  if (unopened.length > 0) throw new Error(unopened.join('; '));
}

async function rotateTable(context: Context, sealed: SealedTable): Promise<string[]> {
  const refused: string[] = [];
  for (let after = beforeAll; ; ) {
    const ids = await staleRows(context.database, context.sealer, sealed, { after, limit: chunkSize });
    if (ids.length === 0) return refused;
    after = ids.at(-1)!;
    const command = { name: 'rotate-keys', subject: sealed.table, key: randomUUID(), input: { through: after } };
    const done = await perform(context, command, ({ db }) => resealRows(db, context.sealer, sealed, ids));
    refused.push(...done.refused);
  }
}
