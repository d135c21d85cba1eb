import { createRemoteJWKSet } from 'jose';
import { z } from 'zod';
import { monotonicMs } from '#kernel/clock.ts';
import { log } from '#service/log.ts';
import { refusal } from './failure.ts';

const usualRefreshMs = 30_000;
const issuerTimeoutMs = 3_000;

type KeySet = ReturnType<typeof createRemoteJWKSet>;

export const issuerAway = () => refusal('UNAVAILABLE', 'Access tokens cannot be checked now', 503);

async function discoverKeys(issuer: string, refreshMs: number): Promise<KeySet> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(issuerTimeoutMs), redirect: 'error' });
  if (!answer.ok) throw new Error(`The issuer's configuration answered ${answer.status}`);
  const found = z.object({ issuer: z.literal(issuer), jwks_uri: z.url() }).parse(await answer.json());
  return createRemoteJWKSet(new URL(found.jwks_uri), {
    cooldownDuration: refreshMs,
    // They are asked for again in the background, so that an issuer that is away for a while stops nobody.
    cacheMaxAge: Number.POSITIVE_INFINITY,
    timeoutDuration: issuerTimeoutMs,
  });
}

/** The keys that an issuer publishes, asked for at most every so often and kept while it is away. */
export function issuerKeys({ issuer, refreshMs = usualRefreshMs }: { issuer: string; refreshMs?: number }) {
  let keys: Promise<KeySet> | undefined;
  let retryAt = 0;
  let refreshedAt = 0;

  // A key that is published so long before it first signs is known when it does, and nobody waits for it.
  function keepFresh(set: KeySet): KeySet {
    const now = monotonicMs();
    if (now - refreshedAt > refreshMs) {
      refreshedAt = now;
      set.reload().catch((error: unknown) => log.warn({ fault: String(error) }, 'the issuer’s keys are as before'));
    }
    return set;
  }

  function current(): Promise<KeySet> {
    if (keys) return keys.then(keepFresh);
    if (monotonicMs() < retryAt) return Promise.reject(issuerAway());
    refreshedAt = monotonicMs();
    keys = discoverKeys(issuer, refreshMs).catch(() => {
      keys = undefined;
      retryAt = monotonicMs() + 1_000;
      throw issuerAway();
    });
    return keys;
  }

  return {
    current,
    /** Whether they are at hand. */
    ready: (): Promise<boolean> =>
      current()
        .then(async (set) => {
          if (set.jwks() === undefined) await set.reload();
          return true;
        })
        .catch(() => false),
  };
}
