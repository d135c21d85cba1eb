import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { purposeOf, startTestGateway, type TestGateway } from '#test/gateway.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';

// Every request is counted once in the metrics: as an operation that was answered, or as what else became of it.

const told = { data: { pools: ['652300:flexible', '652300:unit'].map((id) => ({ __typename: 'Pool', id })) } };
const query = '{ pools { id } }';

let risk: Misbehaving;
let gateway: TestGateway;

beforeAll(async () => {
  risk = await misbehaving();
  risk.behave = answer(told);
  gateway = await startTestGateway({ subgraphUrls: { risk: risk.url } });
});

afterAll(async () => {
  await gateway.stop();
  await risk.stop();
});

/** How often what was counted, by its labels. */
async function counted(): Promise<Map<string, number>> {
  const text = await (await fetch(`${gateway.operations}/metrics`)).text();
  const lines = text.matchAll(/^provident_(\w+(?:_count|_sum))\{(.*)\} (.*)$/gm);
  const wanted = /^(?:request_seconds_count|operation_seconds_count|operation_cost_\w+)$/;
  return new Map(
    [...lines].flatMap(([, name, labels, value]) => (wanted.test(name!) ? [[`${name} ${labels}`, Number(value)]] : [])),
  );
}

/** Begins a question, and leaves as soon as the subgraph is asked. */
async function askAndLeave(token: string): Promise<void> {
  const body = JSON.stringify({ query });
  const headers = { authorization: `Bearer ${token}`, ...purposeOf('regulator'), 'content-type': 'application/json' };
  const leaving = request(gateway.url, { method: 'POST', headers });
  const left = once(leaving, 'error');
  const waiting: (() => void)[] = [];
  risk.behave = (one, response) => void waiting.push(() => answer(told)(one, response));
  leaving.end(body);
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  leaving.destroy();
  await left;
  // It is seen to be gone before the subgraph answers.
  await vi.waitFor(async () => expect([...(await counted()).keys()].join('\n')).toContain('outcome="gone"'));
  for (const go of waiting) go();
  risk.behave = answer(told);
}

it('every request counts once, as an operation or as what else became of it', async () => {
  const token = await gateway.token('regulator');
  const before = await counted();
  expect((await gateway.ask(token, query)).status).toBe(200);
  expect((await gateway.ask('none', query)).status).toBe(401);
  expect((await fetch(gateway.url.replace('/graphql', '/nowhere'))).status).toBe(404);
  await askAndLeave(token);
  // The one that is answered after it: what the other one's answer would count had come by then.
  expect((await gateway.ask(token, query)).status).toBe(200);
  const after = await counted();
  const more = new Map(
    [...after].flatMap(([key, value]) =>
      value > (before.get(key) ?? 0) ? [[key, value - (before.get(key) ?? 0)]] : [],
    ),
  );
  expect(Object.fromEntries(more)).toEqual({
    'operation_seconds_count audience="regulator",document="other",status="200"': 2,
    'operation_cost_count audience="regulator"': 2,
    // The answer and its two pools, twice.
    'operation_cost_sum audience="regulator"': 6,
    'request_seconds_count service="gateway",outcome="401"': 1,
    'request_seconds_count service="gateway",outcome="404"': 1,
    'request_seconds_count service="gateway",outcome="gone"': 1,
  });
});
