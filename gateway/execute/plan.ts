import { setImmediate } from 'node:timers/promises';
import { operationFromDocument, type Schema, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type PlannedNames, plannedNames } from './aliases.ts';
import { type EntityKeys, entityKeys } from './keys.ts';
import type { ScalarChecks } from './leaves.ts';
import { type Required, requiredIn } from './required.ts';

/** A supergraph, ready to plan and to compile against. */
export type Graph = {
  sdl: string;
  /** What clients know, and the whole with what is hidden from them. */
  api: GraphQLSchema;
  schema: GraphQLSchema;
  keys: EntityKeys;
  names: PlannedNames;
  required: Required;
  scalars: ScalarChecks;
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
};

// What the executor does not carry out is said when the graph is read, not when somebody asks.
const unsupported = /@link\(url: *"https:\/\/specs\.apollo\.dev\/context\//;

type Parts = { api: Schema; schema: GraphQLSchema; planner: QueryPlanner };

/** Reads a supergraph step by step; each takes some milliseconds in which nothing else is done. */
function* partsOf(sdl: string): Generator<undefined, Parts> {
  if (unsupported.test(sdl))
    throw new Error('The graph uses @context and @fromContext, which are not carried out here');
  const supergraph = Supergraph.build(sdl, { validateSupergraph: false });
  yield;
  const api = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  yield;
  const schema = supergraph.schema.toGraphQLJSSchema();
  yield;
  return { api, schema, planner };
}

function graphFrom(sdl: string, scalars: ScalarChecks, { api, schema, planner }: Parts): Graph {
  return {
    sdl,
    api: api.toGraphQLJSSchema(),
    schema,
    names: plannedNames(schema, sdl),
    required: requiredIn(sdl),
    keys: entityKeys(sdl),
    scalars,
    plan: (document, operationName) =>
      planner.buildQueryPlan(operationFromDocument(api, document, operationName ? { operationName } : {})),
  };
}

/** Reads a supergraph; the planner is the federation library's own. */
export function graphOf(sdl: string, scalars: ScalarChecks = new Map()): Graph {
  const parts = partsOf(sdl);
  for (;;) {
    const { done, value } = parts.next();
    if (done) return graphFrom(sdl, scalars, value);
  }
}

/** The same, with others served between its steps. */
export async function graphInParts(sdl: string, scalars: ScalarChecks): Promise<Graph> {
  const parts = partsOf(sdl);
  for (;;) {
    const { done, value } = parts.next();
    await setImmediate();
    if (done) return graphFrom(sdl, scalars, value);
  }
}
