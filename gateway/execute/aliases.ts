import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** The client's response keys by those that the plan knows; those not in it are the same. */
export type ClientKeys = ReadonlyMap<string, string>;

/** The names of all fields, which a plan may use beside what the client asks. */
export function fieldNames(schema: GraphQLSchema): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) || isInterfaceType(type)) for (const name of Object.keys(type.getFields())) fields.add(name);
  }
  return fields;
}

/** A key that only says that an object is there. */
export const presence = 'client__present';

const present: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: presence },
  name: { kind: Kind.NAME, value: '__typename' },
};

/** What a condition that is written out says; undefined if a variable decides. */
function writtenOut({ name, arguments: given = [] }: DirectiveNode): boolean | undefined {
  const value = given[0]?.value;
  if (value?.kind !== Kind.BOOLEAN) return undefined;
  if (name.value === 'include') return value.value;
  return name.value === 'skip' ? !value.value : undefined;
}

/** Without what is never asked: the planner may fetch it all the same. */
function withoutNever(document: DocumentNode): DocumentNode {
  const decide = <T extends FieldNode | InlineFragmentNode | FragmentSpreadNode>(node: T): T | null | undefined => {
    if (!node.directives?.length) return undefined;
    const said = node.directives.map(writtenOut);
    if (said.includes(false)) return null;
    return { ...node, directives: node.directives.filter((_, index) => said[index] === undefined) };
  };
  return visit(document, {
    Field: { enter: decide },
    InlineFragment: { enter: decide },
    FragmentSpread: { enter: decide },
    SelectionSet: { leave: (set) => (set.selections.length === 0 ? withPresence(set) : undefined) },
  });
}

const mayBeEmpty = ({ selections }: SelectionSetNode): boolean =>
  !selections.some(({ kind, directives }) => kind === Kind.FIELD && !directives?.length);

// The planner leaves out an object of which nothing is asked in the end, though the client asked whether there is one.
const withPresence = (set: SelectionSetNode): SelectionSetNode => ({
  ...set,
  selections: [...set.selections, present],
});

const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

const signature = ({ name, arguments: given = [] }: FieldNode): string =>
  `${name.value}(${given.map(print).join(' ')})`;

/** What each response key of a document stands for. */
function meanings(document: DocumentNode): Map<string, Set<string>> {
  const meant = new Map<string, Set<string>>();
  visit(document, {
    Field(node) {
      const key = keyOf(node);
      meant.set(key, (meant.get(key) ?? new Set()).add(signature(node)));
    },
  });
  return meant;
}

function collides(
  node: FieldNode,
  fields: ReadonlySet<string>,
  meant: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const { name, alias } = node;
  if (alias && alias.value !== name.value && fields.has(alias.value)) return true;
  return meant.get(keyOf(node))!.size > 1;
}

/**
 * Gives other names, for the plan, to response keys that read like a field but are another, or that stand for several
 * in one document. The planner takes a key of the answer for the field of that name: of "id: name" it would make a
 * person's key, silently; and it merges what is asked of several types where a subgraph knows them as one.
 */
export function withoutCollisions(asked: DocumentNode, fields: ReadonlySet<string>) {
  const document = withoutNever(asked);
  const meant = meanings(document);
  const taken = new Set([...fields, ...meant.keys()]);
  const renamed = new Map<string, string>();
  const clientKeys = new Map<string, string>();
  const newName = (node: FieldNode): string => {
    const key = keyOf(node);
    const meaning = `${key}: ${signature(node)}`;
    const before = renamed.get(meaning);
    if (before) return before;
    let name = `client_${key}`;
    while (taken.has(name)) name += '_';
    taken.add(name);
    renamed.set(meaning, name);
    clientKeys.set(name, key);
    return name;
  };
  const planned = visit(document, {
    Field: {
      leave(node) {
        const alias = collides(node, fields, meant) ? newName(node) : undefined;
        const { selectionSet } = node;
        return {
          ...node,
          ...(alias ? { alias: { kind: Kind.NAME, value: alias } } : {}),
          ...(selectionSet && mayBeEmpty(selectionSet) ? { selectionSet: withPresence(selectionSet) } : {}),
        };
      },
    },
  });
  return { planned, clientKeys };
}
