import { createHash, createHmac, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dateFromInstant, systemClock } from '#kernel/clock.ts';
import { ownerOf } from '#test/disclosures.ts';
import { purposeOf } from '#test/gateway.ts';
import { certificates } from './certificates.ts';
import { expectRefused, rawOf, send, startTarget, type Target } from './target.ts';

let target: Target;
let outside: { url: string; asked: number; stop(): void };

beforeAll(async () => {
  target = await startTarget();
  const server = createServer((_, response) => {
    outside.asked += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  outside = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: 0, stop: () => server.close() };
});

afterAll(async () => {
  outside.stop();
  await target.stop();
});

beforeEach(() => {
  target.subgraph.calls.length = 0;
});

const claims = { client_id: 'bank', audience_class: 'bank', cities: ['652300'] };
const question = '{ consentedMember(consent: "x") { greenChannel { tier } } }';
const nowSeconds = () => Math.floor(dateFromInstant(systemClock.now()).getTime() / 1000);
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const good = (more: object = {}, options: object = {}) => target.gateway.issuer.token({ ...claims, ...more }, options);

/** A good token with another header, and a signature made of what is signed. */
async function forged(header: object, signature: (signed: string) => string): Promise<string> {
  const [, payload] = (await good()).split('.');
  const signed = `${encoded(header)}.${payload}`;
  return `${signed}.${signature(signed)}`;
}

async function published(): Promise<Record<string, string>> {
  const answer = await fetch(`${target.gateway.issuer.url}/jwks`);
  return ((await answer.json()) as { keys: Record<string, string>[] }).keys[0]!;
}

const es = (more: object) => ({ alg: 'ES256', kid: 'key-1', typ: 'at+jwt', ...more });
const cut = (token: string, length: number) => token.slice(0, token.lastIndexOf('.') + 1 + length);

/** Each way of not being who one says one is, by its number. */
const tokens: [number, string, () => Promise<string | undefined>][] = [
  [61, 'no token', async () => undefined],
  [62, 'no algorithm', () => forged({ alg: 'none' }, () => '')],
  [62, 'no algorithm, in other letters', () => forged({ alg: 'nOnE' }, () => '')],
  [
    63,
    'the published key as a secret',
    async () => {
      const secret = JSON.stringify(await published());
      return forged({ alg: 'HS256', kid: 'key-1' }, (signed) =>
        createHmac('sha256', secret).update(signed).digest('base64url'),
      );
    },
  ],
  [64, 'a key of its own', async () => forged(es({ kid: 'own', jwk: await published() }), () => 'x'.repeat(86))],
  [64, 'the address of a key', () => forged(es({ kid: 'own', jku: `${outside.url}/jwks` }), () => 'x'.repeat(86))],
  [
    64,
    'the address of a certificate',
    () => forged(es({ kid: 'own', x5u: `${outside.url}/x5u` }), () => 'x'.repeat(86)),
  ],
  [65, 'a path for the name of a key', () => forged(es({ kid: '../../etc/passwd' }), () => 'x'.repeat(86))],
  [65, 'a statement for the name of a key', () => forged(es({ kid: "' OR 1=1 --" }), () => 'x'.repeat(86))],
  [67, 'one that has expired by more than the clocks may differ', () => good({}, { expires: nowSeconds() - 61 })],
  [68, 'one that is not valid yet', () => good({ nbf: nowSeconds() + 300 })],
  [69, 'one for another service', () => good({}, { audience: 'https://elsewhere.example' })],
  [70, 'one of another issuer', () => good({}, { issuer: outside.url })],
  [71, 'one without an end', () => good({}, { expires: 'never' })],
  [71, 'one for ten years', () => good({}, { expires: '3650d' })],
  [72, 'a signature cut short', async () => cut(await good(), 40)],
  [72, 'no signature', async () => cut(await good(), 0)],
  [72, 'a signature of zeros', async () => `${cut(await good(), 0)}${Buffer.alloc(64).toString('base64url')}`],
  [74, 'a critical header that nobody knows', () => forged(es({ crit: ['what'], what: 1 }), () => 'x'.repeat(86))],
];

describe('a token', () => {
  for (const [n, what, make] of tokens) {
    it(`${n}: ${what} is refused, and nobody outside is asked`, async () => {
      const answer = await target.gateway.ask(await make(), question, { headers: purposeOf('bank') });
      expectRefused(target, rawOf(answer), { status: 401, code: 'UNAUTHENTICATED' });
      expect(outside.asked).toBe(0);
    });
  }

  it('73: of a megabyte is refused before it is read', async () => {
    const bytes = `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${'x'.repeat(1_000_000)}\r\n\r\n`;
    expect([431, 0]).toContain((await send(target.port, bytes)).status);
    expectRefused(target, rawOf(await target.gateway.ask('x'.repeat(9_000), question)), { status: 401 });
  });

  it('75: in two headers is refused', async () => {
    const token = await good();
    const twice = `Authorization: Bearer ${token}\r\n`.repeat(2);
    const bytes = `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${twice}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`;
    expect((await send(target.port, bytes)).status).toBe(401);
  });

  it('80: with a scope that is only like the one needed opens nothing', async () => {
    const decide =
      'mutation { decideVerification(input: { verificationId: "x", decision: CONFIRM, evidenceReference: "e", idempotencyKey: "k" }) { id } }';
    for (const scope of [
      'Verification:Decide',
      'verification:*',
      '*',
      'verification:decide2',
      'verification: decide',
      'verification:decide\u00a0',
    ]) {
      const token = await target.gateway.token('hr-bureau', { scope });
      const answer = await target.gateway.ask(token, decide, { headers: purposeOf('hr-bureau') });
      expectRefused(target, rawOf(answer), { status: 403, code: 'FORBIDDEN' });
    }
  });

  it('79: that was revoked is refused within five seconds', async () => {
    const owner = await ownerOf(target.gateway.database.ownerUrl);
    const token = await target.gateway.token('regulator', { jti: 'revoked-one' });
    const ask = async () => (await target.gateway.ask(token, '{ __typename }')).status;
    expect(await ask()).toBe(200);
    await owner.query("INSERT INTO gateway.revocation (client, token) VALUES ('regulator', 'revoked-one')");
    await owner.end();
    const began = performance.now();
    await expect.poll(ask, { timeout: 20_000, interval: 100 }).toBe(401);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect((await target.gateway.ask(await target.gateway.token('regulator'), '{ __typename }')).status).toBe(200);
  });
});

describe('78: a token bound to a certificate', () => {
  const [own, others] = certificates as [string, string];
  const der = (pem: string) => new X509Certificate(pem).raw;
  const shown = (pem: string) => ({ 'client-cert': `:${der(pem).toString('base64')}:` });
  const bound = () => good({ cnf: { 'x5t#S256': createHash('sha256').update(der(own)).digest('base64url') } });
  const ask = async (headers: Record<string, string>, gateway = target.gateway) =>
    (await gateway.ask(await bound(), '{ __typename }', { headers })).status;

  it('is answered with it, and refused with another’s, none, two, or what is no certificate', async () => {
    expect(await ask(shown(own))).toBe(200);
    for (const headers of [shown(others), {}, { 'client-cert': 'x' }, { 'client-cert': ':AAAA:' }] as Record<
      string,
      string
    >[]) {
      expect(await ask(headers)).toBe(401);
    }
  });

  it('is believed only from where TLS ends', async () => {
    const headers = shown(own);
    const token = await target.bound.issuer.token({
      ...claims,
      client_id: 'regulator',
      audience_class: 'regulator',
      cnf: { 'x5t#S256': createHash('sha256').update(der(own)).digest('base64url') },
    });
    expect((await target.bound.ask(token, '{ __typename }', { headers })).status).toBe(401);
  });
});

it('86: a caller that the client makes up is not passed on', async () => {
  const made = { 'x-provident-caller': 'made-up', 'x-provident-signature': 'made-up', 'x-correlation-id': 'made-up' };
  let seen: Record<string, unknown> = {};
  target.subgraph.behave = ({ headers }, response) => {
    seen = headers;
    response.end('{"data":{}}');
  };
  const token = await target.gateway.token('bank');
  await target.gateway.ask(token, question, { headers: { ...purposeOf('bank'), ...made } });
  expect(Object.keys(seen)).toContain('x-provident-caller');
  expect(JSON.stringify(seen)).not.toContain('made-up');
});
