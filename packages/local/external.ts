import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileIn = (folder: string) => join(folder, 'external.json');

/** Databases of others, without their passwords, that only the keys in this folder can read. */
export function externalDatabases(folder: string): string[] {
  return existsSync(fileIn(folder)) ? (JSON.parse(readFileSync(fileIn(folder), 'utf8')) as string[]) : [];
}

/** Remembers that a database is written with the keys in this folder. */
export function rememberExternal(folder: string, databaseUrl: string): void {
  const { host, pathname } = new URL(databaseUrl);
  const known = new Set(externalDatabases(folder)).add(host + pathname);
  writeFileSync(fileIn(folder), `${JSON.stringify([...known], null, 2)}\n`, { mode: 0o600 });
}
