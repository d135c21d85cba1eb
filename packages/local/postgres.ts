import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { openLog } from './logs.ts';
import { freePort } from './ports.ts';
import { choosePlace, type Place } from './postgres-place.ts';
import { clearStale } from './postgres-stale.ts';
import { readSecrets } from './secrets.ts';

export type PostgresOptions = {
  /** Its data, log and password live below this folder. */
  folder: string;
  /** Preferred; another free one is taken when it is not. */
  port?: number;
  /** False trades safety against power loss for speed; only for data nobody wants back. */
  durable?: boolean;
  /** Memory and log as a server of its own has them; without it, what one machine can spare beside everything else. */
  large?: boolean;
  say?: (line: string) => void;
};
export type Postgres = {
  /** The owner's login to the database `provident`. */
  url: string;
  port: number;
  pid: number;
  /** Fulfilled when the server is gone, whether it was stopped or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

const database = 'provident';
const durableFlags = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const fleetingFlags = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
const small = { shared_buffers: '256MB', max_wal_size: '1GB' };
const large = { shared_buffers: '4GB', max_wal_size: '16GB', min_wal_size: '2GB' };
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  work_mem: '16MB',
  checkpoint_timeout: '15min',
  random_page_cost: 1.1,
  // A container's /dev/shm is often too small for parallel workers, and our queries do not need them.
  max_parallel_workers_per_gather: 0,
  jit: 'off',
  // Tables grow here from nothing to years of history within a minute: plans should know of it.
  autovacuum_naptime: '5s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Neither statements nor the offending row may reach the log: both can hold personal data.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: 0,
};

/** Starts the embedded PostgreSQL of a folder, making its data on the first call; one folder, one server. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const say = options.say ?? (() => {});
  const { superuser: password } = readSecrets(options.folder);
  const place = choosePlace(options.folder, say);
  if (!existsSync(place.data)) await initialise(place, password, options.durable !== false);
  for (let attempt = 1; ; attempt += 1) {
    await clearStale(place.data);
    const port = await freePort(options.port ?? 0);
    const server = launch(options, place, port);
    try {
      await untilReady(server, urlOf(password, port, 'postgres'));
      const url = urlOf(password, port, database);
      return { url, port, pid: server.pid ?? 0, ended: ended(server), stop: () => stop(server) };
    } catch (error) {
      await stop(server);
      // Someone may take the port between the search and the server's own bind, or hold on to the data for a moment.
      if (attempt >= 5 || !(error instanceof EarlyExit)) throw error;
      await pause(200 * 2 ** attempt);
    }
  }
}

class EarlyExit extends Error {}

const urlOf = (password: string, port: number, name: string) =>
  `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;

async function initialise(place: Place, password: string, durable: boolean): Promise<void> {
  const fresh = `${place.data}.new`;
  const passwordFile = join(place.home, 'password');
  rmSync(fresh, { recursive: true, force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.owner) chownSync(passwordFile, place.owner.uid, place.owner.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const flags = [`--pgdata=${fresh}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const env = { ...process.env, LC_ALL: 'C' };
  try {
    const sync = durable ? [] : ['--no-sync'];
    await promisify(execFile)(place.initdb, [...flags, ...locale, ...sync], { ...place.owner, cwd: '/', env });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  // Made aside and renamed, so that an interrupted first start is simply a first start again.
  renameSync(fresh, place.data);
}

function launch(options: PostgresOptions, place: Place, port: number): ChildProcess {
  const durability = options.durable === false ? fleetingFlags : durableFlags;
  const size = options.large ? large : small;
  const flags = Object.entries({ ...settings, ...size, ...durability, port }).map(
    ([name, value]) => `-c${name}=${value}`,
  );
  const account = place.owner ? JSON.stringify(place.owner) : '';
  const log = openLog(options.folder, 'postgres');
  const keeper = join(import.meta.dirname, 'postgres-main.ts');
  const server = spawn(process.execPath, [keeper, place.postgres, account, '-D', place.data, ...flags], {
    env: { ...process.env, PARENT_PIPE: '1', LC_ALL: 'C' },
    // A group of its own: Ctrl-C in the terminal must reach the services first and PostgreSQL last.
    detached: true,
    stdio: ['pipe', log, log],
  });
  // The keeper has its own copy; ours would stay open with every start.
  closeSync(log);
  server.stdin?.on('error', () => {});
  return server;
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  for (let round = 0; round < 1200; round += 1) {
    if (server.exitCode !== null)
      throw new EarlyExit('the database server ended while starting; see logs/postgres.log');
    try {
      await createDatabase(url);
      return;
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === '28P01') throw new Error('secrets.json does not belong to this data; npm run reset starts over');
      if (code !== 'ECONNREFUSED' && code !== '57P03' && code !== 'ECONNRESET') throw error;
      await pause(50);
    }
  }
  throw new Error('the database server does not become ready; see logs/postgres.log');
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end();
  }
}

function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => server.once('exit', () => resolve()));
}

async function stop(server: ChildProcess): Promise<void> {
  server.stdin?.end();
  await ended(server);
}
