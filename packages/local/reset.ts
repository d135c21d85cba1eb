import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { externalDatabases } from './external.ts';
import { localFolder } from './folder.ts';
import { fallbackHome } from './postgres-place.ts';
import { clearStale } from './postgres-stale.ts';
import { runningIn } from './running.ts';

const { values } = parseArgs({ options: { 'forget-keys': { type: 'boolean', default: false } } });

/** What only the keys in this folder can read and what is not removed with it. */
function readOnlyHere(): { databases: string[]; kept: string[] } {
  const databases = externalDatabases(localFolder);
  const composed = existsSync(join(localFolder, 'compose', 'secrets.json'));
  return {
    databases: [...databases, ...(composed ? ["docker compose's"] : [])],
    kept: [...(databases.length > 0 ? ['secrets.json', 'external.json'] : []), ...(composed ? ['compose'] : [])],
  };
}

async function reset(): Promise<void> {
  const running = existsSync(localFolder) ? runningIn(localFolder) : undefined;
  if (running) throw new Error(`still running as process ${running.pid}; stop it first (Ctrl-C there)`);
  const homes = [join(localFolder, 'postgres'), fallbackHome(localFolder)];
  for (const home of homes) await clearStale(join(home, 'data'));
  const { databases, kept } = readOnlyHere();
  const keeping = values['forget-keys'] ? [] : kept;
  const everything = existsSync(localFolder) ? readdirSync(localFolder) : [];
  const removed = everything.filter((name) => !keeping.includes(name)).map((name) => join(localFolder, name));
  for (const path of [...removed, fallbackHome(localFolder)]) rmSync(path, { recursive: true, force: true });
  if (keeping.length === 0) return console.log('removed the local database, secrets and logs; npm start begins anew');
  console.log('removed the local database and logs; npm start begins anew');
  console.log(`kept ${keeping.join(', ')}: without these keys nobody can read the database ${databases.join(', ')}`);
  console.log('npm run reset -- --forget-keys removes them too');
}

reset().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
