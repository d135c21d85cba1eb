import { type Database, type Db, rows } from './database.ts';
import { log } from './log.ts';
import type { Sealer } from './sealing.ts';

/** A table of sealed texts: each sealed column with the name it is bound to, beside the row's `id`. */
export type SealedTable = { table: string; columns: Readonly<Record<string, string>> };
/** What became of some rows: sealed anew, or not to be opened because their text was written for another place. */
export type Resealed = { renewed: number; refused: string[] };

/** SQL: whether the row `row` has a text that another key sealed than the one whose mark is the parameter. */
export const sealedByAnother = ({ columns }: SealedTable, row: string, mark: string): string => {
  const differs = (column: string) => `substring(${row}.${column} FROM 1 FOR octet_length(${mark})) <> ${mark}`;
  return `(${Object.keys(columns).map(differs).join(' OR ')})`;
};

/** The next ids after one, in their order, of rows that another key sealed than the current one. */
export async function staleRows(
  database: Database,
  { mark }: Sealer,
  of: SealedTable,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    database,
    `SELECT t.id FROM ${of.table} t WHERE t.id > $2 AND ${sealedByAnother(of, 't', '$1::bytea')} ORDER BY t.id LIMIT $3`,
    [mark, after, limit],
  );
  return found.map(({ id }) => id);
}

type Renewal = { id: string; old: Buffer; renewed: Buffer };

/**
 * Seals the given rows anew with the current key. A row that is written meanwhile keeps what was written, since only the
 * very text that was opened is replaced; nobody has to wait. A text that does not open is left and named.
 */
export async function resealRows(db: Db, sealer: Sealer, of: SealedTable, ids: readonly string[]): Promise<Resealed> {
  const names = Object.keys(of.columns);
  const sealed = await rows<{ id: string } & Record<string, Buffer>>(
    db,
    `SELECT id, ${names.join(', ')} FROM ${of.table} WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  const refused = new Set<string>();
  const done = new Set<string>();
  for (const name of names) {
    const renewals = sealed.flatMap((row) => renew(sealer, row, { name, bound: of.columns[name]! }, refused));
    for (const id of await replace(db, of.table, name, renewals)) done.add(id);
  }
  for (const id of refused) log.error({ table: of.table, id }, 'a sealed text does not open in its own row');
  return { renewed: done.size, refused: [...refused] };
}

function renew(
  sealer: Sealer,
  row: { id: string } & Record<string, Buffer>,
  { name, bound }: { name: string; bound: string },
  refused: Set<string>,
): Renewal[] {
  const old = row[name] as Buffer | null;
  if (old === null || old.subarray(0, sealer.mark.length).equals(sealer.mark)) return [];
  try {
    return [{ id: row.id, old, renewed: sealer.seal(sealer.open(old, bound, row.id), bound, row.id) }];
  } catch {
    refused.add(row.id);
    return [];
  }
}

async function replace(db: Db, table: string, column: string, renewals: readonly Renewal[]): Promise<string[]> {
  const replaced = await rows<{ id: string }>(
    db,
    `UPDATE ${table} t SET ${column} = n.renewed FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS n (id, old, renewed)
     WHERE t.id = n.id AND t.${column} = n.old RETURNING t.id`,
    [renewals.map(({ id }) => id), renewals.map(({ old }) => old), renewals.map(({ renewed }) => renewed)],
  );
  return replaced.map(({ id }) => id);
}
