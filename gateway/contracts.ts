import './telemetry-off.ts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { parse, validate } from 'graphql';
import type { Pool } from 'undici';
import type { Clock } from '#kernel/clock.ts';
import { type Audience, audiences, type CallerKeys } from '#service/caller.ts';
import type { Database } from '#service/database.ts';
import { log } from '#service/log.ts';
import type { Admission } from './admission.ts';
import { type ScopeRules, scopeRules } from './authorise.ts';
import type { SubgraphName } from './composition/subgraph-sources.ts';
import type { GatewayContext } from './context.ts';
import { type CostRules, costRules } from './cost.ts';
import { disclosurePlugin } from './disclose.ts';
import type { DisclosureRecord } from './disclosures/record.ts';
import type { Surroundings } from './execute/answer.ts';
import { type Graph, graphInParts } from './execute/plan.ts';
import { operationsOf, servePlans } from './execute/serve-plans.ts';
import { toldError } from './failure.ts';
import type { FiledDocuments } from './filed-documents.ts';
import { type Guarding, guarding, guardPlugin } from './guard.ts';
import { introducing } from './introduce.ts';
import { type KnownOperations, knownOperations } from './known.ts';
import { limits } from './limits.ts';

export type Behind = {
  pools: Record<SubgraphName, Pool>;
  keys: CallerKeys;
  clock: Clock;
  database: Database;
  admission: Admission;
  record: DisclosureRecord;
  documents: FiledDocuments;
  /** Where `supergraph.graphql` and `contracts/` are. */
  graphs: URL;
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

const readGraph = ({ graphs }: Behind, path: string) => readFile(new URL(path, graphs), 'utf8');

/** A contract that no longer answers what is on file is not served. */
async function checkDocuments(audience: Audience, { graph, fitting }: Planning, { of }: FiledDocuments): Promise<void> {
  for (const { name, text, hash } of of.get(audience)?.byHash.values() ?? []) {
    if (fitting.has(hash)) continue;
    const [fault] = validate(graph.api, parse(text));
    if (fault) throw new Error(`The contract of ${audience} does not answer ${name}: ${fault.message}`);
    fitting.add(hash);
    await setImmediate();
  }
}

type Rules = { sdl: string; rules: ScopeRules; costs: CostRules };
let rulesRead: Rules | undefined;

/** What the supergraph says of scopes and costs; read once while it stays the same. */
function rulesOf(sdl: string): Rules {
  if (rulesRead?.sdl !== sdl) rulesRead = { sdl, rules: scopeRules(sdl), costs: costRules(sdl) };
  return rulesRead;
}

/** By what a contract is known in the record of disclosures: SHA-256 of its text. */
const versionOf = (sdl: string) => createHash('sha256').update(sdl).digest('hex');

/** One contract as it is served: the server for whatever comes, and the short way for what was answered before. */
export type Contract = {
  server: ApolloServer<GatewayContext>;
  known: KnownOperations;
  version: string;
  planning: Planning;
};
export type Contracts = ReadonlyMap<Audience, Contract>;

/** A contract as it is planned against; reading one takes longer than all else that is read anew. */
type Planning = {
  graph: Graph;
  operation: ReturnType<typeof operationsOf>;
  /** The documents, by hash, that it is known to answer. */
  fitting: Set<string>;
};

async function planningOf(sdl: string): Promise<Planning> {
  const graph = await graphInParts(sdl, textScalars);
  return { graph, operation: operationsOf(graph), fitting: new Set() };
}

type Planned = Omit<Planning, 'fitting'> & { surroundings: Surroundings<GatewayContext>; known: KnownOperations };

function planned({ graph, operation, surroundings, known }: Planned) {
  return servePlans<GatewayContext>({
    graph,
    surroundings,
    operation,
    ready: ({ executed }) => executed,
    done(context, { unanswered }, { text, queryHash, operationName = null, ...asked }) {
      context.unanswered.push(...unanswered);
      if (text !== undefined && !context.executed)
        known.remember({ ...asked, text, operationName, documentHash: queryHash });
    },
  });
}

type Starting = { audience: Audience; guards: Guarding; before: Contract | undefined };

async function startContract({ audience, guards, before }: Starting, behind: Behind): Promise<Contract> {
  const { record, documents } = behind;
  const supergraphSdl = await readGraph(behind, `contracts/${audience}.graphql`);
  const contract = versionOf(supergraphSdl);
  const planning = before?.version === contract ? before.planning : await planningOf(supergraphSdl);
  await checkDocuments(audience, planning, documents);
  const surroundings = introducing(behind);
  const known = knownOperations({ surroundings, guarding: guards, record, contract });
  const server = new ApolloServer<GatewayContext>({
    gateway: planned({ ...planning, surroundings, known }),
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
    plugins: [guardPlugin(guards), disclosurePlugin(record, contract)],
  });
  await server.start();
  return { server, known, version: contract, planning };
}

/**
 * One server per audience, each over its own contract; refuses to start if a guard of the supergraph has no enforcer. Of
 * those served before, a contract with the same text is planned against as it was.
 */
export async function startContracts(behind: Behind, before?: Contracts): Promise<Contracts> {
  const supergraph = await readGraph(behind, 'supergraph.graphql');
  const { database, admission } = behind;
  const { rules, costs } = rulesOf(supergraph);
  const guards = guarding({ rules, costs, database, admission });
  const contracts: [Audience, Contract][] = [];
  for (const audience of audiences) {
    contracts.push([audience, await startContract({ audience, guards, before: before?.get(audience) }, behind)]);
    // Each takes a while to read; what came in the meantime is served between two.
    await setImmediate();
  }
  return new Map(contracts);
}
