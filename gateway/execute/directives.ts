import {
  astFromValue,
  type ConstDirectiveNode,
  type DirectiveDefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  isSpecifiedDirective,
  Kind,
  visit,
} from 'graphql';

// Directives that clients may write into a document and subgraphs are told of. Those that belong to a specification of
// one's own (`@composeDirective`) the library hides from clients, as it does with what describes the schema.

const executable = /^(QUERY|MUTATION|SUBSCRIPTION|FIELD|FRAGMENT_\w+|INLINE_FRAGMENT|VARIABLE_DEFINITION)$/;
const ofTheLibrary = 'https://specs.apollo.dev/';

const isForClients = ({ locations }: DirectiveDefinitionNode): boolean =>
  locations.every(({ value }) => executable.test(value));

/** Whether a directive is what a link to a specification brings: imported by name, or called after it. */
function broughtBy({ arguments: given = [] }: ConstDirectiveNode): (definition: DirectiveDefinitionNode) => boolean {
  const textOf = (name: string) => {
    const value = given.find((one) => one.name.value === name)?.value;
    return value?.kind === Kind.STRING ? value.value : undefined;
  };
  const imports = given.find((one) => one.name.value === 'import')?.value;
  const imported = new Set<string>();
  for (const one of imports?.kind === Kind.LIST ? imports.values : []) {
    const names = one.kind === Kind.OBJECT ? one.fields.map(({ value }) => value) : [one];
    for (const name of names) if (name.kind === Kind.STRING) imported.add(name.value);
  }
  const specification = textOf('as') ?? textOf('url')?.split('/').at(-2);
  return ({ name: { value: name } }) =>
    imported.has(`@${name}`) || name === specification || name.startsWith(`${specification}__`);
}

/** A supergraph without links to specifications of which all directives are for clients, so that these stay known. */
export function withClientDirectives(supergraph: DocumentNode): DocumentNode {
  const definitions = supergraph.definitions.filter((one) => one.kind === Kind.DIRECTIVE_DEFINITION);
  const isHiding = (directive: ConstDirectiveNode): boolean => {
    const { name, arguments: given = [] } = directive;
    const plain = given.every(({ name: { value } }) => value !== 'for');
    const url = given.find((one) => one.name.value === 'url')?.value;
    if (name.value !== 'link' || !plain || url?.kind !== Kind.STRING || url.value.startsWith(ofTheLibrary))
      return false;
    const brought = definitions.filter(broughtBy(directive));
    return brought.length > 0 && brought.every(isForClients);
  };
  return visit(supergraph, {
    SchemaDefinition: (node) => ({ ...node, directives: node.directives?.filter((one) => !isHiding(one)) ?? [] }),
  });
}

/** A document with the defaults of its directives written out: not every subgraph must have them. */
export function withDefaults(api: GraphQLSchema): (document: DocumentNode) => DocumentNode {
  const own = new Map(api.getDirectives().flatMap((one) => (isSpecifiedDirective(one) ? [] : [[one.name, one]])));
  if (own.size === 0) return (document) => document;
  const written = (node: DirectiveNode): DirectiveNode => {
    const given = node.arguments ?? [];
    const missing = (own.get(node.name.value)?.args ?? []).filter(
      ({ name }) => !given.some((one) => one.name.value === name),
    );
    const added = missing.flatMap(({ name, type, defaultValue }) => {
      const value = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
      return value ? [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value } as const] : [];
    });
    return { ...node, arguments: [...given, ...added] };
  };
  return (document) => visit(document, { Directive: written });
}
