import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { monotonicMs, systemClock } from '#kernel/clock.ts';
import { callerKeys } from '#service/caller.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';
import type { GatewayContext } from './context.ts';
import { introducing } from './introduce.ts';
import { turns } from './turns.ts';

let slow: Misbehaving;
let quick: Misbehaving;
let pools: Record<string, Pool>;

beforeAll(async () => {
  [slow, quick] = await Promise.all([misbehaving(), misbehaving()]);
  pools = { loans: new Pool(slow.url), risk: new Pool(quick.url) };
});
afterAll(async () => {
  await Promise.all(Object.values(pools).map((pool) => pool.destroy()));
  await Promise.all([slow.stop(), quick.stop()]);
});

const context = (client: string): GatewayContext => ({
  caller: { client, audience: 'regulator', cities: ['652300'], scopes: [], correlation: 'c' },
  ...{ correlation: 'c', turns: 1, waitsFor: 0, persons: [], unanswered: [], deadline: monotonicMs() + 10_000 },
  cost: { most: 0, was: 0 },
});

it('does not ask one that is slow while as many wait as may: a query or a command, told so and what to do', async () => {
  const bounded = turns({ most: 128 });
  bounded.take('many');
  const keys = callerKeys(`k:${'7c'.repeat(32)}`);
  const { ask } = introducing({ pools: pools as never, keys, clock: systemClock, turns: bounded });
  const rest = { body: '{"query":"{a}"}', representations: undefined, cut: undefined };
  const asking = (subgraph: string, kind: 'query' | 'mutation' = 'query', client = 'many') =>
    ask({ subgraph, kind, context: context(client), ...rest });
  const refused = (error: { extensions: unknown }) => error.extensions;
  slow.behave = () => {};
  quick.behave = answer({ data: { a: 1 } });
  // All ask the same, so that it is asked once: the turns are kept by each.
  const waiting = Array.from({ length: 64 }, () => {
    bounded.take('many');
    return asking('loans').catch(refused);
  });
  await pause(120);
  await expect
    .poll(() => Promise.race([asking('loans').catch(refused), pause(20)]), { timeout: 1_500, interval: 50 })
    .toMatchObject({ code: 'UNAVAILABLE', rule: 'overload', http: { status: 200 } });
  const called = slow.calls.length;
  expect(await asking('loans', 'mutation').catch(refused)).toMatchObject({
    ...{ code: 'UNAVAILABLE', rule: 'overload', http: { status: 503 } },
  });
  expect(slow.calls.length).toBe(called);
  // Who has less than its share is let in.
  waiting.push(asking('loans', 'query', 'another').catch(refused));
  await expect.poll(() => slow.calls.length).toBe(called + 1);
  expect((await asking('risk')).data).toEqual({ a: 1 });
  expect(new Set((await Promise.all(waiting)).map((told) => (told as { code: string }).code))).toEqual(
    new Set(['DEADLINE_EXCEEDED']),
  );
  slow.behave = answer({ data: { a: 2 } });
  expect((await asking('loans')).data).toEqual({ a: 2 });
});
