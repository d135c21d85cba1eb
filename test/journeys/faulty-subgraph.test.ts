import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { keysFor, nonceMemory, verifyCaller } from '#service/caller.ts';
import { purposeOf, startTestGateway, type TestGateway, testCallerKeys } from '#test/gateway.ts';
import { answer, type Behaviour, type Misbehaving, misbehaving } from '#test/misbehaving.ts';

// What a subgraph may do wrong, and that neither a wrong figure nor an inner word ever reaches a client for it.

const raw =
  (text: string, status = 200): Behaviour =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end(text);
  };

const twoPools = [
  { __typename: 'Pool', id: '652300:flexible', city: 'CHANGJI' },
  { __typename: 'Pool', id: '652300:unit', city: 'CHANGJI' },
];
// A pool is known by its id, so the gateway asks for it beside what it wants.
const balance = (depositBalance: unknown, kind: string) => ({ id: `652300:${kind}`, depositBalance });
const query = '{ pools { id city depositBalance } }';
const keys = testCallerKeys();

let risk: Misbehaving;
let contributions: Misbehaving;
let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  risk = await misbehaving();
  contributions = await misbehaving();
  gateway = await startTestGateway({ keys, subgraphUrls: { risk: risk.url, contributions: contributions.url } });
  token = await gateway.token('regulator');
});

afterAll(async () => {
  await gateway.stop();
  await risk.stop();
  await contributions.stop();
});

beforeEach(() => {
  risk.calls.length = 0;
  contributions.calls.length = 0;
  risk.behave = answer({ data: { pools: twoPools } });
  contributions.behave = answer({ data: { _entities: [balance('1.00', 'flexible'), balance('2.00', 'unit')] } });
});

const internal = (errors: unknown) =>
  expect(errors).toMatchObject([{ message: 'Internal fault', extensions: { code: 'INTERNAL' } }]);

describe('a subgraph that works', () => {
  it('is introduced to the caller with a signature over the very body, once', async () => {
    const seen: { body: string; headers: IncomingMessage['headers'] }[] = [];
    risk.behave = (request, response) => {
      seen.push(request);
      answer({ data: { pools: twoPools } })(request, response);
    };
    const answered = await gateway.ask(token, query);
    expect(answered.body).toEqual({
      data: {
        pools: [
          { id: '652300:flexible', city: 'CHANGJI', depositBalance: '1.00' },
          { id: '652300:unit', city: 'CHANGJI', depositBalance: '2.00' },
        ],
      },
    });
    const { body, headers } = seen[0]!;
    const { caller } = verifyCaller(keysFor(keys, 'risk'), headers, body, systemClock.now(), nonceMemory());
    expect(caller).toMatchObject({ client: 'regulator', audience: 'regulator', cities: ['652300'] });
    expect(caller.correlation).toBe(answered.headers.get('x-correlation-id'));
    // Told once, in what is signed.
    expect(headers).not.toHaveProperty('x-correlation-id');
    expect(() => verifyCaller(keysFor(keys, 'risk'), headers, `${body} `, systemClock.now(), nonceMemory())).toThrow();
  });

  it('never sees the headers with which a client would introduce itself', async () => {
    await gateway.ask(token, query, { headers: { 'x-provident-caller': 'forged', 'x-provident-signature': 'forged' } });
    expect(risk.calls).toHaveLength(1);
  });
});

describe('a subgraph that answers wrong', () => {
  it('cannot overwrite what another subgraph said', async () => {
    const hijacked = { city: 'HUZHOU', __proto__: { city: 'HUZHOU' }, constructor: 'HUZHOU' };
    contributions.behave = answer({
      data: {
        _entities: [
          { ...balance('1.00', 'flexible'), ...hijacked },
          { ...balance('2.00', 'unit'), ...hijacked },
        ],
      },
    });
    const { body } = await gateway.ask(token, query);
    expect(body.data).toMatchObject({
      pools: [
        { id: '652300:flexible', city: 'CHANGJI' },
        { id: '652300:unit', city: 'CHANGJI' },
      ],
    });
    const metrics = await (await fetch(`${gateway.operations}/metrics`)).text();
    const dropped = /provident_untaken_values_total\{subgraph="contributions",kind="dropped"\} (\d+)/.exec(metrics);
    expect(Number(dropped?.[1])).toBeGreaterThanOrEqual(2);
    expect(metrics).toMatch(/provident_fetch_seconds_count\{subgraph="risk",outcome="answered"\} \d/);
    expect(metrics).toMatch(
      /provident_operation_seconds_count\{audience="regulator",document="other",status="200"\} \d/,
    );
  });

  for (const count of [1, 3]) {
    it(`never has one pool’s balance shown as another’s when it gives ${count} of 2`, async () => {
      contributions.behave = answer({
        data: { _entities: Array.from({ length: count }, () => balance('1.00', 'flexible')) },
      });
      const { body } = await gateway.ask(token, query);
      expect(body.data).toBeNull();
      internal(body.errors);
    });
  }

  for (const [what, entities] of Object.entries({
    'in another order': [balance('2.00', 'unit'), balance('1.00', 'flexible')],
    'of pools that were not asked about': [balance('1.00', 'flexible'), balance('2.00', 'other')],
    'without saying of which pools': [{ depositBalance: '1.00' }, { depositBalance: '2.00' }],
    'of another type': [
      { ...balance('1.00', 'flexible'), __typename: 'Member' },
      { ...balance('2.00', 'unit'), __typename: 'Member' },
    ].map(({ id: _, ...rest }) => rest),
  })) {
    it(`never has one pool’s balance shown as another’s when it gives them ${what}`, async () => {
      contributions.behave = answer({ data: { _entities: entities } });
      const { body } = await gateway.ask(token, query);
      expect(body.data).toBeNull();
      internal(body.errors);
    });
  }

  it('that gives an object for an amount causes an error with its place, never a silent null', async () => {
    contributions.behave = answer({
      data: { _entities: [balance({ yuan: '1.00' }, 'flexible'), balance('2.00', 'unit')] },
    });
    const { body } = await gateway.ask(token, query);
    expect(body.data).toBeNull();
    expect(body.errors).toMatchObject([{ path: ['pools', 0, 'depositBalance'], extensions: { code: 'INTERNAL' } }]);
  });

  for (const [what, behave] of Object.entries({
    'a page of HTML': raw('<html>postgres://owner:secret@10.0.0.1/fund</html>'),
    'a page of HTML with 502': raw('<html>upstream 10.0.0.1</html>', 502),
    'an answer of nine mebibytes': answer({ data: { pools: twoPools, filler: 'x'.repeat(9 * 1024 * 1024) } }),
    'a broken connection': ((_, response) => void response.destroy()) satisfies Behaviour,
    'a refusal to be introduced': answer(
      { errors: [{ message: 'not introduced', extensions: { code: 'UNAUTHENTICATED' } }] },
      401,
    ),
    'the words of its database': answer({
      errors: [
        {
          message: 'duplicate key: (65230119900101001X) postgres://10.0.0.1',
          extensions: { code: 'XX000', stacktrace: ['at db'] },
        },
      ],
      data: null,
    }),
  })) {
    it(`${what} is told as a fault and nothing more`, async () => {
      risk.behave = behave;
      const { text, body } = await gateway.ask(token, query);
      internal(body.errors);
      expect(text).not.toMatch(/postgres|10\.0\.0\.1|65230119900101001X|stack|risk|not introduced/);
    });
  }

  for (const [what, behave] of Object.entries({
    'that is no JSON behind a name': raw('{"data":{"a":"阿依古丽","b":NaN}}'),
    'that is a page with a name': raw('<html>阿依古丽 Ayigul id_65230119900101001X</html>', 500),
    'with an error that quotes': answer({
      errors: [{ message: 'no value: { name: "Ayigul", of: "阿依古丽" }', extensions: { code: 'BAD_USER_INPUT' } }],
      data: null,
    }),
  })) {
    it(`writes nothing of a person from an answer ${what} to the log`, async () => {
      risk.behave = behave;
      const { body, headers } = await gateway.ask(token, query);
      internal(body.errors);
      const lines = readFileSync(process.env['LOG_FILE']!, 'utf8').split('\n');
      const own = lines.filter((line) => line.includes(headers.get('x-correlation-id')!)).join('\n');
      expect(own).toContain('"fault":');
      expect(own).not.toMatch(/阿依古丽|Ayigul|6523011/);
    });
  }

  it('that hangs is given up after two seconds', async () => {
    risk.behave = () => {};
    const began = performance.now();
    const { body } = await gateway.ask(token, query);
    expect(body.errors).toMatchObject([{ message: 'Not answered in time', extensions: { code: 'DEADLINE_EXCEEDED' } }]);
    expect(performance.now() - began).toBeLessThan(3_500);
  });
});

describe('a subgraph that refuses', () => {
  it('is quoted with its code, clause and reasons, and with nothing else it says', async () => {
    const detail = {
      clause: 'CJ-20',
      field: 'amount',
      reasons: [{ clause: 'CJ-20', met: false, text: '超出计提上限' }],
    };
    risk.behave = answer({
      data: null,
      errors: [
        {
          message: '计提超出上限',
          path: ['pools'],
          extensions: { code: 'NOT_ELIGIBLE', ...detail, sql: 'SELECT', http: { status: 418 } },
        },
      ],
    });
    const answered = await gateway.ask(token, query);
    const correlation = answered.headers.get('x-correlation-id');
    expect(answered.status).toBe(200);
    expect(answered.body.errors).toEqual([
      { message: '计提超出上限', path: ['pools'], extensions: { code: 'NOT_ELIGIBLE', ...detail, correlation } },
    ]);
  });
});

describe('a command', () => {
  it('that a subgraph answers with 503 is sent once and never again', async () => {
    risk.behave = raw('busy', 503);
    const mutation =
      'mutation { provisionReserve(input: { city: CHANGJI, kind: FLEXIBLE, amount: "1.00", idempotencyKey: "k" }) { id } }';
    const centre = await gateway.token('centre', { scope: 'reserve:provision' });
    const { body } = await gateway.ask(centre, mutation, { headers: purposeOf('centre') });
    expect(body.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    expect(risk.calls).toHaveLength(1);
  });
});
