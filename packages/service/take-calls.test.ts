import { Pool } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSeconds, systemClock } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Caller, callerKeys, signCaller, signCalls } from './caller.ts';
import { answersIn, callText } from './calls.ts';
import { type Served, serveSubgraph } from './serve.ts';
import type { ServeSubgraph } from './subgraph-server.ts';
import { leftMs } from './under-way.ts';

const keys = callerKeys(`a:${'ab'.repeat(32)}`);
const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { who: String! left: Int wait(ms: Int!): Int refused: Int broken: Int }
`;

let served: Served;
let waits = 0;

const trial: Omit<ServeSubgraph<{ caller: Caller }>, 'port'> = {
  ...{ name: 'trial', typeDefs, persons: {}, keys, clock: systemClock },
  resolvers: {
    Query: {
      who: (_: unknown, __: unknown, { caller }: { caller: Caller }) => caller.client,
      left: () => Math.round((leftMs() ?? 0) / 1_000),
      wait: (_: unknown, { ms }: { ms: number }) => {
        waits++;
        return new Promise((resolve) => setTimeout(resolve, ms, ms));
      },
      refused: () => {
        throw new Refusal('FORBIDDEN', 'Not for you');
      },
      broken: () => {
        throw new Error('secret');
      },
    },
  },
  context: (caller) => ({ caller }),
  ready: async () => true,
};

beforeAll(async () => {
  served = await serveSubgraph({ ...trial, port: 0 });
});

afterAll(() => served.stop());

const callerOf = (client: string): Caller => ({
  ...{ client, audience: 'bank', cities: ['652300'], scopes: [], correlation: `of-${client}` },
});
const call = (client: string, query: string, forMs?: number) =>
  callText({ mark: client, caller: callerOf(client), forMs }, JSON.stringify({ query }));

const post = (body: Buffer, headers: Record<string, string>, signal?: AbortSignal) =>
  fetch(`http://127.0.0.1:${served.port}/calls`, {
    ...{ method: 'POST', headers, body },
    ...(signal ? { signal } : {}),
  });

function signedFor(body: Buffer, at = systemClock.now()): Record<string, string> {
  const [first, payload, second, signature] = signCalls(keys, body, at);
  return { [first!]: payload!, [second!]: signature! };
}

async function answersTo(...calls: string[]) {
  const body = Buffer.from(calls.join(''));
  const response = await post(body, signedFor(body));
  expect(response.status).toBe(200);
  const taken: { mark: string; status: number; bytes: Buffer }[] = [];
  const answers = answersIn(1e6, {
    taken: (mark, status, bytes) => void taken.push({ mark, status, bytes }),
    tooLong: () => expect.unreachable(),
  });
  for await (const part of response.body!) answers.add(Buffer.from(part));
  expect(answers.ended()).toBe(true);
  return taken.map(({ bytes, ...rest }) => ({ ...rest, answer: JSON.parse(String(bytes)) as Record<string, unknown> }));
}

describe('calls that come together', () => {
  it('are each worked for in the name and the time of their own caller', async () => {
    const taken = await answersTo(call('a', '{ who left }', 20_000), call('b', '{ who left }', 4_000));
    expect(taken.toSorted((one, other) => one.mark.localeCompare(other.mark))).toEqual([
      { mark: 'a', status: 200, answer: { data: { who: 'a', left: 19 } } },
      { mark: 'b', status: 200, answer: { data: { who: 'b', left: 4 } } },
    ]);
  });

  it('are answered each when it is done, and what one is refused or breaks is nothing to the others', async () => {
    const taken = await answersTo(
      ...[call('a', '{ wait(ms: 200) }'), call('b', '{ refused }'), call('c', '{ broken }'), call('d', 'not graphql')],
      ...[callText({ mark: 'e', caller: callerOf('e'), forMs: 1_000 }, 'not json'), call('f', '{ who }')],
    );
    expect(taken.at(-1)).toMatchObject({ mark: 'a', answer: { data: { wait: 200 } } });
    const codes = taken.map(({ mark, status, answer: { errors } }) => [
      ...[mark, status, (errors as { extensions: { code: string } }[] | undefined)?.[0]?.extensions.code],
    ]);
    expect(codes.toSorted()).toEqual([
      ...[
        ['a', 200, undefined],
        ['b', 200, 'FORBIDDEN'],
        ['c', 200, 'INTERNAL'],
      ],
      ...[
        ['d', 400, 'GRAPHQL_PARSE_FAILED'],
        ['e', 400, 'INVALID_INPUT'],
        ['f', 200, undefined],
      ],
    ]);
    expect(JSON.stringify(taken)).not.toContain('secret');
  });

  it('go on for the rest when the gateway leaves before they are answered', async () => {
    const body = Buffer.from([call('a', '{ wait(ms: 200) }'), call('b', '{ wait(ms: 200) }')].join(''));
    await expect(post(body, signedFor(body), AbortSignal.timeout(50)).then((one) => one.text())).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await answersTo(call('c', '{ who }'))).toMatchObject([{ answer: { data: { who: 'c' } } }]);
  });
});

describe('a body with calls', () => {
  const body = Buffer.from(call('a', '{ who }'));
  const alone = () => signCaller(keys, callerOf('a'), body, systemClock.now());
  const refused: Record<string, [() => Record<string, string>, string]> = {
    'without a signature': [() => ({}), 'signature-missing'],
    'signed for another': [() => signedFor(Buffer.from('x')), 'signature-body'],
    'signed long ago': [() => signedFor(body, addSeconds(systemClock.now(), -60)), 'signature-time'],
    'with the signature of a single call': [
      () => ({ ...alone(), 'x-provident-calls': alone()['x-provident-caller']! }),
      'signature-wrong',
    ],
  };
  for (const [what, [headers, rule]] of Object.entries(refused)) {
    it(`is refused ${what}`, async () => {
      const response = await post(body, headers());
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED', rule } }] });
    });
  }

  it('is refused where it is not of the form', async () => {
    for (const sent of ['{}', 'x\n', call('a', '{ who }').slice(0, -1)]) {
      const response = await post(Buffer.from(sent), signedFor(Buffer.from(sent)));
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
    }
  });
});

it('a subgraph that is told to end answers what is under way, keeps nobody, and is soon gone however busy it is', async () => {
  const leaving = await serveSubgraph({ ...trial, port: 0 });
  const pool = new Pool(`http://127.0.0.1:${leaving.port}`, { connections: 4 });
  const outcomes: string[] = [];
  const before = waits;
  let over = false;
  const askOn = async (name: string) => {
    while (!over) {
      const body = Buffer.from([call(name, '{ wait(ms: 20) }'), call(`${name}2`, '{ wait(ms: 20) }')].join(''));
      const sent = { path: '/calls', method: 'POST' as const, headers: signedFor(body), body };
      const told = pool
        .request(sent)
        .then(async (answer) => `${answer.statusCode} ${(await answer.body.text()).length}`);
      outcomes.push(await told.catch((error: { code?: string }) => error.code ?? String(error)));
    }
  };
  const asking = Promise.all(['a', 'b', 'c', 'd'].map(askOn));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const began = performance.now();
  await leaving.stop();
  expect(performance.now() - began).toBeLessThan(3_000);
  over = true;
  await asking;
  const after = pool.request({ path: '/health', method: 'GET' });
  await expect(after).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await pool.destroy();
  const answered = outcomes.filter((one) => one.startsWith('200')).length;
  expect(answered).toBeGreaterThan(8);
  // All that it began was answered; what it had not taken yet can be asked elsewhere without a doubt.
  expect(waits - before).toBe(2 * answered);
  const untaken = outcomes.filter((one) => !one.startsWith('200'));
  expect(untaken.filter((code) => !['ECONNREFUSED', 'ECONNRESET'].includes(code))).toEqual([]);
});
