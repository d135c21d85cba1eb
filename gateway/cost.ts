import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

type ListSize = { assumedSize?: number; slicingArguments: string[]; sizedFields: string[] };

/** What `@cost` and `@listSize` in the schemas say, by "Type.field" or type. */
export type CostRules = { weights: ReadonlyMap<string, number>; lists: ReadonlyMap<string, ListSize> };

// As many as a list without a word about its size is taken to have, and as a command costs besides its answer.
const usualSize = 10;
const commandCost = 10;

type Directive = { name: { value: string }; arguments?: readonly { name: { value: string }; value: unknown }[] };
type Literal = { value?: string; values?: readonly Literal[] };

const argument = (directive: Directive, name: string): Literal | undefined =>
  directive.arguments?.find((each) => each.name.value === name)?.value as Literal | undefined;

const texts = (literal: Literal | undefined): string[] => literal?.values?.map(({ value }) => value ?? '') ?? [];

function listSize(directive: Directive): ListSize {
  const assumed = argument(directive, 'assumedSize')?.value;
  return {
    ...(assumed === undefined ? {} : { assumedSize: Number(assumed) }),
    slicingArguments: texts(argument(directive, 'slicingArguments')),
    sizedFields: texts(argument(directive, 'sizedFields')),
  };
}

/** Reads the costs that the supergraph carries. */
export function costRules(supergraphSdl: string): CostRules {
  const weights = new Map<string, number>();
  const lists = new Map<string, ListSize>();
  const note = (at: string, directives: readonly Directive[] = []) => {
    for (const directive of directives) {
      if (directive.name.value === 'cost') weights.set(at, Number(argument(directive, 'weight')?.value));
      if (directive.name.value === 'listSize') lists.set(at, listSize(directive));
    }
  };
  for (const definition of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    note(definition.name.value, definition.directives);
    for (const field of definition.fields ?? []) note(`${definition.name.value}.${field.name.value}`, field.directives);
  }
  return { weights, lists };
}

type Costing = {
  rules: CostRules;
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
};
type Field = GraphQLField<unknown, unknown>;

function isList(type: unknown): boolean {
  return isNonNullType(type) ? isList(type.ofType) : isListType(type);
}

/** How many items a field's answer may have by its own arguments, or by what is assumed of it. */
function sizeOf({ rules, variables }: Costing, coordinate: string, field: Field, node: FieldNode): number {
  const rule = rules.lists.get(coordinate);
  if (!rule) return usualSize;
  const given = argumentsOf(field, node, variables);
  const sliced = rule.slicingArguments.map((name) => given[name]).filter((value) => typeof value === 'number');
  return sliced.length > 0 ? Math.max(0, ...sliced) : (rule.assumedSize ?? usualSize);
}

function argumentsOf(field: Field, node: FieldNode, variables: Costing['variables']): Record<string, unknown> {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    // What does not fit is refused when it is executed.
    return {};
  }
}

/** `slices` holds the fields below, such as edges, whose size an argument of the field above decides. */
function fieldCost(costing: Costing, parent: GraphQLNamedType, node: FieldNode, slices: Map<string, number>): number {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
  const field = parent.getFields()[node.name.value];
  if (!field) return 0;
  const coordinate = `${parent.name}.${field.name}`;
  const type = getNamedType(field.type);
  const { weights, lists } = costing.rules;
  const own = weights.get(coordinate) ?? weights.get(type.name) ?? (isCompositeType(type) ? 1 : 0);
  const size = sizeOf(costing, coordinate, field, node);
  const times = isList(field.type) ? (slices.get(field.name) ?? size) : 1;
  const sized = lists.get(coordinate)?.sizedFields ?? [];
  const below = new Map(sized.map((name) => [name, size]));
  const set = node.selectionSet;
  return times * (own + (set && isCompositeType(type) ? setCost(costing, type, set, below) : 0));
}

function setCost(
  costing: Costing,
  parent: GraphQLNamedType,
  set: SelectionSetNode,
  slices: Map<string, number>,
): number {
  return set.selections.reduce((sum, node) => {
    if (node.kind === Kind.FIELD) return sum + fieldCost(costing, parent, node, slices);
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : costing.fragments.get(node.name.value);
    if (!fragment) return sum;
    const condition = fragment.typeCondition && costing.schema.getType(fragment.typeCondition.name.value);
    return sum + setCost(costing, condition ?? parent, fragment.selectionSet, slices);
  }, 0);
}

/** What an operation may cost at most: objects in its answer, by the sizes that are asked for or assumed. */
export function staticCost(
  rules: CostRules,
  schema: GraphQLSchema,
  asked: { document: DocumentNode; operation: OperationDefinitionNode; variables: Readonly<Record<string, unknown>> },
): number {
  const root = schema.getRootType(asked.operation.operation);
  if (!root) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of asked.document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const costing = { rules, schema, fragments, variables: asked.variables };
  const base = asked.operation.operation === 'mutation' ? commandCost : 0;
  return base + setCost(costing, root, asked.operation.selectionSet, new Map());
}

/** What an answer did cost: the objects in it. */
export function actualCost(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  if (Array.isArray(data)) return data.reduce<number>((sum, item) => sum + actualCost(item), 0);
  let sum = 1;
  for (const key in data) sum += actualCost((data as Record<string, unknown>)[key]);
  return sum;
}
