import './telemetry-off.ts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import type { Pool } from 'undici';
import type { Clock } from '#kernel/clock.ts';
import { type Audience, audiences, type CallerKeys, keysFor } from '#service/caller.ts';
import type { Database } from '#service/database.ts';
import { log } from '#service/log.ts';
import type { Admission } from './admission.ts';
import { scopeRules } from './authorise.ts';
import type { SubgraphName } from './composition/subgraph-sources.ts';
import type { GatewayContext } from './context.ts';
import { costRules } from './cost.ts';
import { disclosurePlugin } from './disclose.ts';
import type { DisclosureRecord } from './disclosures/record.ts';
import { internalMessage, toldError } from './failure.ts';
import { type Guards, guardPlugin } from './guard.ts';
import { introducedSource } from './introduce.ts';
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

/** Turns what the gateway library only notes (a value of the wrong shape, shown as null) into an error. */
const completionPlugin: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, contextValue: { correlation } }) => {
      if (response.body.kind !== 'single') return;
      const result = response.body.singleResult;
      const wrong = result.extensions?.['valueCompletion'];
      delete result.extensions;
      if (!Array.isArray(wrong) || wrong.length === 0) return;
      log.error({ correlation, places: wrong.map((problem) => problem.path) }, 'a subgraph answered a wrong value');
      const errors = wrong.map(({ path }) => ({
        message: internalMessage,
        ...(path ? { path } : {}),
        extensions: { code: 'INTERNAL', correlation },
      }));
      response.body.singleResult = { ...result, errors: [...(result.errors ?? []), ...errors] };
    },
  }),
};

const readGraph = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');

/** By what a contract is known in the record of disclosures: SHA-256 of its text. */
const versionOf = (sdl: string) => createHash('sha256').update(sdl).digest('hex');

async function contractServer(audience: Audience, guards: Guards, behind: Behind): Promise<ContractServer> {
  const { pools, keys, clock, record } = behind;
  const supergraphSdl = await readGraph(`contracts/${audience}.graphql`);
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => {
      const pool = pools[name as SubgraphName];
      return introducedSource({ name, pool, keys: keysFor(keys, name), clock });
    },
    // Off in development too: a plan names the subgraphs and what the contract hides.
    __exposeQueryPlanExperimental: false,
    logger: quietLog,
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
    plugins: [guardPlugin(guards), completionPlugin, disclosurePlugin(record, versionOf(supergraphSdl))],
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
