import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateAll } from '#local/migrate.ts';
import { type KeptPostgres, keepPostgres } from '#local/postgres-kept.ts';
import { choosePlace } from '#local/postgres-place.ts';
import { provision } from '#local/provision.ts';
import { perName, schemaNames, serviceUrl } from '#local/services.ts';

const worker = join(import.meta.dirname, '../support/contributions-main.ts');

/** A PostgreSQL of its own that is started again when it dies, and one process that serves and runs contributions. */
export type Stage = {
  ownerUrl: string;
  url(service: 'contributions' | 'subsidies'): string;
  bankFolder: string;
  /** Starts the process on a day, after stopping the one before in order. */
  play(day: string): Promise<void>;
  /** Kills the process and starts another, as its supervisor would. */
  killProcess(): Promise<void>;
  /** Kills the server with every one of its backends; whoever keeps it starts it again. */
  killServer(): Promise<void>;
  /** One row as the owner sees it, asked again until the server answers. */
  ask<T>(sql: string): Promise<T>;
  close(): Promise<void>;
};

const password = 'only-for-tests';

/** Sets the stage: data that survive a crash, schemas, roles, an empty book of the bank. */
export async function setStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const bankFolder = join(folder, 'bank');
  mkdirSync(bankFolder);
  const kept = await keepPostgres({ folder });
  await provision(
    kept.url,
    perName(schemaNames, () => password),
  );
  await migrateAll(kept.url);
  const url = (service: 'contributions' | 'subsidies') => serviceUrl(kept.url, service, password);
  let today = '';
  let process_: ChildProcess | undefined;
  // As its supervisor would: whatever ends unasked is started again.
  let asked = false;
  const own = () => ({ URL_OF_TEST: url('contributions'), DAY_OF_TEST: today, BANK_OF_TEST: bankFolder });
  const start = () => {
    asked = false;
    const running = spawn(process.execPath, [worker], {
      env: { ...process.env, ...own(), PARENT_PIPE: '1' },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    running.once('exit', () => {
      if (!asked) start();
    });
    process_ = running;
  };
  const gone = async (end: (running: ChildProcess) => void) => {
    if (!process_ || process_.exitCode !== null || process_.signalCode !== null) return;
    asked = true;
    const left = once(process_, 'exit');
    end(process_);
    await left;
  };
  return {
    ownerUrl: kept.url,
    url,
    bankFolder,
    play: async (day) => {
      await gone((running) => running.stdin!.end());
      today = day;
      start();
    },
    killProcess: async () => {
      await gone((running) => running.kill('SIGKILL'));
      start();
    },
    killServer: async () => killAll(folder),
    ask: (sql) => ask(kept, sql),
    close: async () => {
      await gone((running) => running.kill('SIGKILL'));
      await kept.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function killAll(folder: string): void {
  const { data } = choosePlace(folder, () => {});
  const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  for (const pid of [postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself a moment before.
    }
  }
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      // pid (name) state ppid …: the name may have spaces, but no bracket after its own.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return Number(fields[1]) === parent;
    } catch {
      return false;
    }
  });
}

async function ask<T>(kept: KeptPostgres, sql: string): Promise<T> {
  for (;;) {
    const client = new pg.Client({ connectionString: kept.url, options: '-c search_path=contributions' });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query(sql);
      return rows[0] as T;
    } catch (error) {
      // Only while it is away.
      const { code } = error as { code?: string };
      if (code?.startsWith('42')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => {});
    }
  }
}
