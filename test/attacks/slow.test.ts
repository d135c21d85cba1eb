import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endUnread } from '#service/http.ts';
import { startTestGateway, type TestGateway } from '#test/gateway.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';
import { proofSize, report } from '../invariants/proof-size.ts';
import { quantile } from '../invariants/steadily.ts';

// Clients that take their time: each is waited for so long and no longer, and keeps nobody else waiting.

const { idle, times, full } = proofSize({
  small: { idle: 200, times: 20, full: 0 },
  full: { idle: 5_000, times: 500, full: 1 },
});

let risk: Misbehaving;
let gateway: TestGateway;
let port: number;

beforeAll(async () => {
  risk = await misbehaving();
  risk.behave = answer({ data: { pools: [] } });
  // A hundredth of what clients are given otherwise.
  const patience = { headers: 300, request: 600, check: 50 };
  gateway = await startTestGateway({ subgraphUrls: { risk: risk.url }, more: { patience } });
  port = Number(new URL(gateway.url).port);
});

afterAll(async () => {
  await gateway.stop();
  await risk.stop();
});

const ask = async () => {
  const began = performance.now();
  const { status } = await gateway.ask(await gateway.token('regulator'), '{ pools { id } }');
  expect(status).toBe(200);
  return performance.now() - began;
};

/** Opens a connection, sends piece after piece, and tells what came back until the gateway closed it. */
async function drip(first: string, piece: string): Promise<{ head: string; ms: number }> {
  const began = performance.now();
  let head = '';
  const socket = connect(port, '127.0.0.1', () => socket.write(first));
  const timer = setInterval(() => socket.write(piece), 40);
  socket.on('data', (part) => {
    head += part.toString('latin1');
  });
  socket.on('error', () => {});
  await new Promise<void>((resolve) => void socket.on('close', () => resolve()));
  clearInterval(timer);
  return { head, ms: performance.now() - began };
}

describe('a client that is slow', () => {
  it('50: with its headers is told 408 and left, and others are answered meanwhile', async () => {
    const slow = drip('POST /graphql HTTP/1.1\r\nHost: x\r\n', 'X: y\r\n');
    await ask();
    const { head, ms } = await slow;
    expect(head).toMatch(/^HTTP\/1\.1 408 /);
    expect(ms).toBeLessThan(10_000);
    expect(risk.calls.length).toBe(1);
  });

  it('51: with its body is left, having asked nobody', async () => {
    const token = await gateway.token('regulator');
    const before = risk.calls.length;
    const headers = `Host: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n`;
    const { head, ms } = await drip(`POST /graphql HTTP/1.1\r\n${headers}{`, ' ');
    expect(head === '' || /^HTTP\/1\.1 4/.test(head)).toBe(true);
    expect(ms).toBeLessThan(10_000);
    expect(risk.calls.length).toBe(before);
  });

  it('52: to read its answer is left, and the answer with it', async () => {
    let left: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => {
      left = resolve;
    });
    const server = createServer((_, response) => {
      response.on('close', () => left!());
      response.end(Buffer.alloc(64 * 1024 * 1024));
      endUnread(response, 200);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.pause();
    const began = performance.now();
    await gone;
    expect(performance.now() - began).toBeGreaterThanOrEqual(150);
    socket.destroy();
    server.close();
  });
});

it('53: thousands who connect and say nothing keep nobody waiting', async () => {
  const patient = await startTestGateway({ subgraphUrls: { risk: risk.url } });
  const asked = async () => {
    const took: number[] = [];
    for (let n = 0; n < times; n += 1) {
      const began = performance.now();
      const { status } = await patient.ask(await patient.token('regulator'), '{ pools { id } }');
      expect(status).toBe(200);
      took.push(performance.now() - began);
    }
    return quantile(took, 0.99);
  };
  await asked();
  const quiet = await asked();
  const sockets: Socket[] = [];
  for (let n = 0; n < idle; n += 1) {
    sockets.push(connect(Number(new URL(patient.url).port), '127.0.0.1').on('error', () => {}));
    if (n % 200 === 199) await pause(20);
  }
  await expect.poll(() => sockets.filter(({ connecting }) => !connecting).length, { timeout: 20_000 }).toBe(idle);
  const beside = await asked();
  report('beside idle connections', {
    idle,
    'p99 µs': Math.round(beside * 1_000),
    'p99 µs when quiet': Math.round(quiet * 1_000),
  });
  if (full) expect(beside).toBeLessThanOrEqual(quiet * 2);
  for (const socket of sockets) socket.destroy();
  await patient.stop();
}, 120_000);
