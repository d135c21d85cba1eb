import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Socket, connect as toPort } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { migrateService } from '#local/migrate.ts';
import { type Postgres, startPostgres } from '#local/postgres.ts';
import { choosePlace } from '#local/postgres-place.ts';
import { provision } from '#local/provision.ts';
import { perName, type SchemaName, schemaNames, serviceUrl } from '#local/services.ts';
import type { TestDatabase } from './database.ts';

// A PostgreSQL for one test that does to it what the others could not bear.

const passwords = perName(schemaNames, (name) => `only-for-tests-${name}`);
const dataOf = (folder: string): string => choosePlace(folder, () => {}).data;

/** Makes what the gateway needs in a server's database. */
export async function prepareGateway(url: string): Promise<TestDatabase> {
  await provision(url, passwords);
  await migrateService(url, 'gateway');
  return {
    url: (service: SchemaName) => serviceUrl(url, service, passwords[service]),
    ownerUrl: url,
    drop: async () => {},
  };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** One statement over a connection of its own. */
export async function once<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  of: unknown[] = [],
): Promise<Row[]> {
  const client = await connected(url);
  return client
    .query<Row>(sql, of)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** Ends a server as a power cut would. */
export function cutOff(folder: string): void {
  process.kill(Number(readFileSync(join(dataOf(folder), 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
}

/** A second server in a folder of its own that follows the first, which says that something is done once both have it. */
export async function standbyOf(first: Postgres, folder: string, secondFolder: string): Promise<Postgres> {
  const [from, to] = [dataOf(folder), dataOf(secondFolder)];
  const { uid, gid } = statSync(from);
  const client = await connected(first.url);
  await client.query("SELECT pg_backup_start('second', true)");
  mkdirSync(secondFolder, { recursive: true });
  execFileSync('cp', ['-a', join(folder, 'secrets.json'), secondFolder]);
  execFileSync('cp', ['-a', from, to]);
  const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()');
  const own = (name: string, text: string) => {
    writeFileSync(join(to, name), text);
    chownSync(join(to, name), uid, gid);
  };
  own('backup_label', rows[0]!.labelfile);
  own('standby.signal', '');
  rmSync(join(to, 'postmaster.pid'), { force: true });
  const { password, port } = new URL(first.url);
  const login = `host=127.0.0.1 port=${port} user=postgres password=${decodeURIComponent(password)}`;
  appendFileSync(join(to, 'postgresql.auto.conf'), `primary_conninfo = '${login} application_name=second'\n`);
  const second = await startPostgres({ folder: secondFolder });
  await client.query("ALTER SYSTEM SET synchronous_standby_names = 'second'");
  await client.query('SELECT pg_reload_conf()');
  await client.end();
  return second;
}

/** An address that leads to one server or another. */
export type Address = { port: number; leadTo(port: number): void; close(): Promise<void> };

export async function address(port: number): Promise<Address> {
  let aim = port;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const behind = toPort(aim, '127.0.0.1');
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    leadTo(next) {
      aim = next;
      for (const one of open) one.destroy();
    },
    close: async () => {
      for (const one of open) one.destroy();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
