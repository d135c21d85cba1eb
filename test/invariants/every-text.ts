import type pg from 'pg';

const tablesSql = `
  SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
  WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;

/** A text value and the table it stands in; binary values are told as "\\x" and hex. */
export type TextAt = { table: string; text: string };

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield key;
      yield* textsIn(item);
    }
  }
}

/** The tables of the whole database, whichever schema they are in. */
async function everyTable(owner: pg.Client): Promise<string[]> {
  return (await owner.query<{ name: string }>(tablesSql)).rows.map(({ name }) => name);
}

/** Every text in every column of every table: text, arrays, and each key and value inside a document. */
export async function everyText(owner: pg.Client): Promise<TextAt[]> {
  const found: TextAt[] = [];
  for (const table of await everyTable(owner)) {
    const { rows } = await owner.query<{ row: unknown }>(`SELECT to_jsonb(t) AS row FROM ${table} t`);
    for (const { row } of rows) for (const text of textsIn(row)) found.push({ table, text });
  }
  return found;
}

/** How many rows each table has; the events' own bookkeeping of times aside. */
export async function rowCounts(owner: pg.Client): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await everyTable(owner)) {
    const { rows } = await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    counts[table] = rows[0]!.n;
  }
  return counts;
}
