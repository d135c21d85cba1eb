import './memory.ts';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { type Audience, type CallerKeys, keysFor } from '#service/caller.ts';
import { openDatabase } from '#service/database.ts';
import { close, listen } from '#service/http.ts';
import { log } from '#service/log.ts';
import { startTracing } from '#service/tracing.ts';
import type { Agreements } from './agreements/read.ts';
import { allowances } from './allowances.ts';
import { authenticator } from './authenticate.ts';
import { type RegisterName, type SubgraphName, subgraphNames } from './composition/subgraph-sources.ts';
import { serveOwn } from './disclosures/own.ts';
import { disclosureRecord } from './disclosures/record.ts';
import type { SealingSettings } from './disclosures/sealing.ts';
import { planner } from './execute/planner.ts';
import { filesOf, type Generations, generations } from './generation.ts';
import { introducing } from './introduce.ts';
import { operationsServer } from './operations.ts';
import type { Behind } from './readiness.ts';
import { revocations } from './revocations.ts';
import { answering, type Serving } from './routes.ts';
import { subgraphPool } from './subgraph-pool.ts';
import { turns } from './turns.ts';

export type ServeGateway = {
  port: number;
  /** Where the operator asks for readiness and metrics; no client should reach it. */
  operations: { port: number; host: string };
  subgraphUrls: Record<RegisterName, string>;
  oidcIssuer: string;
  audience: string;
  databaseUrl: string;
  callerKeys: CallerKeys;
  /** How the record of disclosures is sealed; a test may do without. */
  sealing?: Omit<SealingSettings, 'clock'>;
  /** What tells the time of disclosures and introductions; access tokens always live by the machine's clock. */
  clock?: Clock;
  /** What is agreed with the clients; those in `agreements/` unless given. */
  agreements?: Agreements;
  /** Who may send documents on file only; the agencies unless given. */
  bound?: ReadonlySet<Audience>;
  /** Where `supergraph.graphql` and `contracts/` are; beside this file unless given. */
  graphs?: URL;
  /** Addresses that end TLS before the gateway, and tell the client's certificate; nobody unless given. */
  terminators?: readonly string[];
  /** How many turns requests under way may take: one each, a long one several. */
  mostUnderWay?: number;
  /** Where a test cannot wait as long as usual. */
  patience?: Partial<Patience>;
};

const usuallyUnderWay = 512;
const graceMs = 10_000;
// A turn of the loop takes one of the connections that wait, another reads what it sent.
const unreadTurns = 20;
const turnMs = 5;
const patienceMs = { headers: 10_000, request: 30_000, idle: 65_000, unread: 30_000, check: 1_000 };

/** How long, in milliseconds, a client may take for its headers, its request, its next one, and to read an answer. */
type Patience = typeof patienceMs;

const http1 = ({ headers, request, idle, check }: Patience) => ({
  ...{ headersTimeout: headers, requestTimeout: request, keepAliveTimeout: idle, connectionsCheckingInterval: check },
});

export type ServedGateway = {
  port: number;
  operationsPort: number;
  /** Reads contracts, agreements and documents anew; tells whether they are served. */
  reload(): Promise<boolean>;
  stop(): Promise<void>;
};

/** What is behind the gateway, opened; each part is closed in `stop`. */
async function open(options: ServeGateway) {
  const clock = options.clock ?? systemClock;
  const bounded = turns({ most: options.mostUnderWay ?? usuallyUnderWay });
  const endTracing = await startTracing();
  const database = await openDatabase({ url: options.databaseUrl, schema: 'gateway', statementTimeout: 5_000 });
  let served: Generations | undefined;
  const agreementWith = (client: string) => served?.current().agreements.get(client);
  const own = await serveOwn({ ...options, clock, partyOf: (client) => agreementWith(client)?.party });
  const urls: Record<SubgraphName, string> = { ...options.subgraphUrls, disclosures: own.url };
  const pools = Object.fromEntries(subgraphNames.map((name) => [name, subgraphPool(urls[name])])) as Behind['pools'];
  const counting = allowances(database, clock);
  served = await generations({
    ...{ clock, database, allowances: counting, planner: planner(), read: filesOf(options) },
    surroundings: introducing({ pools, keys: options.callerKeys, clock, turns: bounded }),
    graphs: options.graphs ?? new URL('./', import.meta.url),
    record: disclosureRecord(database, clock.now),
  });
  const tokens = authenticator({
    ...{ issuer: options.oidcIssuer, audience: options.audience, clock: systemClock },
    revoked: revocations(database).revoked,
    mustBind: (client) => agreementWith(client)?.token === 'certificate-bound',
  });
  const exports = { pool: pools.contributions, keys: keysFor(options.callerKeys, 'contributions'), clock };
  const stop = async () => {
    await served.stop();
    await Promise.all(Object.values(pools).map((pool) => pool.close()));
    await own.stop();
    await counting.close();
    await database.destroy();
    await endTracing();
  };
  return { generations: served, tokens, turns: bounded, database, pools, exports, stop };
}

/** Serves the graph to all audiences on one port, and the operator on another. */
export async function serveGateway(options: ServeGateway): Promise<ServedGateway> {
  const { stop, ...behind } = await open(options);
  let leaving = false;
  const patience = { ...patienceMs, ...options.patience };
  const serving: Serving = {
    ...behind,
    terminators: new Set(options.terminators),
    leaving: () => leaving,
    unreadMs: patience.unread,
  };
  const http = createServer(http1(patience), answering(serving));
  const operations = operationsServer(serving, serving.leaving);
  const operationsPort = await listen(operations, options.operations.port, options.operations.host);
  const port = await listen(http, options.port);
  log.info({ port, operationsPort }, 'serving');
  return {
    port,
    operationsPort,
    reload: serving.generations.reload,
    stop: async () => {
      leaving = true;
      // What had come before it was told to leave is taken first: unread, its connection would pass for idle.
      for (let turn = 0; turn < unreadTurns; turn += 1) await pause(turnMs);
      await close(http, graceMs);
      await close(operations);
      await stop();
    },
  };
}
