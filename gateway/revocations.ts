import { dateFromInstant, type Instant, monotonicMs } from '#kernel/clock.ts';
import { type Database, rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import { refusal } from './failure.ts';

/** Tokens of a client issued until then are worth nothing: one of them by its id, or all. */
type Revocation = { client: string; token: string | null; issuedUntil: Instant };
export type TokenFacts = { client: string; id: string | undefined; issuedAtSeconds: number };

// What is recorded holds within five seconds: nothing is decided by an older list than the second of these.
const refreshMs = 2_000;
const oldestMs = 4_000;

// A token lives an hour at most, so that older revocations say nothing about any that could still be sent.
const readSql = `
  SELECT client, token, issued_until AS "issuedUntil" FROM revocation
  WHERE issued_until > now() - interval '2 hours'`;

/** Which tokens were revoked, read from the database as often as requests need it. */
export function revocations(database: Database) {
  let byClient = new Map<string, Revocation[]>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    const began = monotonicMs();
    const all = await rows<Revocation>(database, readSql, []);
    byClient = Map.groupBy(all, ({ client }) => client);
    readAt = began;
  }

  function refresh(): Promise<void> {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  /** What there is to wait for before the list may be believed. */
  function current(): Promise<void> | undefined {
    const age = monotonicMs() - readAt;
    if (age < refreshMs) return undefined;
    const fresh = refresh().catch((error: unknown) => {
      log.error({ fault: String(error) }, 'revocations cannot be read');
      if (age >= oldestMs) throw refusal('UNAVAILABLE', 'Access tokens cannot be checked now', 503);
    });
    return age >= oldestMs ? fresh : undefined;
  }

  function isListed({ client, id, issuedAtSeconds }: TokenFacts): boolean {
    return (byClient.get(client) ?? []).some(
      ({ token, issuedUntil }) =>
        (token === null || token === id) && issuedAtSeconds * 1000 <= dateFromInstant(issuedUntil).getTime(),
    );
  }

  return {
    /** Whether this token was revoked, as of at most five seconds ago; at once, unless the list must be read first. */
    revoked(token: TokenFacts): boolean | Promise<boolean> {
      const reading = current();
      return reading ? reading.then(() => isListed(token)) : isListed(token);
    },
  };
}
