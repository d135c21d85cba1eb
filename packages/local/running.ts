import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileIn = (folder: string) => join(folder, 'running.json');

/** The command line of a living process, or undefined when there is none of that number. */
export function commandOf(pid: number): string | undefined {
  try {
    // Empty for one that has ended and waits to be collected.
    if (existsSync('/proc/self/cmdline'))
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') || undefined;
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The process that runs the stack in this folder, if one does. A number left by a crash and reused is no one's. */
export function runningIn(folder: string): { pid: number } | undefined {
  const path = fileIn(folder);
  if (!existsSync(path)) return undefined;
  const { pid, command } = JSON.parse(readFileSync(path, 'utf8')) as { pid: number; command: string };
  return pid !== process.pid && commandOf(pid) === command ? { pid } : undefined;
}

/** Marks the folder as in use by this process; refuses when another one uses it. Returns what takes the mark away. */
export function markRunning(folder: string): () => void {
  const other = runningIn(folder);
  if (other) throw new Error(`already running here as process ${other.pid}; stop it first (Ctrl-C there)`);
  writeFileSync(fileIn(folder), JSON.stringify({ pid: process.pid, command: commandOf(process.pid) }));
  return () => rmSync(fileIn(folder), { force: true });
}
