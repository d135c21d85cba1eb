import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Issuer, startIssuer } from './issuer.ts';
import { freePort } from './ports.ts';
import { signingKey } from './secrets.ts';
import { tokenFor } from './token.ts';

const resource = 'https://provident-graph.local/graphql';
const said: unknown[] = [];
for (const way of ['warn', 'info'] as const)
  vi.spyOn(console, way).mockImplementation((...words) => void said.push(words));
let issuer: Issuer;
let bankKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  bankKey = pair.privateKey;
  issuer = await startIssuer({
    port: await freePort(0),
    resource,
    keys: { keys: [signingKey()] } as never,
    cookieKey: 'cookie-key',
    clients: [
      { id: 'hr', secret: 'hr-secret', audience: 'hr-bureau', cities: ['652300'], scopes: ['verification:decide'] },
      {
        id: 'bank',
        jwks: { keys: [await exportJWK(pair.publicKey)] },
        audience: 'bank',
        cities: ['330500'],
        scopes: [],
      },
      { id: 'person', secret: 'own', audience: 'member', cities: [], scopes: ['member:read'], member: 'member-1' },
    ],
  });
});
afterAll(() => issuer.stop());

function verify(token: string) {
  const keys = createRemoteJWKSet(new URL(`${issuer.url}/jwks`));
  return jwtVerify(token, keys, { issuer: issuer.url, audience: resource, algorithms: ['ES256'] });
}

test("an agency's token says who it is, for which cities and with which scope, for half an hour", async () => {
  const { payload } = await verify(await tokenFor(issuer.url, 'hr', 'hr-secret', 'verification:decide'));
  expect(payload).toMatchObject({
    client_id: 'hr',
    audience_class: 'hr-bureau',
    cities: ['652300'],
    scope: 'verification:decide',
  });
  expect(payload.exp! - payload.iat!).toBe(1800);
  expect(payload).not.toHaveProperty('member');
});

test("a member's own token names the member", async () => {
  const { payload } = await verify(await tokenFor(issuer.url, 'person', 'own', 'member:read'));
  expect(payload).toMatchObject({ audience_class: 'member', member: 'member-1' });
});

test('a client gets no scope that is not its own, and nothing with a wrong secret', async () => {
  await expect(tokenFor(issuer.url, 'hr', 'hr-secret', 'member:read')).rejects.toThrow('invalid_scope');
  await expect(tokenFor(issuer.url, 'hr', 'wrong')).rejects.toThrow('invalid_client');
});

test('a bank proves itself with its own key instead of a secret, once per assertion', async () => {
  const assertion = await new SignJWT({ jti: 'once' })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer('bank')
    .setSubject('bank')
    .setAudience(issuer.url)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(bankKey);
  const ask = async () => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'bank',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
    return (await (await fetch(`${issuer.url}/token`, { method: 'POST', body })).json()) as Record<string, string>;
  };
  const { payload } = await verify((await ask())['access_token'] ?? '');
  expect(payload).toMatchObject({ client_id: 'bank', audience_class: 'bank', cities: ['330500'] });
  expect(await ask()).toMatchObject({ error: 'invalid_client' });
});

test('the issuer says nothing on the console', () => {
  expect(said).toEqual([]);
});
