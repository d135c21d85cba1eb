import { mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const limit = 20_000_000;

export const logPath = (folder: string, name: string) => join(folder, 'logs', `${name}.log`);

/** Opens a process's log for appending; one that grew past 20 MB is put aside first, replacing the one before. */
export function openLog(folder: string, name: string): number {
  const path = logPath(folder, name);
  mkdirSync(join(folder, 'logs'), { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > limit) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}
