import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, type GraphQLSchema, printSchema } from 'graphql';

/** A supergraph as the federation library reads it, which takes some hundred milliseconds. */
export type Read = {
  /** What clients know. */
  api: GraphQLSchema;
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
};

// What the executor does not carry out is said when the graph is read, not when somebody asks.
const unsupported = /@link\(url: *"https:\/\/specs\.apollo\.dev\/context\//;

/** Reads a supergraph; the planner is the federation library's own. */
export function readSupergraph(sdl: string): Read {
  if (unsupported.test(sdl))
    throw new Error('The graph uses @context and @fromContext, which are not carried out here');
  const supergraph = Supergraph.build(sdl, { validateSupergraph: false });
  const api = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  return {
    api: api.toGraphQLJSSchema(),
    plan: (document, operationName) =>
      planner.buildQueryPlan(operationFromDocument(api, document, operationName ? { operationName } : {})),
  };
}

/** What clients know, as text. */
export const printedApi = ({ api }: Read): string => printSchema(api);
