import { type DocumentNode, Kind, parse, visit } from 'graphql';
import type { SubgraphSource } from './subgraph-sources.ts';

/** Whether a field set ("a b { c }") passes an argument or an alias anywhere. */
function hasArgumentOrAlias(fieldSet: string): boolean {
  let found = false;
  visit(parse(`{ ${fieldSet} }`, { noLocation: true }), {
    Field: (field) => {
      found ||= Boolean(field.arguments?.length) || field.alias !== undefined;
    },
  });
  return found;
}

function requiresOf(typeDefs: DocumentNode): { coordinate: string; fields: string }[] {
  return typeDefs.definitions.flatMap((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    return (type.fields ?? []).flatMap((field) =>
      (field.directives ?? [])
        .filter((directive) => directive.name.value === 'requires')
        .flatMap((directive) => directive.arguments ?? [])
        .map((argument) => ({
          coordinate: `${type.name.value}.${field.name.value}`,
          fields: argument.value.kind === Kind.STRING ? argument.value.value : '',
        })),
    );
  });
}

/**
 * Fields whose @requires passes arguments. The query planner gives one alias's rows to another in that case, silently,
 * so composition refuses them.
 */
export function argumentsInRequires(subgraphs: readonly SubgraphSource[]): string[] {
  return subgraphs.flatMap(({ name, typeDefs }) =>
    requiresOf(typeDefs)
      .filter(({ fields }) => hasArgumentOrAlias(fields))
      .map(({ coordinate }) => `${name}: ${coordinate} passes arguments inside @requires`),
  );
}
