import pg from 'pg';

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/**
 * Lets PostgreSQL plan a statement once for a connection instead of each time: the same statements in the same order, so
 * that the proof lives more lives in the same time.
 */
export function prepareStatements(): void {
  const client = pg.Client.prototype as unknown as { query: Query };
  const { query } = client;
  const names = new Map<string, string>();
  client.query = function prepared(...given) {
    const [text, values, ...rest] = given;
    if (typeof text !== 'string' || !Array.isArray(values)) return query.apply(this, given);
    if (!names.has(text)) names.set(text, `statement-${names.size}`);
    return query.call(this, { name: names.get(text), text, values }, ...rest);
  };
}
