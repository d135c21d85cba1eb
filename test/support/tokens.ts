import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

export type TokenOptions = {
  /** How the standard claims and the header differ from a good token's. */
  issuer?: string;
  audience?: string;
  /** As jose understands it: '30m', or '-1m' for one that has expired, seconds since 1970, or 'never'. */
  expires?: string | number;
  /** In seconds since 1970; now unless given. */
  issued?: number;
  /** 'stranger' signs with a key that was never published, under the published key's id. */
  signer?: 'current' | 'stranger';
};

export type TestIssuer = {
  url: string;
  audience: string;
  token(claims: JWTPayload, options?: TokenOptions): Promise<string>;
  /** Publishes the next key before anything is signed with it. */
  publishNext(): Promise<void>;
  /** Signs with the next key from now on; the old one is no longer published, unless it is kept. */
  rotate(how?: { keepOld: boolean }): Promise<void>;
  /** How often the published keys have been asked for. */
  keyRequests(): number;
  stop(): Promise<void>;
};

type Signer = { id: string; key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']; published: JWK };

async function newSigner(id: string): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { id, key: privateKey, published: { ...(await exportJWK(publicKey)), kid: id, alg: 'ES256', use: 'sig' } };
}

/** A real issuer over HTTP for tests: discovery and keys as any other, and tokens with whatever claims a test needs. */
export async function startTestIssuer(audience = 'https://provident-graph.local/graphql'): Promise<TestIssuer> {
  let count = 1;
  let keyRequests = 0;
  let current = await newSigner('key-1');
  let next: Signer | undefined;
  let old: Signer | undefined;
  const stranger = await newSigner('stranger');
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const keys = { keys: [current, next, old].flatMap((signer) => signer?.published ?? []) };
    if (request.url === '/jwks') keyRequests += 1;
    const discovery = { issuer: url, jwks_uri: `${url}/jwks`, token_endpoint: `${url}/token` };
    response.end(JSON.stringify(request.url === '/jwks' ? keys : discovery));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    audience,
    token: (claims, options = {}) =>
      (options.expires === 'never'
        ? new SignJWT({ client_id: 'test', ...claims })
        : new SignJWT({ client_id: 'test', ...claims }).setExpirationTime(options.expires ?? '30m')
      )
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: current.id })
        .setIssuer(options.issuer ?? url)
        .setAudience(options.audience ?? audience)
        .setIssuedAt(options.issued)
        .sign((options.signer === 'stranger' ? stranger : current).key),
    publishNext: async () => {
      count += 1;
      next = await newSigner(`key-${count}`);
    },
    rotate: async (how) => {
      old = how?.keepOld ? current : undefined;
      if (!next) count += 1;
      current = next ?? (await newSigner(`key-${count}`));
      next = undefined;
    },
    keyRequests: () => keyRequests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
