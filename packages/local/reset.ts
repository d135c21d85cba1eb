import { existsSync, rmSync } from 'node:fs';
import { localFolder } from './folder.ts';
import { fallbackHome } from './postgres-place.ts';
import { runningIn } from './running.ts';

const running = existsSync(localFolder) ? runningIn(localFolder) : undefined;
if (running) {
  console.error(`still running as process ${running.pid}; stop it first (Ctrl-C there)`);
  process.exitCode = 1;
} else {
  for (const folder of [localFolder, fallbackHome(localFolder)]) rmSync(folder, { recursive: true, force: true });
  console.log('removed the local database, secrets and logs; npm start begins anew');
}
