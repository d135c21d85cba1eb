import { createHmac, createSecretKey, hash, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import { addSeconds, type Instant } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type CityCode, cityCodes } from './cities.ts';

/** The six audiences; each has its own contract of the graph. */
export const audiences = ['tax-bureau', 'hr-bureau', 'bank', 'centre', 'regulator', 'member'] as const;
export type Audience = (typeof audiences)[number];

/** Who asks, as the gateway introduced them; a subgraph believes nothing else. */
export type Caller = {
  client: string;
  audience: Audience;
  cities: readonly CityCode[];
  scopes: readonly string[];
  /** The member whose own token this is. */
  member?: string;
  officer?: string;
  purpose?: string;
  caseReference?: string;
  correlation: string;
};

/**
 * The keys that introduce a caller: the first signs, all verify, so that a key can be changed without a pause. The
 * gateway holds the master keys; each subgraph only what `keysFor` derives for it, so that none can introduce itself to
 * another.
 */
export type CallerKeys = { id: string; key: KeyObject }[];

const windowSeconds = 30;
const callerHeader = 'x-provident-caller';
const callsHeader = 'x-provident-calls';
const signatureHeader = 'x-provident-signature';

/** Reads `id:hexsecret[,id:hexsecret]`; at least one key of at least 32 bytes. */
export function callerKeys(text: string): CallerKeys {
  const keys = text.split(',').map((entry) => {
    const [id, secret] = entry.split(':');
    if (!id || !secret || !/^[0-9a-f]{64,}$/i.test(secret))
      throw new TypeError('CALLER_KEYS: expected id:hex, 32 bytes');
    return { id, key: createSecretKey(Buffer.from(secret, 'hex')) };
  });
  if (keys.length === 0) throw new TypeError('CALLER_KEYS is empty');
  return keys;
}

const derived = ({ id, key }: CallerKeys[number], subgraph: string) => ({
  id,
  secret: mac(key, `subgraph ${subgraph}`),
});

/** The keys by which the gateway introduces callers to one subgraph: HMAC-SHA-256 of its name under each master key. */
export const keysFor = (masters: CallerKeys, subgraph: string): CallerKeys =>
  masters.map((master) => ({ id: master.id, key: createSecretKey(derived(master, subgraph).secret) }));

/** The same as text: what that subgraph is given as its CALLER_KEYS. */
export function keysTextFor(masters: string, subgraph: string): string {
  const each = callerKeys(masters).map((master) => derived(master, subgraph));
  return each.map(({ id, secret }) => `${id}:${secret.toString('hex')}`).join(',');
}

/** The caller of runs, events and schedules: the service itself, for both cities. */
export function systemCaller(name: string): Caller {
  return { client: `system:${name}`, audience: 'centre', cities: cityCodes, scopes: [], correlation: `system-${name}` };
}

const digest = (body: string | Buffer): string => hash('sha256', body, 'base64url');

const mac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** A caller, and for how many ms the gateway waits. */
export type Introduced = { caller: Caller; forMs?: number | undefined };

// What makes the introduction good for this body and once only is added to what is said.
function signed(
  keys: CallerKeys,
  said: Introduced | undefined,
  body: string | Buffer,
  now: Instant,
): [payload: string, signature: string] {
  const signing = keys[0]!;
  const whole = JSON.stringify({ ...said, at: now, nonce: randomUUID(), body: digest(body) });
  const payload = Buffer.from(whole).toString('base64url');
  return [payload, `${signing.id}.${mac(signing.key, payload).toString('base64url')}`];
}

/** Headers that introduce the caller for exactly this body, once, within 30 seconds; and say how long it is waited for. */
export function signCaller(
  keys: CallerKeys,
  caller: Caller,
  body: string | Buffer,
  now: Instant,
  forMs?: number,
): Record<string, string> {
  const [payload, signature] = signed(keys, { caller, forMs }, body, now);
  return { [callerHeader]: payload, [signatureHeader]: signature };
}

/** Headers, names and values in turn, that sign a body with several calls, in which each introduces its caller. */
export function signCalls(keys: CallerKeys, body: Buffer, now: Instant): string[] {
  const [payload, signature] = signed(keys, undefined, body, now);
  return [callsHeader, payload, signatureHeader, signature];
}

/** Remembers nonces for as long as a signature is valid, so that none is taken twice. */
export function nonceMemory(): { take(nonce: string, now: Instant): boolean } {
  let older = new Set<string>();
  let newer = new Set<string>();
  let turnAt: Instant = '';
  return {
    take(nonce, now) {
      if (now >= turnAt) {
        older = newer;
        newer = new Set();
        turnAt = addSeconds(now, windowSeconds * 2);
      }
      if (older.has(nonce) || newer.has(nonce)) return false;
      newer.add(nonce);
      return true;
    },
  };
}

const unauthenticated = (rule: string) => new Refusal('UNAUTHENTICATED', 'The caller is not introduced', { rule });

function verifiedPayload(keys: CallerKeys, payload: unknown, signature: unknown): string {
  if (typeof payload !== 'string' || typeof signature !== 'string') throw unauthenticated('signature-missing');
  const [id, value] = signature.split('.');
  const key = keys.find((candidate) => candidate.id === id)?.key;
  if (!key || !value) throw unauthenticated('signature-key');
  const expected = mac(key, payload);
  const given = Buffer.from(value, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw unauthenticated('signature-wrong');
  return payload;
}

type Headers = Record<string, string | string[] | undefined>;
type Nonces = ReturnType<typeof nonceMemory>;

/** What a header says about this body, once its signature, time, digest and nonce hold. */
function verified<T>(
  keys: CallerKeys,
  header: string,
  headers: Headers,
  body: string | Buffer,
  now: Instant,
  nonces: Nonces,
): T {
  const payload = verifiedPayload(keys, headers[header], headers[signatureHeader]);
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as T & {
    at: Instant;
    nonce: string;
    body: string;
  };
  if (said.at < addSeconds(now, -windowSeconds) || said.at > addSeconds(now, windowSeconds)) {
    throw unauthenticated('signature-time');
  }
  if (said.body !== digest(body)) throw unauthenticated('signature-body');
  if (!nonces.take(said.nonce, now)) throw unauthenticated('signature-replayed');
  return said;
}

/** Checks the introduction before anything of the body is parsed; refuses UNAUTHENTICATED naming the rule broken. */
export function verifyCaller(
  keys: CallerKeys,
  headers: Headers,
  body: string | Buffer,
  now: Instant,
  nonces: Nonces,
): Introduced {
  const { caller, forMs } = verified<Partial<Introduced>>(keys, callerHeader, headers, body, now, nonces);
  // What signs several calls introduces nobody for a single one.
  if (!caller) throw unauthenticated('signature-caller');
  return { caller, forMs };
}

/** The same for a body in which each of several calls introduces its caller. */
export function verifyCalls(keys: CallerKeys, headers: Headers, body: Buffer, now: Instant, nonces: Nonces): void {
  const { caller } = verified<Partial<Introduced>>(keys, callsHeader, headers, body, now, nonces);
  // What introduces one caller for one call does not sign a body with several.
  if (caller) throw unauthenticated('signature-caller');
}
