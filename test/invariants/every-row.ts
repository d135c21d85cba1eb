import { type Database, rows } from '#service/database.ts';

/**
 * A digest of each table of a schema with its number of rows. The transaction that wrote a row is part of it, so that one
 * written over with the same values is seen too.
 */
export async function everyRow(database: Database, schema: string): Promise<Record<string, string>> {
  const tables = await rows<{ name: string }>(
    database,
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = $1 AND table_type = 'BASE TABLE'",
    [schema],
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await rows<{ digest: string }>(
      database,
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(line, E'\\n' ORDER BY line)), '') AS digest
       FROM (SELECT t.xmin::text || t::text AS line FROM ${name} t) AS lines`,
    );
    digests[name] = row!.digest;
  }
  return digests;
}
