import {
  baseType,
  isAbstractType,
  isCompositeType,
  possibleRuntimeTypes,
  type Subgraph,
} from '@apollo/federation-internals';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type Asked, type AskedSet, always, askedOf, definitionsOf, type Fragments } from './asked.ts';
import { operationOf, withFetches } from './fetches.ts';

// Where subgraphs that answer one field know different members of its union or interface, the planner leaves out what is
// asked of a member as soon as one of them does not know it, even where it asks another that does. Here it is asked there.

type Asking = { schema: GraphQLSchema; fragments: Fragments; operation: OperationDefinitionNode };
type Restoring = Asking & { subgraph: Subgraph; differing: ReadonlySet<string> };

/** The types that an object may have in a subgraph where this type is expected; none where it is not known. */
export function membersIn({ schema }: Subgraph, name: string): string[] {
  const type = schema.type(name);
  return type && isCompositeType(type) ? possibleRuntimeTypes(type).map((member) => member.name) : [];
}

/** The unions and interfaces of a graph of which subgraphs know different members. */
function differingTypes(schema: GraphQLSchema, subgraphs: readonly Subgraph[]): Set<string> {
  const members = new Map<string, string>();
  const differing = new Set<string>();
  for (const subgraph of subgraphs) {
    for (const { name } of subgraph.schema.types().filter(isAbstractType)) {
      // Each subgraph has entities of its own; that union is not the graph's.
      if (!schema.getType(name)) continue;
      const known = membersIn(subgraph, name).sort().join(' ');
      if ((members.get(name) ?? known) !== known) differing.add(name);
      members.set(name, known);
    }
  }
  return differing;
}

const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const onType = (type: string, selections: readonly SelectionNode[]): SelectionNode => ({
  kind: Kind.INLINE_FRAGMENT,
  typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
  selectionSet: { kind: Kind.SELECTION_SET, selections },
});

function fieldIn({ schema }: Subgraph, type: string, name: string) {
  const parent = schema.type(type);
  return parent && isCompositeType(parent) ? parent.field(name) : undefined;
}

const askedOn = ({ schema, fragments }: Asking, type: string, sets: readonly AskedSet[]): Asked[] =>
  askedOf({ schema, fragments, type }, sets, type);

/** A field as it is asked, if the subgraph answers it, and all below it, by itself and whatever the variables are. */
function ownField(restoring: Restoring, type: string, { name, nodes, optional, below }: Asked): FieldNode | undefined {
  const [node] = nodes as [FieldNode];
  if (optional) return undefined;
  if (name === '__typename') return node;
  const { subgraph } = restoring;
  const metadata = subgraph.metadata();
  const field = fieldIn(subgraph, type, name);
  if (!field?.type || metadata.isFieldExternal(field)) return undefined;
  if (field.hasAppliedDirective(metadata.requiresDirective())) return undefined;
  const of = baseType(field.type);
  if (!isCompositeType(of)) return node;
  const members = membersIn(subgraph, of.name).map((member) => {
    const own = askedOn(restoring, member, below).map((asked) => ownField(restoring, member, asked));
    return { member, own };
  });
  if (members.some(({ own }) => own.includes(undefined))) return undefined;
  const selections = members.map(({ member, own }) => onType(member, [typename, ...(own as FieldNode[])]));
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

/** What is asked of a member at a place and left out there, as far as the subgraph answers it by itself. */
function leftOut(restoring: Restoring, member: string, set: SelectionSetNode, asked: readonly AskedSet[]) {
  const there = new Set(askedOn(restoring, member, always(set)).map(({ key }) => key));
  const missing = askedOn(restoring, member, asked).filter(({ key, name }) => !there.has(key) && name !== '__typename');
  const own = missing.flatMap((one) => ownField(restoring, member, one) ?? []);
  return own.length > 0 ? [onType(member, own)] : [];
}

function restoredAt(restoring: Restoring, set: SelectionSetNode, type: string, asked: readonly AskedSet[]) {
  const below = restoredBelow(restoring, set, type, asked);
  if (!restoring.differing.has(type)) return below;
  const added = membersIn(restoring.subgraph, type).flatMap((member) => leftOut(restoring, member, set, asked));
  if (added.length === 0) return below;
  const hasType = below.selections.some((node) => node.kind === Kind.FIELD && keyOf(node) === '__typename');
  return { ...below, selections: [...(hasType ? [] : [typename]), ...below.selections, ...added] };
}

function restoredBelow(
  restoring: Restoring,
  set: SelectionSetNode,
  type: string,
  asked: readonly AskedSet[],
): SelectionSetNode {
  const fields = new Map(askedOn(restoring, type, asked).map((one) => [one.key, one.below]));
  const selections = set.selections.map((node): SelectionNode => {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition?.name.value ?? type;
      return { ...node, selectionSet: restoredBelow(restoring, node.selectionSet, condition, asked) };
    }
    if (node.kind !== Kind.FIELD || !node.selectionSet) return node;
    if (node.name.value === '_entities') {
      return { ...node, selectionSet: restoredBelow(restoring, node.selectionSet, '_Entity', asked) };
    }
    const below = fields.get(keyOf(node));
    const of = fieldIn(restoring.subgraph, type, node.name.value)?.type;
    if (!below || !of) return node;
    return { ...node, selectionSet: restoredAt(restoring, node.selectionSet, baseType(of).name, below) };
  });
  return { ...set, selections };
}

/** What is asked at a place of a plan, whatever the types on the way. */
function askedAt({ schema, fragments, operation }: Asking, place: readonly string[]): readonly AskedSet[] {
  let sets: readonly AskedSet[] = always(operation.selectionSet);
  for (const key of place) {
    if (key === '@') continue;
    const asked = askedOf({ schema, fragments, type: undefined }, sets, '');
    sets = asked.find((one) => one.key === key)?.below ?? [];
  }
  return sets;
}

/** The operation of a fetch, with the variables that it uses by now. */
function withVariables(fetch: OperationDefinitionNode, { operation }: Asking): OperationDefinitionNode {
  const used = new Set<string>();
  visit(fetch.selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const defined = new Set(fetch.variableDefinitions?.map(({ variable }) => variable.name.value));
  const more = (operation.variableDefinitions ?? []).filter(
    ({ variable: { name } }) => used.has(name.value) && !defined.has(name.value),
  );
  return { ...fetch, variableDefinitions: [...(fetch.variableDefinitions ?? []), ...more] };
}

function restoredFetch(restoring: Restoring, node: FetchNode, place: readonly string[]): FetchNode {
  const fetch = operationOf(node);
  const root = restoring.schema.getRootType(fetch.operation)!.name;
  const selectionSet = restoredBelow(restoring, fetch.selectionSet, root, askedAt(restoring, place));
  const restored = withVariables({ ...fetch, selectionSet }, restoring);
  const names = (restored.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  return { ...node, operation: print(restored), variableUsages: names.filter((name) => name !== 'representations') };
}

/** Asks in a plan what the planner left out of it; undefined where all subgraphs know the same members. */
export function restoring(schema: GraphQLSchema, subgraphs: ReadonlyMap<string, Subgraph>) {
  const differing = differingTypes(schema, [...subgraphs.values()]);
  if (differing.size === 0) return undefined;
  return (plan: QueryPlan, document: DocumentNode, operationName: string | undefined): QueryPlan => {
    const asking = { schema, ...definitionsOf(document, operationName) };
    return withFetches(plan, (node, place) =>
      restoredFetch({ ...asking, differing, subgraph: subgraphs.get(node.serviceName)! }, node, place),
    );
  };
}
