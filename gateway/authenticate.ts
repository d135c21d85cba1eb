import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Clock, dateFromInstant, monotonicMs } from '#kernel/clock.ts';
import { audiences, type Caller } from '#service/caller.ts';
import { cityCodes, isCityCode } from '#service/cities.ts';
import { refusal } from './failure.ts';

const algorithms = ['RS256', 'ES256', 'PS256', 'EdDSA'];
const longestTokenBytes = 8 * 1024;
const longestLifeSeconds = 60 * 60;
const toleranceSeconds = 60;
// A verified token is taken at its word for this long, so that a withdrawn key stops working soon.
const rememberedSeconds = 300;
const mostRemembered = 10_000;
const keyRefreshMs = 30_000;
const issuerTimeoutMs = 3_000;

const issuerCodes = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JWK_INVALID']);

const claimsShape = z.object({
  client_id: z.string().min(1).max(100),
  audience_class: z.enum(audiences),
  cities: z.array(z.string().refine(isCityCode)).min(1).max(cityCodes.length),
  scope: z.string().max(2_000).default(''),
  member: z.uuid().optional(),
  iat: z.number(),
  exp: z.number(),
});

type Claims = z.infer<typeof claimsShape>;
type KnownCaller = Pick<Caller, 'client' | 'audience' | 'cities' | 'scopes' | 'member'>;
type KeySet = ReturnType<typeof createRemoteJWKSet>;

const refused = (rule: string) => refusal('UNAUTHENTICATED', 'A valid access token is needed', 401, { rule });
const issuerAway = () => refusal('UNAVAILABLE', 'Access tokens cannot be checked now', 503);

/** The bearer token of the one Authorization header; two headers are refused, since they could be read differently. */
export function bearerToken(headers: Record<string, string[] | undefined>): string {
  const given = headers['authorization'] ?? [];
  if (given.length === 0) throw refused('token-missing');
  if (given.length > 1) throw refused('two-authorizations');
  const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(given[0]!) ?? [];
  if (!token) throw refused('not-a-bearer-token');
  if (token.length > longestTokenBytes) throw refused('token-too-long');
  return token;
}

async function discoverKeys(issuer: string): Promise<KeySet> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(issuerTimeoutMs), redirect: 'error' });
  if (!answer.ok) throw new Error(`The issuer's configuration answered ${answer.status}`);
  const found = z.object({ issuer: z.literal(issuer), jwks_uri: z.url() }).parse(await answer.json());
  return createRemoteJWKSet(new URL(found.jwks_uri), {
    cooldownDuration: keyRefreshMs,
    timeoutDuration: issuerTimeoutMs,
  });
}

function callerOf(claims: Claims): KnownCaller {
  return {
    client: claims.client_id,
    audience: claims.audience_class,
    cities: claims.cities.filter(isCityCode),
    scopes: claims.scope.split(' ').filter((scope) => scope !== ''),
    ...(claims.member ? { member: claims.member } : {}),
  };
}

function checkedClaims(payload: JWTPayload, nowSeconds: number): Claims {
  const read = claimsShape.safeParse(payload);
  if (!read.success) throw refused('claims');
  const { iat, exp } = read.data;
  if (iat > nowSeconds + toleranceSeconds) throw refused('issued-in-the-future');
  // From now as well as from its issue: a token that claims to be older or younger than it is lives no longer for it.
  if (exp - iat > longestLifeSeconds || exp > nowSeconds + longestLifeSeconds + toleranceSeconds) {
    throw refused('life-too-long');
  }
  if (read.data.audience_class === 'member' && !read.data.member) throw refused('claims');
  return read.data;
}

// What goes wrong with the issuer is not the caller's fault; what goes wrong with the token is.
function failureOf(error: unknown): Error {
  if (!(error instanceof errors.JOSEError)) return error instanceof TypeError ? issuerAway() : (error as Error);
  if (issuerCodes.has(error.code)) return issuerAway();
  return refused(error.code.replace('ERR_', '').toLowerCase().replaceAll('_', '-'));
}

/** Checks access tokens against the issuer's published keys: signature, algorithm, issuer, audience, times, claims. */
export function authenticator(options: { issuer: string; audience: string; clock: Clock }) {
  const known = new Map<string, { caller: KnownCaller; until: number }>();
  let keys: Promise<KeySet> | undefined;
  let retryAt = 0;

  function issuerKeys(): Promise<KeySet> {
    if (keys) return keys;
    if (monotonicMs() < retryAt) return Promise.reject(issuerAway());
    keys = discoverKeys(options.issuer).catch(() => {
      keys = undefined;
      retryAt = monotonicMs() + 1_000;
      throw issuerAway();
    });
    return keys;
  }

  function remember(token: string, caller: KnownCaller, lifeSeconds: number): KnownCaller {
    if (known.size >= mostRemembered) known.delete(known.keys().next().value!);
    known.set(token, { caller, until: monotonicMs() + Math.min(lifeSeconds, rememberedSeconds) * 1000 });
    return caller;
  }

  async function verify(token: string): Promise<KnownCaller> {
    const now = dateFromInstant(options.clock.now());
    const { payload } = await jwtVerify(token, await issuerKeys(), {
      algorithms,
      issuer: options.issuer,
      audience: options.audience,
      requiredClaims: ['exp', 'iat'],
      clockTolerance: toleranceSeconds,
      currentDate: now,
    }).catch((error: unknown) => {
      throw failureOf(error);
    });
    const nowSeconds = now.getTime() / 1000;
    const claims = checkedClaims(payload, nowSeconds);
    return remember(token, callerOf(claims), claims.exp - nowSeconds);
  }

  return {
    /** The caller that a token speaks for. */
    async caller(token: string): Promise<KnownCaller> {
      const remembered = known.get(token);
      if (remembered && remembered.until > monotonicMs()) return remembered.caller;
      known.delete(token);
      return verify(token);
    },
    /** Whether the issuer's keys are at hand. */
    async ready(): Promise<boolean> {
      return issuerKeys()
        .then(async (set) => {
          if (set.jwks() === undefined) await set.reload();
          return true;
        })
        .catch(() => false);
    },
  };
}

export type Authenticator = ReturnType<typeof authenticator>;
