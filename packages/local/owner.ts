import pg from 'pg';
import type { CivilDate } from '#kernel/calendar.ts';

/** What the owner of the database keeps about this stack, in a schema that no service can reach. */
const tablesSql = `
  CREATE SCHEMA IF NOT EXISTS local;
  CREATE TABLE IF NOT EXISTS local.key_check (name text PRIMARY KEY, fingerprint bytea NOT NULL);
  CREATE TABLE IF NOT EXISTS local.life (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    count integer NOT NULL,
    seed bigint NOT NULL,
    until date NOT NULL,
    done boolean NOT NULL DEFAULT false
  )`;

/** Does something on one connection of the owner of the database. */
export async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(tablesSql);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Whether anyone is a member; a database without tables has none. */
export async function hasMembers(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ known: boolean }>("SELECT to_regclass('members.member') IS NOT NULL AS known");
  if (!rows[0]?.known) return false;
  return (await client.query('SELECT 1 FROM members.member LIMIT 1')).rowCount === 1;
}

/** The life that is lived in this database, or was lived to its end. */
export type KeptLife = { count: number; seed: number; until: CivilDate; done: boolean };

export async function keptLife(client: pg.Client): Promise<KeptLife | undefined> {
  const sql = 'SELECT count, seed::text, until::text, done FROM local.life';
  const [life] = (await client.query<Omit<KeptLife, 'seed'> & { seed: string }>(sql)).rows;
  return life && { ...life, seed: Number(life.seed) };
}

export async function beginLife(client: pg.Client, { count, seed, until }: Omit<KeptLife, 'done'>): Promise<void> {
  await client.query('INSERT INTO local.life (count, seed, until) VALUES ($1, $2, $3)', [count, seed, until]);
}

export async function endLife(client: pg.Client): Promise<void> {
  await client.query('UPDATE local.life SET done = true');
}
