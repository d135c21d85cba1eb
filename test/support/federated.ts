import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { SubgraphAnswer } from '#gateway/execute/answer.ts';
import { compileOperation, type Operation } from '#gateway/execute/compile.ts';
import type { Cut } from '#gateway/execute/cut.ts';
import { execute } from '#gateway/execute/execute.ts';
import { graphOf } from '#gateway/execute/planned-here.ts';
import { asking, type OnTheWay } from './random/parts.ts';

/** A subgraph of a test: its schema below the link to the federation, and its resolvers. */
// biome-ignore lint/suspicious/noExplicitAny: each test's resolvers take what its own schema says.
export type Part = { name: string; sdl: string; resolvers: Record<string, any> };

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
  import: ["@key", "@requires", "@external", "@shareable", "@interfaceObject", "@inaccessible", "@provides"])`;

/** How often an answer was cut. */
export function countingCuts() {
  const counted = { cuts: 0 };
  const cut = (one: Cut | undefined): Cut | undefined =>
    one &&
    ((bytes) => {
      const found = one(bytes);
      if (found) counted.cuts += 1;
      return found;
    });
  return { counted, cut };
}

type Change = (answer: SubgraphAnswer, subgraph: string) => SubgraphAnswer;

/** A graph in parts that is asked through the executor. `change` is what becomes of the subgraphs' answers on the way. */
export function federated(parts: readonly Part[], change: Change = (answer) => answer, way: Partial<OnTheWay> = {}) {
  const made = parts.map(({ name, sdl, resolvers }) => {
    const typeDefs = parse(`${link}\n${sdl}`);
    return { name, typeDefs, schema: buildSubgraphSchema([{ typeDefs, resolvers }]) };
  });
  const composed = composeServices(made.map(({ name, typeDefs }) => ({ name, typeDefs, url: `http://${name}` })));
  if (composed.supergraphSdl === undefined) throw new Error(String(composed.errors));
  const graph = graphOf(composed.supergraphSdl);
  const known = new Map<string, Operation>();
  const calls: string[] = [];
  const dropped: string[] = [];
  const surroundings = asking(new Map(made.map(({ name, schema }) => [name, schema])), calls, way);
  const { ask } = surroundings;
  surroundings.ask = async (call) => change(await ask(call), call.subgraph);
  surroundings.notice = (_, noticed) => void dropped.push(...noticed.dropped);
  return {
    calls,
    dropped,
    ask: async (query: string, variables: Record<string, unknown> = {}) => {
      const compiled = known.get(query) ?? (await compileOperation(graph, parse(query)));
      known.set(query, compiled);
      const executed = await execute(compiled, surroundings, undefined, variables);
      const { data, errors } = executed.complete();
      const paths = errors.map(({ path }) => path);
      return {
        data: JSON.parse(JSON.stringify(data)) as unknown,
        paths,
        text: executed.written('')?.bytes().toString('utf8'),
        executed,
      };
    },
  };
}
