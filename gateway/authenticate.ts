import { errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Clock, dateFromInstant, monotonicMs } from '#kernel/clock.ts';
import { audiences, type Caller } from '#service/caller.ts';
import { cityCodes, isCityCode } from '#service/cities.ts';
import { refusal } from './failure.ts';
import { issuerAway, issuerKeys } from './issuer-keys.ts';
import type { TokenFacts } from './revocations.ts';

const algorithms = ['RS256', 'ES256', 'PS256', 'EdDSA'];
const longestTokenBytes = 8 * 1024;
const longestLifeSeconds = 60 * 60;
const toleranceSeconds = 60;
// A verified token is taken at its word for this long, so that a withdrawn key stops working soon.
const rememberedSeconds = 300;
const mostRemembered = 10_000;
const scheme = 'bearer ';

const issuerCodes = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JWK_INVALID']);

const claimsShape = z.object({
  client_id: z.string().min(1).max(100),
  audience_class: z.enum(audiences),
  cities: z.array(z.string().refine(isCityCode)).min(1).max(cityCodes.length),
  scope: z.string().max(2_000).default(''),
  member: z.uuid().optional(),
  jti: z.string().max(200).optional(),
  // Bound to what the client must also show; to a certificate is all that can be checked here.
  cnf: z.object({ 'x5t#S256': z.string().length(43) }).optional(),
  iat: z.number(),
  exp: z.number(),
});

type Claims = z.infer<typeof claimsShape>;
/** What a token says of who asks. */
export type KnownCaller = Pick<Caller, 'client' | 'audience' | 'cities' | 'scopes' | 'member'>;
/** What a token proves by itself, and what else must hold each time it is used. */
type Proven = { caller: KnownCaller; facts: TokenFacts; certificate: string | undefined };

const refused = (rule: string) => refusal('UNAUTHENTICATED', 'A valid access token is needed', 401, { rule });

/** Two headers are refused, since they could be read differently. */
export const twoAuthorizations = () => refused('two-authorizations');

/** What the one Authorization header has for a bearer token. */
export function bearerToken(given: string | undefined): string {
  if (given === undefined) throw refused('token-missing');
  if (given.slice(0, scheme.length).toLowerCase() !== scheme) throw refused('not-a-bearer-token');
  return given.slice(scheme.length);
}

function checkForm(token: string): void {
  if (!/^[\w.~+/=-]+$/.test(token)) throw refused('not-a-bearer-token');
  if (token.length > longestTokenBytes) throw refused('token-too-long');
}

// Known by its last characters, which are of its signature, and compared as a whole: to hash all of it costs more.
const nameOf = (token: string): string => token.slice(-40);

function provenBy(claims: Claims): Proven {
  return {
    caller: callerOf(claims),
    facts: { client: claims.client_id, id: claims.jti, issuedAtSeconds: claims.iat },
    certificate: claims.cnf?.['x5t#S256'],
  };
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

type Checking = {
  issuer: string;
  audience: string;
  clock: Clock;
  /** Whether a token was revoked; none is unless given. */
  revoked?: (token: TokenFacts) => boolean | Promise<boolean>;
  /** Whether a client's tokens must be bound to its certificate; none unless given. */
  mustBind?: (client: string) => boolean;
  /** How often the issuer's keys are asked for at most. */
  refreshMs?: number;
};

/** Checks access tokens against the issuer's published keys: signature, algorithm, issuer, audience, times, claims. */
export function authenticator(options: Checking) {
  const { revoked, mustBind } = options;
  const keys = issuerKeys(options);
  const known = new Map<string, Proven & { token: string; until: number }>();
  function remember(token: string, proven: Proven, lifeSeconds: number): Proven {
    if (known.size >= mostRemembered) known.delete(known.keys().next().value!);
    const until = monotonicMs() + Math.min(lifeSeconds, rememberedSeconds) * 1000;
    known.set(nameOf(token), { ...proven, token, until });
    return proven;
  }

  async function verify(token: string): Promise<Proven> {
    checkForm(token);
    const now = dateFromInstant(options.clock.now());
    const { payload } = await jwtVerify(token, await keys.current(), {
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
    return remember(token, provenBy(claims), claims.exp - nowSeconds);
  }

  /** What must hold each time that a token is used. */
  function checkUse({ caller, facts, certificate: bound }: Proven, certificate?: string) {
    if (bound === undefined ? mustBind?.(caller.client) : bound !== certificate) throw refused('certificate');
    const unlessRevoked = (is: boolean): KnownCaller => {
      if (is) throw refused('revoked');
      return caller;
    };
    const told = revoked?.(facts) ?? false;
    return typeof told === 'boolean' ? unlessRevoked(told) : told.then(unlessRevoked);
  }

  return {
    /**
     * The caller that a token speaks for, sent with this certificate if any. At once, unless the token must be proven or
     * the revocations read first; what is refused at once is thrown.
     */
    caller(token: string, certificate?: string): KnownCaller | Promise<KnownCaller> {
      const remembered = known.get(nameOf(token));
      if (remembered?.token === token && remembered.until > monotonicMs()) return checkUse(remembered, certificate);
      return verify(token).then((proven) => checkUse(proven, certificate));
    },
    /** Whether the issuer's keys are at hand. */
    ready: keys.ready,
  };
}

export type Authenticator = ReturnType<typeof authenticator>;
