import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type PlannedNames, plannedNames } from './aliases.ts';
import { type EntityKeys, entityKeys } from './keys.ts';
import type { ScalarChecks } from './leaves.ts';

/** A supergraph, ready to plan and to compile against. */
export type Graph = {
  sdl: string;
  /** What clients know, and the whole with what is hidden from them. */
  api: GraphQLSchema;
  schema: GraphQLSchema;
  keys: EntityKeys;
  names: PlannedNames;
  scalars: ScalarChecks;
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
};

/** Reads a supergraph; the planner is the federation library's own. */
export function graphOf(sdl: string, scalars: ScalarChecks = new Map()): Graph {
  const supergraph = Supergraph.build(sdl, { validateSupergraph: false });
  const planner = new QueryPlanner(supergraph);
  const api = supergraph.apiSchema();
  const schema = supergraph.schema.toGraphQLJSSchema();
  return {
    sdl,
    api: api.toGraphQLJSSchema(),
    schema,
    names: plannedNames(schema, sdl),
    keys: entityKeys(sdl),
    scalars,
    plan: (document, operationName) =>
      planner.buildQueryPlan(operationFromDocument(api, document, operationName ? { operationName } : {})),
  };
}
