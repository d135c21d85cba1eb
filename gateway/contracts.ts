import './telemetry-off.ts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { type Audience, audiences } from '#service/caller.ts';
import type { Database } from '#service/database.ts';
import { libraryLog } from '#service/log.ts';
import type { Admission } from './admission.ts';
import { type ScopeRules, scopeRules } from './authorise.ts';
import type { GatewayContext } from './context.ts';
import { type CostRules, costRules } from './cost.ts';
import { disclosurePlugin } from './disclose.ts';
import type { DisclosureRecord } from './disclosures/record.ts';
import type { Surroundings } from './execute/answer.ts';
import type { Planner } from './execute/planner.ts';
import { servePlans } from './execute/serve-plans.ts';
import { toldError } from './failure.ts';
import type { FiledDocuments } from './filed-documents.ts';
import { type Guarding, guarding, guardPlugin } from './guard.ts';
import { type KnownOperations, knownOperations } from './known.ts';
import { limits } from './limits.ts';
import { checkDocuments, compiledAgain, type Planning, planningOf } from './planning.ts';

export type Behind = {
  surroundings: Surroundings<GatewayContext>;
  database: Database;
  admission: Admission;
  record: DisclosureRecord;
  documents: FiledDocuments;
  planner: Planner;
  /** Where `supergraph.graphql` and `contracts/` are. */
  graphs: URL;
};

const readGraph = ({ graphs }: Behind, path: string) => readFile(new URL(path, graphs), 'utf8');

type Rules = { sdl: string; rules: ScopeRules; costs: CostRules };
let rulesRead: Rules | undefined;

/** What the supergraph says of scopes and costs; read once while it stays the same. */
async function rulesOf(sdl: string): Promise<Rules> {
  if (rulesRead?.sdl === sdl) return rulesRead;
  const rules = scopeRules(sdl);
  await setImmediate();
  rulesRead = { sdl, rules, costs: costRules(sdl) };
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

type Planned = Pick<Planning, 'graph' | 'operation'> & {
  surroundings: Surroundings<GatewayContext>;
  known: KnownOperations;
};

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

/** What was known of a contract is known of what is served in its place, so that nobody waits for it again. */
async function takeOver(known: KnownOperations, planning: Planning, before: Contract): Promise<void> {
  const same = planning === before.planning;
  for (const one of before.known.all()) {
    const taken = same ? one : await compiledAgain(planning, one);
    if (taken) known.remember(taken);
    if (!same) await setImmediate();
  }
}

/** `made` is what was read for it. */
type Starting = { audience: Audience; guards: Guarding; before: Contract | undefined; made: Planning[] };

async function startContract({ audience, guards, before, made }: Starting, behind: Behind): Promise<Contract> {
  const { record, documents, surroundings } = behind;
  const supergraphSdl = await readGraph(behind, `contracts/${audience}.graphql`);
  const contract = versionOf(supergraphSdl);
  const planning = before?.version === contract ? before.planning : await planningOf(behind.planner, supergraphSdl);
  if (planning !== before?.planning) made.push(planning);
  await checkDocuments(audience, planning, documents);
  const known = knownOperations({ surroundings, guarding: guards, record, contract });
  if (before) await takeOver(known, planning, before);
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
    logger: libraryLog,
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
  const { rules, costs } = await rulesOf(supergraph);
  const guards = guarding({ rules, costs, database, admission });
  const contracts = new Map<Audience, Contract>();
  const made: Planning[] = [];
  try {
    for (const audience of audiences) {
      contracts.set(audience, await startContract({ audience, guards, before: before?.get(audience), made }, behind));
      // Each takes a while; what came in the meantime is served between two.
      await setImmediate();
    }
  } catch (error) {
    for (const planning of made) planning.forget();
    throw error;
  }
  return contracts;
}
