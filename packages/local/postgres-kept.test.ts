import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type KeptPostgres, keepPostgres } from './postgres-kept.ts';
import { choosePlace } from './postgres-place.ts';
import { commandOf } from './running.ts';

let folder: string;
let kept: KeptPostgres | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postgres-kept-'));
});
afterEach(async () => {
  await kept?.stop();
  kept = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: kept!.url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function answer(sql: string): Promise<unknown> {
  try {
    const client = await connect();
    const { rows } = await client.query(sql).finally(() => client.end());
    return rows[0];
  } catch {
    return undefined;
  }
}

/** A backend that counts for minutes; its process number. */
async function busyBackend(): Promise<number> {
  const client = await connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  client.query('SELECT count(*) FROM generate_series(1, 400000000)').catch(() => {});
  const counting = { sql: `SELECT state FROM pg_stat_activity WHERE pid = ${rows[0]!.pid}`, is: { state: 'active' } };
  await expect.poll(() => answer(counting.sql)).toEqual(counting.is);
  return rows[0]!.pid;
}

const postmaster = () => {
  const { data } = choosePlace(folder, () => {});
  return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
};

test('a server that was killed while a backend counts answers again on its port, with its data', async () => {
  kept = await keepPostgres({ folder });
  await answer('CREATE TABLE kept AS SELECT 7 AS n');
  const busy = await busyBackend();
  process.kill(postmaster(), 'SIGKILL');
  await expect.poll(() => answer('SELECT n FROM kept'), { timeout: 15_000, interval: 100 }).toEqual({ n: 7 });
  expect(commandOf(busy)).toBeUndefined();
}, 30_000);

test('what a killed keeper and a killed server leave does not stand in the way of the next start', async () => {
  kept = await keepPostgres({ folder });
  const first = kept;
  await answer('CREATE TABLE kept AS SELECT 7 AS n');
  const busy = await busyBackend();
  const server = postmaster();
  const stopped = first.stop();
  process.kill(first.pid(), 'SIGKILL');
  process.kill(server, 'SIGKILL');
  await stopped;
  expect(commandOf(busy)).toContain('postgres');
  kept = await keepPostgres({ folder });
  expect(await answer('SELECT n FROM kept')).toEqual({ n: 7 });
  expect(commandOf(busy)).toBeUndefined();
}, 30_000);

test('a stop during a restart leaves nothing running', async () => {
  kept = await keepPostgres({ folder });
  process.kill(postmaster(), 'SIGKILL');
  await kept.stop();
  expect(await answer('SELECT 1')).toBeUndefined();
}, 30_000);
