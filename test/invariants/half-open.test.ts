import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, startTestGateway, type TestGateway } from '#test/gateway.ts';
import { report } from './proof-size.ts';

// A subgraph on another machine whose answers are lost on the way from one moment on: nobody closes a connection, and
// nobody says that it is gone. The other machine is a network namespace, so this needs Linux, root and `ip`; where there
// are none, the configuration leaves this file out.

const name = `half-open-${process.pid}`;
const [near, far] = [`pgn${process.pid}`, `pgf${process.pid}`];
const [here, there] = ['10.231.77.1', '10.231.77.2'];

const ip = (...given: string[]) => execFileSync('ip', given, { stdio: 'pipe' });
const within = (...given: string[]) => ip('-n', name, ...given);

function otherMachine(): void {
  ip('netns', 'add', name);
  ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name);
  ip('address', 'add', `${here}/24`, 'dev', near);
  ip('link', 'set', near, 'up');
  within('address', 'add', `${there}/24`, 'dev', far);
  within('link', 'set', far, 'up');
}

let child: ChildProcess;
let gateway: TestGateway;
let token: string;
let port: number;

/** How many connections to the other machine the system takes for open. */
function open(): number {
  const [, ...lines] = readFileSync('/proc/self/net/tcp', 'utf8').trim().split('\n');
  // Addresses stand there in hexadecimal, the last byte first; 01 is ESTABLISHED.
  const address = there
    .split('.')
    .toReversed()
    .map((one) => Number(one).toString(16).padStart(2, '0'))
    .join('');
  const remote = `${address}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
  return lines.filter((line) => line.trim().split(/\s+/)[2] === remote && line.trim().split(/\s+/)[3] === '01').length;
}

beforeAll(async () => {
  otherMachine();
  const main = new URL('../support/faulty-main.ts', import.meta.url).pathname;
  child = spawn('ip', ['netns', 'exec', name, process.execPath, main, '0', there], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  ({ port } = await new Promise<{ port: number }>((resolve) =>
    child.once('message', (told) => resolve(told as never)),
  ));
  gateway = await startTestGateway({ subgraphUrls: { risk: `http://${there}:${port}` } });
  token = await gateway.token('regulator');
}, 60_000);

afterAll(async () => {
  await gateway?.stop();
  child?.kill('SIGKILL');
  spawnSync('ip', ['netns', 'delete', name], { stdio: 'ignore' });
});

const behave = async (how: string) => {
  child.send({ behave: how });
  await once(child, 'message');
};

let asks = 0;
const ask = (): Promise<Answer> => {
  asks += 1;
  return gateway.ask(token, '{ pools { id } }', { headers: { officer: `o-${asks}` } });
};
const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions['code'];

describe('a subgraph of which nothing comes back any more', () => {
  it('keeps nobody longer than the deadline, its silent connections are given up in 15 s, and all is well once it is back', async () => {
    // The way there is not open at once.
    await expect.poll(async () => codeOf(await ask()), { timeout: 20_000, interval: 100 }).toBeUndefined();
    await behave('200 ms');
    const several: Promise<Answer>[] = [];
    for (let n = 0; n < 6; n += 1) {
      several.push(ask());
      await pause(20);
    }
    for (const answer of await Promise.all(several)) expect(codeOf(answer)).toBeUndefined();
    await behave('well');
    const before = open();
    expect(before).toBeGreaterThanOrEqual(6);
    within('route', 'add', 'blackhole', `${here}/32`);
    const lost = performance.now();
    expect(codeOf(await ask())).toBe('DEADLINE_EXCEEDED');
    const told = performance.now() - lost;
    expect(told).toBeLessThan(2_500);
    expect(open()).toBeGreaterThan(0);

    await expect.poll(open, { timeout: 20_000, interval: 100 }).toBe(0);
    const gone = performance.now() - lost;
    expect(gone).toBeLessThan(16_000);
    // What is asked now finds no connection, and is told so within the time for making one.
    const late = performance.now();
    expect(codeOf(await ask())).toMatch(/^(INTERNAL|DEADLINE_EXCEEDED)$/);
    expect(performance.now() - late).toBeLessThan(1_000);
    within('route', 'delete', 'blackhole', `${here}/32`);
    const back = performance.now();
    await expect.poll(async () => codeOf(await ask()), { timeout: 10_000, interval: 100 }).toBeUndefined();
    const whole = performance.now() - back;
    expect(whole).toBeLessThan(5_500);
    report('half-open', { before, toldMs: told, goneMs: gone, wholeMs: whole });
  }, 60_000);
});
