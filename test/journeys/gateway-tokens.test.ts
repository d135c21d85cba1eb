import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateFromInstant, systemClock } from '#kernel/clock.ts';
import { startTestGateway, type TestGateway } from '#test/gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

afterAll(() => gateway.stop());

const code = (body: { errors?: { extensions: Record<string, unknown> }[] }) => body.errors?.[0]?.extensions['code'];

describe('who asks', () => {
  it('refuses a request without a token with 401 and says that a bearer token is needed', async () => {
    const answer = await gateway.ask(undefined, '{ __typename }');
    expect(answer.status).toBe(401);
    expect(code(answer.body)).toBe('UNAUTHENTICATED');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers a good token', async () => {
    const answer = await gateway.ask(await gateway.token('bank'), '{ __typename }');
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({ __typename: 'Query' });
  });

  const claims = { client_id: 'bank', audience_class: 'bank', cities: ['652300'] };
  const inSeconds = (seconds: number) => Math.floor(dateFromInstant(systemClock.now()).getTime() / 1000) + seconds;
  const far = { issued: 99_999_999_999, expires: 99_999_999_999 };
  const plain = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const wrongTokens: Record<string, () => Promise<string>> = {
    'an expired token': () => gateway.issuer.token(claims, { expires: '-5m' }),
    'a token for ten years': () => gateway.issuer.token(claims, { expires: '3650d' }),
    'a token issued and expiring at once in a far future': () => gateway.issuer.token(claims, far),
    'a token issued in two minutes': () => gateway.issuer.token(claims, { issued: inSeconds(120), expires: '30m' }),
    'a token that says it was issued later than it lives': () =>
      gateway.issuer.token(claims, { issued: inSeconds(30), expires: inSeconds(3_700) }),
    'a token of another issuer': () => gateway.issuer.token(claims, { issuer: 'https://elsewhere.example' }),
    'a token for another service': () => gateway.issuer.token(claims, { audience: 'https://elsewhere.example' }),
    'a token signed by a stranger': () => gateway.issuer.token(claims, { signer: 'stranger' }),
    'a token not valid yet': () => gateway.issuer.token({ ...claims, nbf: 4_000_000_000 }),
    'a token without an audience class': () => gateway.issuer.token({ client_id: 'bank', cities: ['652300'] }),
    'a token of an unknown audience class': () => gateway.issuer.token({ ...claims, audience_class: 'everyone' }),
    'a token for a city that takes no part': () => gateway.issuer.token({ ...claims, cities: ['110000'] }),
    'a member token that names no member': () => gateway.issuer.token({ ...claims, audience_class: 'member' }),
    'a token of algorithm none': async () => `${plain({ alg: 'none' })}.${plain(claims)}.`,
    'a token that carries its own key': async () =>
      `${plain({ alg: 'ES256', jwk: { kty: 'EC' }, kid: '../../etc/passwd' })}.${plain(claims)}.AAAA`,
    'a token longer than 8 KiB': async () => 'a'.repeat(9_000),
    'text that is no token': async () => 'letmein',
  };

  for (const [what, make] of Object.entries(wrongTokens)) {
    it(`refuses ${what}`, async () => {
      const answer = await gateway.ask(await make(), '{ __typename }');
      expect(answer.status).toBe(401);
      expect(code(answer.body)).toBe('UNAUTHENTICATED');
    });
  }

  it('never reads a token from the address', async () => {
    const token = await gateway.token('bank');
    const answer = await fetch(`${gateway.url}?access_token=${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(answer.status).toBe(401);
  });

  it('refuses two Authorization headers, which two readers could read differently', async () => {
    const token = await gateway.token('bank');
    const { port } = new URL(gateway.url);
    const answer = await sendRaw(
      Number(port),
      `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer ${token}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).toContain('two-authorizations');
  });

  it('asks the issuer at most once in 30 seconds for a key it does not know', async () => {
    await gateway.ask(await gateway.token('bank'), '{ __typename }');
    const before = gateway.issuer.keyRequests();
    await gateway.issuer.rotate();
    for (let count = 0; count < 50; count += 1) {
      const answer = await gateway.ask(await gateway.token('bank', { jti: String(count) }), '{ __typename }');
      expect(answer.status).toBe(401);
    }
    expect(gateway.issuer.keyRequests() - before).toBeLessThanOrEqual(1);
  });
});

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (part) => {
      answer += part.toString('utf8');
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
