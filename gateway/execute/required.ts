import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';
import type { Fragments } from './asked.ts';

/** What fields require of others before a subgraph can answer them, by "Type.field". */
export type Required = ReadonlyMap<string, readonly SelectionSetNode[]>;

/** Reads it out of a supergraph; empty where nothing is required with arguments, since only these can conflict. */
export function requiredIn(supergraph: DocumentNode): Required {
  const required = new Map<string, SelectionSetNode[]>();
  let passes = false;
  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      for (const { name, value } of (field.directives ?? []).flatMap(({ arguments: given = [] }) => given)) {
        if (name.value !== 'requires' || value.kind !== Kind.STRING) continue;
        const [parsed] = parse(`{ ${value.value} }`, { noLocation: true }).definitions;
        const coordinate = `${type.name.value}.${field.name.value}`;
        const { selectionSet } = parsed as { selectionSet: SelectionSetNode };
        required.set(coordinate, [...(required.get(coordinate) ?? []), selectionSet]);
        passes ||= value.value.includes('(');
      }
    }
  }
  return passes ? required : new Map();
}

type Asking = { schema: GraphQLSchema; required: Required; asked: Map<string, string>; under: Set<string> };

const typeBelow = (type: GraphQLNamedType | undefined, { name }: FieldNode): GraphQLNamedType | undefined => {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name.value] : undefined;
  return field && getNamedType(field.type);
};

function conflict(place: string): GraphQLError {
  const message = `What is asked needs "${place}" with different arguments at once, which is not carried out here`;
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}

function noteSet(asking: Asking, set: SelectionSetNode, type: GraphQLNamedType | undefined, place: string): void {
  for (const node of set.selections) {
    if (node.kind === Kind.FRAGMENT_SPREAD) continue;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition ? asking.schema.getType(node.typeCondition.name.value) : type;
      noteSet(asking, node.selectionSet, condition, place);
      continue;
    }
    const here = `${place}.${node.name.value}`;
    const given = (node.arguments ?? []).map((one) => print(one)).join(' ');
    const before = asking.asked.get(here);
    if (before !== undefined && before !== given) throw conflict(here.slice(1));
    asking.asked.set(here, given);
    if (type) noteField(asking, type, node.name.value, place);
    if (node.selectionSet) noteSet(asking, node.selectionSet, typeBelow(type, node), here);
  }
}

/** Notes what a field requires at its place, and what that requires in turn. */
function noteField(asking: Asking, type: GraphQLNamedType, field: string, place: string): void {
  const types = isAbstractType(type) ? [type, ...asking.schema.getPossibleTypes(type)] : [type];
  for (const each of types) {
    const coordinate = `${each.name}.${field}`;
    const met = `${place} ${coordinate}`;
    if (asking.under.has(met)) continue;
    asking.under.add(met);
    for (const set of asking.required.get(coordinate) ?? []) noteSet(asking, set, each, place);
  }
}

type Walking = Asking & { fragments: Fragments };

function walk(walking: Walking, set: SelectionSetNode, type: GraphQLNamedType | undefined, place: string): void {
  const { schema, fragments } = walking;
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) {
      if (type) noteField(walking, type, node.name.value, place);
      const below = `${place}.${(node.alias ?? node.name).value}`;
      if (node.selectionSet) walk(walking, node.selectionSet, typeBelow(type, node), below);
      continue;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    const condition = fragment?.typeCondition?.name.value;
    if (fragment) walk(walking, fragment.selectionSet, condition ? schema.getType(condition) : type, place);
  }
}

/**
 * Refuses an operation of which two fields require a third with different arguments at one place: the planner would ask
 * for one of them and give it to both, silently.
 */
export function refuseConflicts(
  { schema, required }: Pick<Asking, 'schema' | 'required'>,
  fragments: Fragments,
  { operation, selectionSet }: OperationDefinitionNode,
): void {
  if (required.size === 0) return;
  const walking: Walking = { schema, required, fragments, asked: new Map(), under: new Set() };
  walk(walking, selectionSet, schema.getRootType(operation) ?? undefined, '');
}
