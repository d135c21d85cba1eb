import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monotonicMs } from '#kernel/clock.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { type Database, openDatabase, rows } from './database.ts';
import { isPastDeadline } from './deadline.ts';
import { workingFor } from './under-way.ts';

let database: TestDatabase;
let risk: Database;
let owner: pg.Client;

beforeAll(async () => {
  database = await freshDatabase();
  // One connection, so that what one request leaves behind would be found by the next.
  risk = await openDatabase({ url: database.url('risk'), schema: 'risk', poolSize: 1 });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await risk.destroy();
  await database.drop();
});

const within = <T>(forMs: number, work: () => Promise<T>) => workingFor({ until: monotonicMs() + forMs }, work);
const limit = async () => (await rows<{ statement_timeout: string }>(risk, 'SHOW statement_timeout'))[0];
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

async function asleep(): Promise<number> {
  const { rows: found } = await owner.query(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()`,
  );
  return found.length;
}

describe('a statement of a request', () => {
  it('is ended by PostgreSQL itself when the time of the request is over', async () => {
    const late = failure(within(600, () => rows(risk, 'SELECT pg_sleep(60)')));
    await expect.poll(asleep).toBe(1);
    expect(isPastDeadline(await late)).toBe(true);
    // PostgreSQL tells the error a moment before its own list says that the statement is over.
    await expect.poll(asleep).toBe(0);
  });

  it('is ended, and lets go of its locks, when the process that asked is killed', async () => {
    const asks = `import { openDatabase, rows } from '#service/database.ts';
      const database = await openDatabase({ url: process.env.URL_OF_TEST, schema: 'risk' });
      await rows(database, 'SELECT pg_sleep(60)');`;
    const env = { ...process.env, URL_OF_TEST: database.url('risk') };
    const asking = spawn(process.execPath, ['--input-type=module', '--eval', asks], { env, stdio: 'ignore' });
    await expect.poll(asleep, { timeout: 20_000 }).toBe(1);
    asking.kill('SIGKILL');
    await expect.poll(asleep, { timeout: 5_000 }).toBe(0);
  });

  it('is not sent any more once it is over', async () => {
    const late = within(30, async () => {
      await pause(60);
      return rows(risk, 'SELECT pg_sleep(60)');
    });
    expect(isPastDeadline(await failure(late))).toBe(true);
    expect(await asleep()).toBe(0);
  });

  it('ends a transaction with it, which leaves nothing behind', async () => {
    let transaction = '';
    const late = within(600, () =>
      risk.transaction(async (db) => {
        const [begun] = await rows<{ id: string }>(db, 'SELECT pg_current_xact_id()::text AS id');
        transaction = begun!.id;
        await db.query('SELECT pg_sleep(60)');
      }),
    );
    expect(isPastDeadline(await failure(late))).toBe(true);
    expect(await rows(risk, 'SELECT pg_xact_status($1::xid8) AS status', [transaction])).toEqual([
      { status: 'aborted' },
    ]);
  });

  it('may take what is left and no more, in steps that seldom change', async () => {
    expect(await within(1_900, limit)).toEqual({ statement_timeout: '1750ms' });
    expect(await within(9_500, limit)).toEqual({ statement_timeout: expect.stringMatching(/^9(250ms|s)$/) });
    expect(await within(300_000, limit)).toEqual({ statement_timeout: '1min' });
  });

  it('that fails for another reason has not run out of time', async () => {
    expect(isPastDeadline(await failure(within(1_000, () => rows(risk, 'SELECT nothing FROM nowhere'))))).toBe(false);
  });
});

describe('a statement that nobody waits for', () => {
  it('may take as long as the service allows, whatever request used the connection before', async () => {
    await within(700, limit);
    expect(await limit()).toEqual({ statement_timeout: '1min' });
    await failure(within(600, () => risk.transaction((db) => db.query('SELECT pg_sleep(60)'))));
    expect(await limit()).toEqual({ statement_timeout: '1min' });
  });
});
