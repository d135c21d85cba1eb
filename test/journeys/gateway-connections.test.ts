import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '#test/gateway.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';

const reached = new Set<string>();

const note = (message: unknown) => {
  const { socket } = message as { socket: Socket };
  socket.once('connect', () => void reached.add(`${socket.remoteAddress}:${socket.remotePort}`));
  socket.once('lookup', (_error, _address, _family, host: string) => void reached.add(`looked up ${host}`));
};

let risk: Misbehaving;
let gateway: TestGateway;

beforeAll(async () => {
  subscribe('net.client.socket', note);
  risk = await misbehaving();
  risk.behave = answer({ data: { pools: [] } });
  gateway = await startTestGateway({ subgraphUrls: { risk: risk.url } });
});

afterAll(async () => {
  unsubscribe('net.client.socket', note);
  await gateway.stop();
  await risk.stop();
});

it('connects to its subgraphs, its issuer and its database, and to nobody else', async () => {
  const token = await gateway.token('regulator');
  expect((await gateway.ask(token, '{ pools { id } }')).status).toBe(200);
  await gateway.reload();
  // What reports elsewhere does so a while after the start.
  await pause(3_000);
  expect(process.env['APOLLO_TELEMETRY_DISABLED']).toBe('1');
  const own = [gateway.url, gateway.issuer.url, risk.url, gateway.operations, gateway.database.ownerUrl];
  const ports = new Set(own.map((url) => new URL(url).port));
  const others = [...reached].filter(
    (place) => place !== 'looked up localhost' && !ports.has(place.split(':').at(-1)!),
  );
  expect(reached.size).toBeGreaterThanOrEqual(3);
  expect(others).toEqual([]);
});
