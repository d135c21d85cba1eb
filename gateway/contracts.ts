import './telemetry-off.ts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ApolloServer } from '@apollo/server';
import type { Pool } from 'undici';
import type { Clock } from '#kernel/clock.ts';
import { type Audience, audiences, type CallerKeys } from '#service/caller.ts';
import type { Database } from '#service/database.ts';
import { log } from '#service/log.ts';
import type { Admission } from './admission.ts';
import { scopeRules } from './authorise.ts';
import type { SubgraphName } from './composition/subgraph-sources.ts';
import type { GatewayContext } from './context.ts';
import { costRules } from './cost.ts';
import { disclosurePlugin } from './disclose.ts';
import type { DisclosureRecord } from './disclosures/record.ts';
import { graphOf } from './execute/plan.ts';
import { operationsOf, servePlans } from './execute/serve-plans.ts';
import { toldError } from './failure.ts';
import { type Guards, guardPlugin } from './guard.ts';
import { introducing } from './introduce.ts';
import { limits } from './limits.ts';

export type ContractServer = ApolloServer<GatewayContext>;
export type Contracts = ReadonlyMap<Audience, ContractServer>;
export type Behind = {
  pools: Record<SubgraphName, Pool>;
  keys: CallerKeys;
  clock: Clock;
  database: Database;
  admission: Admission;
  record: DisclosureRecord;
};

// The libraries speak of loading schemas at each start; that is for debugging.
const quietLog = {
  debug: (message: string) => log.debug(message),
  info: (message: string) => log.debug(message),
  warn: (message: string) => log.warn(message),
  error: (message: string) => log.error(message),
};

// Every scalar of our own is text on the wire; of any other value an error is told.
const isText = (value: unknown) => typeof value === 'string';
const textScalars = new Map(
  ['Money', 'CivilDate', 'CivilMonth', 'Instant', 'IdentityNumber'].map((name) => [name, isText]),
);

const readGraph = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');

/** By what a contract is known in the record of disclosures: SHA-256 of its text. */
const versionOf = (sdl: string) => createHash('sha256').update(sdl).digest('hex');

async function contractServer(audience: Audience, guards: Guards, behind: Behind): Promise<ContractServer> {
  const { pools, keys, clock, record } = behind;
  const supergraphSdl = await readGraph(`contracts/${audience}.graphql`);
  const graph = graphOf(supergraphSdl, textScalars);
  const gateway = servePlans<GatewayContext>({
    graph,
    surroundings: introducing({ pools, keys, clock }),
    operation: operationsOf(graph),
    left: (context, unanswered) => void context.unanswered.push(...unanswered),
  });
  const server = new ApolloServer<GatewayContext>({
    gateway,
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: limits.validationErrors },
    formatError: toldError,
    logger: quietLog,
    plugins: [guardPlugin(guards), disclosurePlugin(record, versionOf(supergraphSdl))],
  });
  await server.start();
  return server;
}

/** One server per audience, each over its own contract; refuses to start if a guard of the supergraph has no enforcer. */
export async function startContracts(behind: Behind): Promise<Contracts> {
  const supergraph = await readGraph('supergraph.graphql');
  const { database, admission } = behind;
  const guards = { rules: scopeRules(supergraph), costs: costRules(supergraph), database, admission };
  const servers = await Promise.all(
    audiences.map(async (audience) => [audience, await contractServer(audience, guards, behind)] as const),
  );
  return new Map(servers);
}
