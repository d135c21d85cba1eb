import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandOf } from './running.ts';

/** Ends whatever an earlier run left of the server of these data, and takes away its lock. */
export async function clearStale(data: string): Promise<void> {
  if (!existsSync(data)) return;
  await endServer(data);
  await endBackends(data);
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** A server that survived a crash of its keeper. */
async function endServer(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n', 1)[0]);
  const ours = () => commandOf(pid)?.includes(data) ?? false;
  for (let round = 0; ours() && round < 300; round += 1) {
    signal(pid, round < 200 ? 'SIGINT' : 'SIGQUIT');
    await pause(100);
  }
  if (ours()) throw new Error(`the database server ${pid} of an earlier run does not end`);
}

// A backend in the middle of a long query does not notice that its server was killed, and holds the shared memory
// without which the next server does not start. What it was doing is rolled back by the recovery.
async function endBackends(data: string): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    const left = backendsOf(data);
    if (left.length === 0) return;
    for (const pid of left) signal(pid, round < 20 ? 'SIGQUIT' : 'SIGKILL');
    await pause(100);
  }
  throw new Error(`processes of an earlier database server do not end: ${backendsOf(data).join(', ')}`);
}

/** The processes that PostgreSQL runs in its data folder. */
function backendsOf(data: string): number[] {
  const home = realpathSync(data);
  if (existsSync('/proc/self/cwd')) {
    const pids = readdirSync('/proc').map(Number).filter(Boolean);
    return pids.filter((pid) => folderOf(pid) === home && (commandOf(pid) ?? '').includes('postgres'));
  }
  if (process.platform === 'win32') return [];
  try {
    const told = execFileSync('lsof', ['-a', '-c', 'postgres', '-d', 'cwd', '-Fpn'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // One line "pNUMBER" per process, then "fcwd" and "nFOLDER".
    const blocks = told.split(/^p/m).map((block) => block.split('\n'));
    return blocks.filter((lines) => lines.includes(`n${home}`)).map(([pid]) => Number(pid));
  } catch {
    return [];
  }
}

function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself.
  }
}
