import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { purposeOf, startTestGateway, type TestGateway } from '#test/gateway.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';

const reached = new Set<string>();

const note = (message: unknown) => {
  const { socket } = message as { socket: Socket };
  socket.once('connect', () => void reached.add(`${socket.remoteAddress}:${socket.remotePort}`));
  socket.once('lookup', (_error, _address, _family, host: string) => void reached.add(`looked up ${host}`));
};

let risk: Misbehaving;
let members: Misbehaving;
let gateway: TestGateway;

beforeAll(async () => {
  subscribe('net.client.socket', note);
  risk = await misbehaving();
  risk.behave = answer({ data: { pools: [] } });
  members = await misbehaving();
  gateway = await startTestGateway({ subgraphUrls: { risk: risk.url, members: members.url } });
});

afterAll(async () => {
  unsubscribe('net.client.socket', note);
  await gateway.stop();
  await risk.stop();
  await members.stop();
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

/** How often a subgraph is asked when the same caller asks the same again before the first answer is there. */
async function askedTwice(audience: 'regulator' | 'bank' | 'centre' | 'hr-bureau' | 'member'): Promise<number> {
  const token = await gateway.token(audience, { scope: 'indicators:read' });
  const [subgraph, question] =
    audience === 'regulator' ? [risk, '{ pools { id } }'] : [members, questions[audience as keyof typeof questions]];
  const before = subgraph.calls.length;
  let later = () => {};
  const arrived = new Promise<void>((resolve) => {
    subgraph.behave = (request, response) => {
      resolve();
      const told = answer(subgraph === risk ? { data: { pools: [] } } : { data: null });
      later = () => told(request, response);
      subgraph.behave = told;
    };
  });
  const more = { headers: purposeOf(audience) };
  const first = gateway.ask(token, question, more);
  await arrived;
  const second = gateway.ask(token, question, more);
  await pause(300);
  later();
  await Promise.all([first, second]);
  return subgraph.calls.length - before;
}

const questions = {
  bank: '{ consentedMember(consent: "00000000-0000-4000-8000-000000000007") { greenChannel { tier } } }',
  centre: '{ member(id: "00000000-0000-4000-8000-000000000007") { id } }',
  'hr-bureau': '{ employmentStanding(identityNumber: "652301199001011001") { state } }',
  member: '{ me { id } }',
};

it('asks once what a regulator asks twice at the same time', async () => {
  expect(await askedTwice('regulator')).toBe(1);
});

it.each(['bank', 'centre', 'hr-bureau', 'member'] as const)(
  'CJ-18 gives the %s no answer that was fetched before they asked: a consent may end, or a command be done, between',
  async (audience) => {
    expect(await askedTwice(audience)).toBe(2);
  },
);
