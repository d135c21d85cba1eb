import { expect, test } from 'vitest';
import { addSeconds } from '#kernel/clock.ts';
import {
  type Caller,
  callerKeys,
  keysFor,
  keysTextFor,
  nonceMemory,
  signCaller,
  signCalls,
  verifyCaller,
  verifyCalls,
} from './caller.ts';

const keys = callerKeys(`new:${'ab'.repeat(32)},old:${'cd'.repeat(32)}`);
const now = '2026-10-01T02:00:00.000Z';
const body = '{"query":"{ a }"}';
const caller: Caller = {
  client: 'bank-a',
  audience: 'bank',
  cities: ['652300'],
  scopes: [],
  purpose: 'green-channel',
  correlation: 'c-1',
};
const signed = () => signCaller(keys, caller, body, now);
const verify = (
  headers: Record<string, string>,
  given: { body?: string; at?: string; nonces?: ReturnType<typeof nonceMemory> } = {},
) => verifyCaller(keys, headers, given.body ?? body, given.at ?? now, given.nonces ?? nonceMemory()).caller;
const refused = (rule: string) => expect.objectContaining({ code: 'UNAUTHENTICATED', detail: { rule } });

const thrown = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

test('a caller arrives as introduced', () => {
  expect(verify(signed())).toEqual(caller);
});

test('how long the answer is waited for is part of what is signed', () => {
  const headers = signCaller(keys, caller, body, now, 1_990);
  expect(verifyCaller(keys, headers, body, now, nonceMemory())).toEqual({ caller, forMs: 1_990 });
  expect(verifyCaller(keys, signed(), body, now, nonceMemory()).forMs).toBeUndefined();
  const told = JSON.parse(Buffer.from(headers['x-provident-caller']!, 'base64url').toString('utf8')) as object;
  const longer = Buffer.from(JSON.stringify({ ...told, forMs: 60_000 })).toString('base64url');
  expect(thrown(() => verify({ ...headers, 'x-provident-caller': longer }))).toEqual(refused('signature-wrong'));
});

test('without a signature, or with a made-up one, nobody is believed', () => {
  expect(thrown(() => verify({}))).toEqual(refused('signature-missing'));
  const headers = signed();
  expect(thrown(() => verify({ ...headers, 'x-provident-signature': 'new.AAAA' }))).toEqual(refused('signature-wrong'));
  expect(thrown(() => verify({ ...headers, 'x-provident-signature': 'other.AAAA' }))).toEqual(refused('signature-key'));
});

test('a signature holds for the caller it was made for', () => {
  const headers = signed();
  const claims = JSON.parse(Buffer.from(headers['x-provident-caller']!, 'base64url').toString());
  claims.caller.audience = 'centre';
  const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
  expect(thrown(() => verify({ ...headers, 'x-provident-caller': forged }))).toEqual(refused('signature-wrong'));
});

test('a signature holds for one body only', () => {
  expect(thrown(() => verify(signed(), { body: '{"query":"{ b }"}' }))).toEqual(refused('signature-body'));
});

test('a signature holds for thirty seconds', () => {
  expect(verify(signed(), { at: addSeconds(now, 30) })).toEqual(caller);
  expect(thrown(() => verify(signed(), { at: addSeconds(now, 31) }))).toEqual(refused('signature-time'));
  expect(thrown(() => verify(signed(), { at: addSeconds(now, -31) }))).toEqual(refused('signature-time'));
});

test('a signature is taken once, also late in its window', () => {
  const nonces = nonceMemory();
  const headers = signed();
  verify(headers, { nonces });
  for (const seconds of [0, 15, 29]) {
    const again = () => verify(headers, { nonces, at: addSeconds(now, seconds) });
    expect(thrown(again)).toEqual(refused('signature-replayed'));
  }
});

test('the old key still verifies while the new one signs', () => {
  const old = callerKeys(`old:${'cd'.repeat(32)}`);
  expect(verify(signCaller(old, caller, body, now))).toEqual(caller);
  expect(signed()['x-provident-signature']).toMatch(/^new\./);
});

test('a subgraph can neither introduce itself to another nor pass an introduction on to it', () => {
  const masters = callerKeys(`m:${'ef'.repeat(32)}`);
  const ofLoans = callerKeys(keysTextFor(`m:${'ef'.repeat(32)}`, 'loans'));
  const headers = signCaller(keysFor(masters, 'loans'), caller, body, now);
  expect(verifyCaller(ofLoans, headers, body, now, nonceMemory()).caller).toEqual(caller);
  const members = keysFor(masters, 'members');
  expect(thrown(() => verifyCaller(members, headers, body, now, nonceMemory()))).toEqual(refused('signature-wrong'));
  const forged = signCaller(ofLoans, caller, body, now);
  expect(thrown(() => verifyCaller(members, forged, body, now, nonceMemory()))).toEqual(refused('signature-wrong'));
});

test('a key that is short or not hex is refused at start', () => {
  for (const text of ['', 'a', 'a:xyz', 'a:abcd']) expect(() => callerKeys(text)).toThrow(TypeError);
});

test('a body with several calls is signed as a whole, once, for its time, and stands for no single call', () => {
  const calls = Buffer.from(body);
  const [first, payload, second, signature] = signCalls(keys, calls, now);
  const headers = { [first!]: payload!, [second!]: signature! };
  const nonces = nonceMemory();
  const check = (given = headers, sent = calls, at = now) => verifyCalls(keys, given, sent, at, nonces);
  expect(thrown(() => check(headers, Buffer.from(`${body} `)))).toEqual(refused('signature-body'));
  expect(thrown(() => check(headers, calls, addSeconds(now, 31)))).toEqual(refused('signature-time'));
  expect(thrown(() => check({ ...headers, [second!]: 'new.AAAA' }))).toEqual(refused('signature-wrong'));
  expect(thrown(() => check({}))).toEqual(refused('signature-missing'));
  expect(thrown(() => check())).toBeUndefined();
  expect(thrown(() => check())).toEqual(refused('signature-replayed'));
  const asCaller = { 'x-provident-caller': payload!, 'x-provident-signature': signature! };
  expect(thrown(() => verify(asCaller))).toEqual(refused('signature-caller'));
  const single = signed();
  const asCalls = { [first!]: single['x-provident-caller']!, [second!]: single['x-provident-signature']! };
  expect(thrown(() => check(asCalls))).toEqual(refused('signature-caller'));
});
