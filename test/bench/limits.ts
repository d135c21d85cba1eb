import pg from 'pg';
import { monotonicMs } from '#kernel/clock.ts';

/** A session of the owner for whom no trigger and no foreign key is asked. */
async function bareSession(ownerUrl: string, schema: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, options: `-c search_path=${schema}` });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  return client;
}

async function timed(client: pg.Client, statements: readonly string[]): Promise<number> {
  await client.query('CHECKPOINT');
  const began = monotonicMs();
  await client.query(`BEGIN; ${statements.join('; ')}; COMMIT`);
  return monotonicMs() - began;
}

/**
 * The limit of a posting: bare INSERT … SELECT of the very rows that it booked, into the same table with the same indexes
 * and checks, and one UPDATE of the same balances. It is measured after the run, so that the indexes are as deep; what
 * keeps movements in one pool (the trigger) is not asked.
 */
export async function postingLimit(ownerUrl: string, booked: string): Promise<{ limitMs: number; rows: number }> {
  const client = await bareSession(ownerUrl, 'contributions');
  try {
    await client.query(`CREATE TABLE limit_rows AS SELECT from_account, to_account, city, pool, fen, code, booked_on, period,
      run || ':again' AS run FROM movement WHERE ${booked} ORDER BY id`);
    await client.query('VACUUM ANALYZE limit_rows');
    await client.query('VACUUM ANALYZE movement');
    await client.query('VACUUM ANALYZE ledger_account');
    const limitMs = await timed(client, [
      `INSERT INTO movement (from_account, to_account, city, pool, fen, code, booked_on, period, run)
       SELECT from_account, to_account, city, pool, fen, code, booked_on, period, run FROM limit_rows`,
      `UPDATE ledger_account l SET balance = l.balance + r.fen FROM limit_rows r WHERE l.id = r.to_account`,
    ]);
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM limit_rows');
    await client.query('DROP TABLE limit_rows');
    return { limitMs, rows: rows[0]!.n };
  } finally {
    await client.end();
  }
}

/** The limit of an award: one sequential read of the facts, and the insert of the very awards into a table made alike. */
export async function awardLimit(ownerUrl: string): Promise<{ limitMs: number; rows: number }> {
  const client = await bareSession(ownerUrl, 'subsidies');
  try {
    await client.query('CREATE TABLE limit_award (LIKE award INCLUDING ALL)');
    await client.query('SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off');
    const limitMs = await timed(client, [
      'SELECT count(*), sum(credited), sum(streak_months), count(*) FILTER (WHERE used) FROM monthly_fact',
      'INSERT INTO limit_award SELECT * FROM award',
    ]);
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM limit_award');
    await client.query('DROP TABLE limit_award');
    return { limitMs, rows: rows[0]!.n };
  } finally {
    await client.end();
  }
}
