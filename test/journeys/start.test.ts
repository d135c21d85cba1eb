import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthOf, nextMonth } from '#kernel/calendar.ts';
import { monotonicMs, systemClock } from '#kernel/clock.ts';
import { ask } from '#local/ask.ts';
import { people } from '#local/life/people.ts';
import { freePort } from '#local/ports.ts';
import { fallbackHome } from '#local/postgres-place.ts';
import { commandOf } from '#local/running.ts';
import { readSecrets } from '#local/secrets.ts';
import { type Addresses, readAddresses } from '#local/stack.ts';

// What a newcomer does: npm start, look, break something, Ctrl-C, npm start again, npm run reset.

const local = join(import.meta.dirname, '..', '..', 'packages', 'local');
const count = 20;
let folder: string;
let taken: Server | undefined;
const started: Started[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  // Where someone's own stack has the port already, that serves as well.
  if ((await freePort(4000)) === 4000) taken = createServer().listen(4000, '127.0.0.1');
});
afterAll(async () => {
  for (const one of started) one.process.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  taken?.close();
  await run('reset.ts', ['--forget-keys']);
  rmSync(folder, { recursive: true, force: true });
});

type Started = { process: ChildProcess; ended: Promise<number | null>; said(): string };

function run(script: string, flags: string[], more: Record<string, string> = {}): Promise<number | null> {
  return spawned(script, flags, more).ended;
}

function spawned(script: string, flags: string[], more: Record<string, string> = {}): Started {
  const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
  const env = { PATH, HOME, TMPDIR, PROVIDENT_FOLDER: folder, ...more };
  const child = spawn(process.execPath, [join(local, script), ...flags], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const one = { process: child, ended, said: () => text };
  started.push(one);
  return one;
}

async function start(...flags: string[]): Promise<Started & { seconds: number }> {
  const began = monotonicMs();
  const one = spawned('start.ts', flags);
  await Promise.race([expect.poll(one.said, { timeout: 50_000 }).toContain('Ctrl-C stops everything'), one.ended]);
  return { ...one, seconds: (monotonicMs() - began) / 1000 };
}

type Process = { pid: number; parent: number; command: string };

/** Everything that a process started, and what those started. */
function family(of: number): Process[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const all = lines.map((line): Process => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), parent: Number(parent), command };
  });
  const below = (pid: number): Process[] =>
    all.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...below(one.pid)]);
  return below(of);
}

const memberOf = (one: Started, script: string) =>
  family(one.process.pid!).find(({ command }) => command.includes(script))?.pid;

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}

/** Ctrl-C: it ends in order and leaves neither a process nor a taken port. */
async function interrupt(one: Started): Promise<void> {
  const before = family(one.process.pid!);
  const { gateway, issuer, subgraphs } = readAddresses(folder);
  one.process.kill('SIGINT');
  expect(await one.ended).toBe(0);
  const left = before.filter(({ pid, command }) => commandOf(pid) && !command.startsWith('ps '));
  expect(left).toEqual([]);
  for (const url of [gateway, issuer, ...Object.values(subgraphs)]) {
    const port = Number(new URL(url).port);
    expect(await freePort(port)).toBe(port);
  }
}

const stack = () => ({ addresses: readAddresses(folder) as Addresses, secrets: readSecrets(folder) });
const taxAnswer = (one: Started) => /━━ 税务局[\s\S]*?(?=\n━━)/.exec(one.said())?.[0];
const consentOf = (one: Started) => /"consent":"([0-9a-f-]{36})/.exec(one.said())?.[1];

describe('npm start', { timeout: 60_000 }, () => {
  let first: Awaited<ReturnType<typeof start>>;
  let second: Awaited<ReturnType<typeof start>>;

  it('AG-01 AG-02 AG-03 answers three agencies, avoids a taken port and says so', async () => {
    first = await start('--members', String(count));
    expect(first.said()).toMatch(/port 4000 is taken; gateway uses \d+/);
    expect(first.said()).toMatch(/可扣除金额\n\d{6}\*+/);
    expect(first.said()).toMatch(/待核实 [1-9]\d* 件/);
    expect(first.said()).toContain('核实一件：属实');
    expect(first.said()).toContain('符合：');
    expect(first.said()).toContain('银行 B 用同一授权查询：拒绝，CONSENT_NOT_VALID');
    expect(first.said()).not.toMatch(/拒绝 refused|没有回答|\n\s+at /);
  });

  it('brings back a subgraph that was killed', async () => {
    const before = memberOf(first, 'subgraphs/subsidies/main.ts')!;
    process.kill(before, 'SIGKILL');
    const ready = stack().addresses.subgraphs.subsidies.replace(/graphql$/, 'ready');
    const back = async () => memberOf(first, 'subgraphs/subsidies/main.ts') !== before && (await answers(ready));
    await expect.poll(back, { timeout: 15_000 }).toBe(true);
  });

  it('AG-03 PIPL-15 lets the member withdraw the consent that the bank used', async () => {
    const input = { consentId: consentOf(first), idempotencyKey: 'start-test' };
    const answer = await ask(stack(), 'member-demo', {
      document: 'withdraw-consent',
      purpose: 'own-data',
      variables: { input },
    });
    expect(answer).toMatchObject({ data: { withdrawConsent: { status: 'WITHDRAWN' } } });
  });

  it('ends with Ctrl-C and leaves nothing behind', async () => {
    await interrupt(first);
  });

  it('starts again within seconds with the same people, and asks by a consent that holds', async () => {
    second = await start('--members', '30');
    // Four seconds on a quiet machine; other tests run beside this one.
    expect(second.seconds).toBeLessThan(20);
    expect(second.said()).toContain(`${count} synthetic people (seed 1) are here already and stay`);
    expect(taxAnswer(second)).toBe(taxAnswer(first));
    expect(second.said()).toContain('核实一件：属实');
    expect(second.said()).toContain('符合：');
    expect(consentOf(second)).not.toBe(consentOf(first));
    expect(second.said()).not.toMatch(/拒绝 refused|没有回答/);
  });

  it('refuses a second one beside it, and a reset, in one sentence', async () => {
    const beside = spawned('start.ts', []);
    expect(await beside.ended).toBe(1);
    expect(beside.said()).toMatch(/^npm start failed: already running here as process \d+; stop it first .*\n$/);
    expect(await run('reset.ts', [])).toBe(1);
    await interrupt(second);
  });

  it('says in one sentence that a database cannot be reached', async () => {
    const url = `postgresql://owner:hidden@127.0.0.1:${await freePort(0)}/provident`;
    const lost = spawned('start.ts', [], { DATABASE_URL: url });
    expect(await lost.ended).toBe(1);
    expect(lost.said()).toMatch(/^npm start failed: .*ECONNREFUSED.*\n$/);
    expect(lost.said()).not.toContain('hidden');
  });
});

describe('what it leaves', () => {
  it('holds no number, name or phone of anyone in any log', () => {
    const from = nextMonth(monthOf(systemClock.today()), -30);
    const made = people(count, 1, from, 31);
    const logs = readdirSync(join(folder, 'logs')).map((name) => readFileSync(join(folder, 'logs', name), 'utf8'));
    expect(logs.length).toBeGreaterThanOrEqual(8);
    expect(logs.join('').length).toBeGreaterThan(1000);
    for (const { identityNumber, name, phone } of made) {
      const told = [identityNumber, name, phone].filter((each) => logs.some((log) => log.includes(each)));
      expect(told).toEqual([]);
    }
  });

  it('is gone after npm run reset', async () => {
    expect(await run('reset.ts', [])).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(fallbackHome(folder))).toBe(false);
  });
});
