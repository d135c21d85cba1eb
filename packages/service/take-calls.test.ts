import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSeconds, systemClock } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Caller, callerKeys, callHead, signCaller, signCalls } from './caller.ts';
import { type AnswerTaken, answersIn, callText } from './calls.ts';
import { type Served, serveSubgraph } from './serve.ts';
import { leftMs } from './under-way.ts';

const keys = callerKeys(`a:${'ab'.repeat(32)}`);
const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { who: String! left: Int wait(ms: Int!): Int refused: Int broken: Int }
`;

let served: Served;

beforeAll(async () => {
  served = await serveSubgraph<{ caller: Caller }>({
    ...{ name: 'trial', port: 0, typeDefs, persons: {}, keys, clock: systemClock },
    resolvers: {
      Query: {
        who: (_: unknown, __: unknown, { caller }: { caller: Caller }) => caller.client,
        left: () => Math.round((leftMs() ?? 0) / 1_000),
        wait: (_: unknown, { ms }: { ms: number }) => new Promise((resolve) => setTimeout(resolve, ms, ms)),
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
  });
});

afterAll(() => served.stop());

const callerOf = (client: string): Caller => ({
  ...{ client, audience: 'bank', cities: ['652300'], scopes: [], correlation: `of-${client}` },
});
const call = (client: string, query: string, forMs?: number) =>
  callText(callHead(callerOf(client), forMs), JSON.stringify({ query }));

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
  const taken: (AnswerTaken & { index: number })[] = [];
  const answers = answersIn(
    1e6,
    (index, answer) => void taken.push({ index, ...answer }),
    () => new Error('long'),
  );
  for await (const part of response.body!) answers.add(Buffer.from(part));
  expect(answers.ended()).toBe(true);
  return taken.map(({ bytes, ...rest }) => ({ ...rest, answer: JSON.parse(String(bytes)) as Record<string, unknown> }));
}

describe('calls that come together', () => {
  it('are each worked for in the name and the time of their own caller', async () => {
    const taken = await answersTo(call('a', '{ who left }', 20_000), call('b', '{ who left }', 4_000));
    expect(taken.toSorted((one, other) => one.index - other.index)).toEqual([
      { index: 0, status: 200, asker: 'of-a', answer: { data: { who: 'a', left: 19 } } },
      { index: 1, status: 200, asker: 'of-b', answer: { data: { who: 'b', left: 4 } } },
    ]);
  });

  it('are answered each when it is done, and what one is refused or breaks is nothing to the others', async () => {
    const taken = await answersTo(
      ...[call('a', '{ wait(ms: 200) }'), call('b', '{ refused }'), call('c', '{ broken }'), call('d', 'not graphql')],
      ...[callText(callHead(callerOf('e')), 'not json'), call('f', '{ who }')],
    );
    expect(taken.at(-1)).toMatchObject({ index: 0, answer: { data: { wait: 200 } } });
    const codes = taken.map(({ index, status, answer: { errors } }) => [
      ...[index, status, (errors as { extensions: { code: string } }[] | undefined)?.[0]?.extensions.code],
    ]);
    expect(codes.toSorted()).toEqual([
      ...[
        [0, 200, undefined],
        [1, 200, 'FORBIDDEN'],
        [2, 200, 'INTERNAL'],
      ],
      ...[
        [3, 400, 'GRAPHQL_PARSE_FAILED'],
        [4, 400, 'INVALID_INPUT'],
        [5, 200, undefined],
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
