import { composeServices } from '@apollo/composition';
import {
  addInaccessibleToUnreachableTypes,
  applyTagFilterOnSubgraphs,
  extractLinkImplementations,
} from '@theguild/federation-composition';
import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  Kind,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import type { Audience } from '#service/caller.ts';
import { spreadTags } from './spread-tags.ts';
import type { SubgraphSource } from './subgraph-sources.ts';

/** The composed supergraph; errors and hints alike are a failure, since a hint is a disagreement nobody decided on. */
export function composeStrictly(subgraphs: readonly SubgraphSource[], what: string) {
  const result = composeServices([...subgraphs]);
  const problems = [...(result.errors ?? []), ...(result.hints ?? [])].map((problem) => problem.message);
  if (result.supergraphSdl === undefined || problems.length > 0) {
    throw new Error(`${what} does not compose:\n${problems.join('\n')}`);
  }
  return { sdl: result.supergraphSdl, schema: result.schema };
}

const importValues = (names: readonly string[]): ConstValueNode[] =>
  names.map((value) => ({ kind: Kind.STRING, value }));

/** The federation link of the copy: scopes out, and @inaccessible in under its plain name, which the filter expects. */
function contractLink(link: ConstDirectiveNode): ConstDirectiveNode {
  return {
    ...link,
    arguments: link.arguments?.map((argument) => {
      if (argument.value.kind !== Kind.LIST) return argument;
      const kept = argument.value.values.filter(
        (value) => value.kind !== Kind.STRING || !['@requiresScopes', '@inaccessible'].includes(value.value),
      );
      return { ...argument, value: { ...argument.value, values: [...kept, ...importValues(['@inaccessible'])] } };
    }),
  };
}

/**
 * Takes @requiresScopes out of a schema. The gateway library refuses a supergraph that links it; scopes are enforced
 * from the full supergraph instead, which keeps them.
 */
function withoutScopes(typeDefs: DocumentNode): DocumentNode {
  return visit(typeDefs, {
    Directive: (directive) => {
      if (directive.name.value === 'requiresScopes') return null;
      return directive.name.value === 'link' ? contractLink(directive as ConstDirectiveNode) : undefined;
    },
  });
}

/** The supergraph as one audience sees it: what it may not see is @inaccessible, and reachable only for the planner. */
export function composeContract(subgraphs: readonly SubgraphSource[], audience: Audience): string {
  const stripped = spreadTags(subgraphs).map((subgraph) => ({
    ...subgraph,
    typeDefs: withoutScopes(subgraph.typeDefs),
  }));
  const filter = { include: new Set<string>([audience]), exclude: new Set<string>() };
  const { sdl, schema } = composeStrictly(applyTagFilterOnSubgraphs(stripped, filter), `The contract of ${audience}`);
  const supergraphDocumentNode = parse(sdl, { noLocation: true });
  const publicDocumentNode = parse(printSchema(schema.toAPISchema().toGraphQLJSSchema()), { noLocation: true });
  const { resolveImportName } = extractLinkImplementations(supergraphDocumentNode);
  const reachable = addInaccessibleToUnreachableTypes(resolveImportName, {
    supergraphDocumentNode,
    publicDocumentNode,
  });
  return `${print(parse(reachable.supergraphSdl, { noLocation: true }))}\n`;
}

/** The full supergraph with its tags and scopes. */
export function composeSupergraph(subgraphs: readonly SubgraphSource[]): string {
  return `${composeStrictly(spreadTags(subgraphs), 'The supergraph').sdl.trim()}\n`;
}
