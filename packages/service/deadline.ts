import pg from 'pg';
import { beginTraced, endTraced } from './tracing.ts';
import { DeadlinePassed, leftMs, underWay } from './under-way.ts';

// The answer needs a moment for its way back, so that it arrives as one and not as silence.
const wayBack = 0.05;
// A connection keeps its limit from one request to the next, and most requests begin with the same time.
const stepMs = 250;

/** How long a subgraph itself may take of the time that the gateway waits. */
export const ownTime = (forMs: number): number => forMs * (1 - wayBack);

const cancelled = '57014';

type Said = { code?: unknown; driverError?: unknown; cause?: unknown };

/** Whether a failure says that the time of a request was over, before a statement or during it. */
export function isPastDeadline(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, driverError, cause } = error as Said;
  return error instanceof DeadlinePassed || code === cancelled || isPastDeadline(driverError) || isPastDeadline(cause);
}

function limitFor(left: number | undefined, mostMs: number): number {
  if (left === undefined) return mostMs;
  const whole = Math.max(1, Math.floor(left));
  return Math.min(mostMs, whole < 2 * stepMs ? whole : whole - (whole % stepMs));
}

type Send = (...given: unknown[]) => Promise<unknown>;

const textOf = (query: unknown): unknown => (typeof query === 'string' ? query : (query as { text?: unknown })?.text);

/** Traces a statement by its first word alone: even without values its text says more than a trace may. */
function tracing(send: Send, text: string): Send {
  const { part, traced: within } = underWay() ?? {};
  if (!within || !part) return send;
  const [word = ''] = /^\s*\w+/.exec(text) ?? [];
  const traced = beginTraced(word.trim().toUpperCase(), {
    part,
    kind: 'ask',
    within,
    facts: { 'db.system': 'postgresql' },
  });
  return (...given) =>
    send(...given).then(
      (result) => {
        endTraced(traced);
        return result;
      },
      (error: unknown) => {
        endTraced(traced, {}, String((error as Said).code ?? 'failed'));
        throw error;
      },
    );
}

/**
 * Holds every statement of a connection to the time that is left of the request it works for, and to `mostMs` where
 * nobody waits. PostgreSQL is told the limit only when it changes, so that most statements cost nothing beside themselves.
 */
function limit(client: pg.Client, mostMs: number): void {
  let told: number | undefined = mostMs;
  const plain: Send = (...given) => (pg.Client.prototype.query as Send).apply(client, given);
  const query: Send = (...given) => {
    const text = textOf(given[0]);
    // Libraries' own calls bring a callback or an object of their own, and are no statements of a request.
    if (typeof text !== 'string' || given.some((one) => typeof one === 'function')) return plain(...given);
    const send = tracing(plain, text);
    if (/^(COMMIT|ROLLBACK)/.test(text)) {
      // What was set in a transaction is undone with it.
      if (text.startsWith('ROLLBACK')) told = undefined;
      return send(...given);
    }
    const left = leftMs();
    if (left !== undefined && left <= 0) return Promise.reject(new DeadlinePassed());
    const wanted = limitFor(left, mostMs);
    if (wanted === told) return send(...given);
    told = wanted;
    return plain(`SET statement_timeout = ${wanted}`).then(
      () => send(...given),
      (error: unknown) => {
        told = undefined;
        throw error;
      },
    );
  };
  Object.assign(client, { query });
}

/** The driver's connection, held to the deadlines of requests. */
export function connectionWithin(mostMs: number): typeof pg.Client {
  return class extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      limit(this, mostMs);
    }
  };
}
