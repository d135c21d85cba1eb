import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse, print, printSchema } from 'graphql';
import { fieldNames } from './aliases.ts';
import { withClientDirectives, withDefaults } from './directives.ts';
import { entityKeys, resolvableFirst } from './keys.ts';
import { restoring } from './left-out.ts';
import type { Parts } from './plan.ts';
import { requiredIn } from './required.ts';
import { withKnownNames } from './split.ts';
import { refuseUnasked } from './unasked.ts';

/** A supergraph as the federation library reads it, which takes some hundred milliseconds. */
export type Read = {
  /** What clients know. */
  api: GraphQLSchema;
  /** What is compiled against, as it may be sent from one thread to another. */
  parts: Parts;
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
};

// What the executor does not carry out is said when the graph is read, not when somebody asks.
const unsupported = /@link\(url: *"https:\/\/specs\.apollo\.dev\/context\//;

const sliceLength = 8_000;

/** A schema's text in slices of whole definitions, so that each is parsed within a millisecond. */
function slicesOf(schema: GraphQLSchema): string[] {
  const slices = [''];
  for (const definition of parse(printSchema(schema), { noLocation: true }).definitions) {
    if (slices.at(-1)!.length > sliceLength) slices.push('');
    slices[slices.length - 1] += `${print(definition)}\n`;
  }
  return slices;
}

function partsOf(supergraph: DocumentNode, schema: GraphQLSchema, api: GraphQLSchema, planned: GraphQLSchema): Parts {
  return {
    api: slicesOf(api),
    schema: slicesOf(schema),
    fields: fieldNames(planned),
    keys: entityKeys(supergraph),
  };
}

const schemaOf = (document: DocumentNode): GraphQLSchema =>
  buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });

const build = (document: DocumentNode): Supergraph =>
  Supergraph.build(withClientDirectives(resolvableFirst(document)), { validateSupergraph: false });

/** Reads a supergraph; the planner is the federation library's own. */
export function readSupergraph(sdl: string): Read {
  if (unsupported.test(sdl))
    throw new Error('The graph uses @context and @fromContext, which are not carried out here');
  const document = parse(sdl, { noLocation: true });
  const schema = schemaOf(document);
  const required = requiredIn(document);
  const { planned } = required;
  const supergraph = build(planned);
  // The fields that only the planner knows are not the clients'.
  const known = (planned === document ? supergraph : build(document)).apiSchema();
  const api = known.toGraphQLJSSchema();
  const complete = withDefaults(api);
  const planner = new QueryPlanner(supergraph);
  const subgraphs = new Map([...supergraph.subgraphs()].map((subgraph) => [subgraph.name, subgraph]));
  const restored = restoring(schema, subgraphs);
  return {
    api,
    parts: partsOf(document, schema, api, planned === document ? schema : schemaOf(planned)),
    plan(given, operationName) {
      const asked = complete(given);
      const named = operationName ? { operationName } : {};
      const made = planner.buildQueryPlan(operationFromDocument(known, asked, named));
      const plan = restored ? restored(made, asked, operationName) : made;
      refuseUnasked(schema, subgraphs, plan, asked, operationName);
      return withKnownNames(schema, required, plan);
    },
  };
}
