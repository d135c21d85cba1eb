import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from './ports.ts';
import { commandOf } from './running.ts';
import { type ServiceProcess, type Supervision, supervise } from './supervise.ts';

let folder: string;
let running: Supervision | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervise-'));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const parent = join(import.meta.dirname, '..', 'service', 'parent.ts');

/** A little service; `more` is what else it does, for example ignoring that it should stop. */
async function service(name: string, more = ''): Promise<ServiceProcess> {
  const script = join(folder, `${name}.mjs`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    script,
    `import { createServer } from 'node:http';
     import { stopWithParent } from '${parent}';
     const server = createServer((request, response) => response.end(String(process.pid)));
     server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('serving', process.env.SECRET_OF_OURS));
     ${more || 'stopWithParent(async () => { console.log("stopped in order"); });'}`,
  );
  const port = await freePort(0);
  return { name, script, env: { PORT: String(port) }, ready: `http://127.0.0.1:${port}/` };
}

const backOff = { first: 50, most: 200, healthy: 30_000 };
const logOf = (name: string) => readFileSync(join(folder, 'logs', `${name}.log`), 'utf8');
const alive = (pid: number) => commandOf(pid)?.includes(folder) ?? false;

test('a service that ends is started again, and all stop in order', async () => {
  const one = await service('one');
  running = await supervise([one, await service('two')], { folder, backOff });
  const before = running.pids();
  process.kill(before['one']!, 'SIGKILL');
  await expect.poll(() => running!.pids()['one']).not.toBe(before['one']);
  await expect
    .poll(() =>
      fetch(one.ready).then(
        (answer) => answer.text(),
        () => '',
      ),
    )
    .toBe(String(running.pids()['one']));
  expect(running.pids()['two']).toBe(before['two']);
  const after = Object.values(running.pids());
  await running.stop();
  expect(after.filter(alive)).toEqual([]);
  expect(logOf('one')).toContain('stopped in order');
});

test('a service that does not stop is ended', async () => {
  const deaf = await service('deaf', "process.on('SIGTERM', () => {});");
  running = await supervise([deaf], { folder, backOff, stopWithin: 300 });
  const pid = running.pids()['deaf']!;
  await running.stop();
  expect(alive(pid)).toBe(false);
});

test('a service that never becomes ready is named, with the end of its log', async () => {
  const broken = await service('broken', "throw new Error('DATABASE_URL is missing');");
  const start = supervise([broken], { folder, backOff });
  await expect(start).rejects.toThrow(/broken does not become ready[\s\S]*DATABASE_URL is missing/);
});

test('a service gets only the environment it is given', async () => {
  process.env['SECRET_OF_OURS'] = 'visible';
  running = await supervise([await service('plain')], { folder, backOff });
  expect(logOf('plain')).toContain('serving undefined');
});

test('services end with a supervisor that was killed outright', async () => {
  const orphan = await service('orphan');
  const script = join(folder, 'supervisor.mjs');
  writeFileSync(
    script,
    `import { supervise } from '${join(import.meta.dirname, 'supervise.ts')}';
     const running = await supervise([${JSON.stringify(orphan)}], { folder: ${JSON.stringify(folder)} });
     process.send(running.pids().orphan);
     setInterval(() => {}, 1000);`,
  );
  const supervisor = fork(script);
  const pid = await new Promise<number>((resolve) => supervisor.once('message', (message) => resolve(Number(message))));
  expect(alive(pid)).toBe(true);
  supervisor.kill('SIGKILL');
  await expect.poll(() => alive(pid)).toBe(false);
  expect(logOf('orphan')).toContain('stopped in order');
});
