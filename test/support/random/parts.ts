import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  buildASTSchema,
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  visit,
} from 'graphql';
import { readAnswer } from '#gateway/answer-shape.ts';
import type { Surroundings } from '#gateway/execute/answer.ts';
import type { Cut } from '#gateway/execute/cut.ts';
import type { Graph } from '#gateway/execute/plan.ts';
import { graphOf } from '#gateway/execute/planned-here.ts';
import type { RandomGraph } from './graph.ts';
import { monolithSdl, subgraphSdl } from './schemas.ts';
import { withValues } from './values.ts';

/** One graph, whole and in parts. */
export type Both = {
  monolith: GraphQLSchema;
  /** The same with every type nullable: it tells every error there is. */
  tellsAll: GraphQLSchema;
  graph: Graph;
  surroundings: Surroundings<undefined>;
  calls: string[];
};

const concrete = ({ id }: { id: string }) => ({ __typename: id.split('-')[0], id });

function partOf(graph: RandomGraph, whole: GraphQLSchema, subgraph: number) {
  const typeDefs = parse(subgraphSdl(graph, subgraph));
  const isHome = graph.faced?.home === subgraph;
  const resolvers = isHome ? { Faced: { __resolveReference: concrete } } : undefined;
  const schema = withValues(buildSubgraphSchema([{ typeDefs, ...(resolvers ? { resolvers } : {}) }]), graph, whole);
  return { name: `part${subgraph}`, typeDefs, schema };
}

/** What becomes of a subgraph's text on its way, and of how it is cut. */
export type OnTheWay = { text(text: string): string; cut(cut: Cut | undefined): Cut | undefined };

/** The errors of parts and of the executor itself, told by their paths alone. */
export function asking(
  parts: ReadonlyMap<string, GraphQLSchema>,
  calls: string[],
  way: Partial<OnTheWay> = {},
): Surroundings<undefined> {
  const { text = (told) => told, cut: cutBy = (cut) => cut } = way;
  const fault = (path: (string | number)[] | undefined, message: string): GraphQLFormattedError => {
    return { message, ...(path ? { path } : {}) };
  };
  return {
    async ask({ subgraph, body, cut }) {
      calls.push(body);
      const { query, variables, operationName } = JSON.parse(body);
      const schema = parts.get(subgraph)!;
      const answered = await execute({ schema, document: parse(query), variableValues: variables, operationName });
      const by = cutBy(cut);
      const { data, errors } = readAnswer(Buffer.from(text(JSON.stringify(answered))), by);
      return { data, errors };
    },
    fault: (_, path) => fault(path, 'fault'),
    told: (_, error) => fault(undefined, String(error)),
    notice: () => {},
  };
}

const nullable = (document: DocumentNode): DocumentNode =>
  visit(document, {
    InputValueDefinition: () => false,
    NonNullType: { leave: ({ type }) => type },
  });

/** Makes both; undefined if chance made parts that do not compose. */
export function both(random: RandomGraph): Both | undefined {
  const sdl = monolithSdl(random);
  const monolith = withValues(buildSchema(sdl), random);
  const tellsAll = withValues(buildASTSchema(nullable(parse(sdl))), random, monolith);
  const parts = Array.from({ length: random.subgraphs }, (_, index) => partOf(random, monolith, index));
  const composed = composeServices(parts.map(({ name, typeDefs }) => ({ name, typeDefs, url: 'http://part' })));
  if (composed.supergraphSdl === undefined) return undefined;
  const calls: string[] = [];
  const surroundings = asking(new Map(parts.map(({ name, schema }) => [name, schema])), calls);
  const graph = graphOf(composed.supergraphSdl);
  return { monolith, tellsAll, graph, surroundings, calls };
}
