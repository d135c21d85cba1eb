import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { commandOf } from './running.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postgres-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('data survive a stop, and the lock of a crashed run does not stand in the way', async () => {
  const first = await startPostgres({ folder, durable: false });
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  await first.stop();
  expect(commandOf(first.pid)).toBeUndefined();
  const lock = join(folder, 'postgres', 'data', 'postmaster.pid');
  expect(existsSync(lock)).toBe(false);
  writeFileSync(lock, `${process.pid}\n`);
  const second = await startPostgres({ folder, durable: false });
  expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  await second.stop();
});

test('a server left behind by a killed run is stopped before the next one starts', async () => {
  const first = await startPostgres({ folder, durable: false });
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  process.kill(first.pid, 'SIGKILL');
  const orphan = Number(readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const second = await startPostgres({ folder, durable: false });
  expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  await second.stop();
  expect(commandOf(orphan)).toBeUndefined();
});

test('a taken port is avoided; only this machine is listened to; secrets are the owner’s alone', async () => {
  const port = await freePort(0);
  const taken = createServer().listen(port, '127.0.0.1');
  const server = await startPostgres({ folder, port, durable: false });
  expect(server.port).not.toBe(port);
  expect(await ask(server.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  await server.stop();
  taken.close();
});
