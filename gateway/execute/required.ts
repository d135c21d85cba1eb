import {
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type NamedTypeNode,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

// Where fields require a third with different arguments, the planner asks for it once and gives it to all. So each such
// field with its arguments is a field of its own to the planner, which is asked and told by its own name.

type ComposedType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** What a field is called for the planner, by the name it was given there. */
export type Renamed = ReadonlyMap<string, Pick<FieldNode, 'name' | 'arguments'>>;

export type Required = {
  /** The supergraph for the planner. */
  planned: DocumentNode;
  renamed: Renamed;
  /** What fields require, by "Type.field". */
  sets: ReadonlyMap<string, readonly SelectionSetNode[]>;
  /** The names of all that keys of a type are made of, by type. */
  keyed: ReadonlyMap<string, ReadonlySet<string>>;
};

type Naming = {
  types: ReadonlyMap<string, ComposedType>;
  names: Map<string, string>;
  renamed: Map<string, Pick<FieldNode, 'name' | 'arguments'>>;
  /** The fields to add, by type, with the field that each stands for. */
  added: Map<string, Map<string, string>>;
};

const isComposed = (one: { kind: string }): one is ComposedType =>
  one.kind === Kind.OBJECT_TYPE_DEFINITION || one.kind === Kind.INTERFACE_TYPE_DEFINITION;

const named = (type: TypeNode): NamedTypeNode => (type.kind === Kind.NAMED_TYPE ? type : named(type.type));

const fieldOf = (type: ComposedType | undefined, name: string): FieldDefinitionNode | undefined =>
  type?.fields?.find((field) => field.name.value === name);

function freeName(types: Naming['types'], name: string): string {
  const isTaken = [...types.values()].some((type) => fieldOf(type, name));
  return isTaken ? freeName(types, `${name}_`) : name;
}

/** The name of a field with its arguments, which every type that has the field gets. */
function nameOf({ types, names, renamed, added }: Naming, type: string, { name, arguments: given }: FieldNode): string {
  const meaning = print({ kind: Kind.FIELD, name, arguments: given ?? [] });
  const known = names.get(meaning) ?? freeName(types, `required_${name.value}_${names.size}`);
  names.set(meaning, known);
  renamed.set(known, { name, arguments: given ?? [] });
  for (const [other, { interfaces }] of types) {
    if (other !== type && !interfaces?.some((one) => one.name.value === type)) continue;
    added.set(other, (added.get(other) ?? new Map<string, string>()).set(known, name.value));
  }
  return known;
}

function renamedSet(naming: Naming, set: SelectionSetNode, type: string): SelectionSetNode {
  const selections = set.selections.map((node): SelectionNode => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return node;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition?.name.value ?? type;
      return { ...node, selectionSet: renamedSet(naming, node.selectionSet, condition) };
    }
    const field = fieldOf(naming.types.get(type), node.name.value);
    if (!field) return node;
    const below = node.selectionSet && renamedSet(naming, node.selectionSet, named(field.type).name.value);
    const inside = below ? { ...node, selectionSet: below } : node;
    if (!field.arguments?.length) return inside;
    return { ...inside, name: { kind: Kind.NAME, value: nameOf(naming, type, node) }, arguments: [] };
  });
  return { ...set, selections };
}

/** A field with what it requires by the planner's names. */
function renamedField(naming: Naming, type: string, field: FieldDefinitionNode, sets: SelectionSetNode[]) {
  const directives = field.directives?.map((directive) => ({
    ...directive,
    arguments: directive.arguments?.map((argument) => {
      const { name, value } = argument;
      if (name.value !== 'requires' || value.kind !== Kind.STRING) return argument;
      const [parsed] = parse(`{ ${value.value} }`, { noLocation: true }).definitions;
      const set = renamedSet(naming, (parsed as { selectionSet: SelectionSetNode }).selectionSet, type);
      sets.push(set);
      const text = set.selections.map((one) => print(one)).join(' ');
      return { ...argument, value: { kind: Kind.STRING, value: text } as const };
    }),
  }));
  return directives ? { ...field, directives: directives as FieldDefinitionNode['directives'] } : field;
}

const isJoin = ({ name }: { name: { value: string } }): boolean => name.value === 'join__field';

function keyNames({ directives = [] }: ComposedType): Set<string> {
  const given = directives.flatMap((one) => (one.name.value === 'join__type' ? (one.arguments ?? []) : []));
  const keys = given.flatMap(({ name, value }) =>
    name.value === 'key' && value.kind === Kind.STRING ? [value.value] : [],
  );
  return new Set(keys.flatMap((key) => key.match(/\w+/g) ?? []));
}

/** Reads what fields require. */
export function requiredIn(supergraph: DocumentNode): Required {
  const types = new Map(supergraph.definitions.filter(isComposed).map((type) => [type.name.value, type]));
  const naming: Naming = { types, names: new Map(), renamed: new Map(), added: new Map() };
  const sets = new Map<string, SelectionSetNode[]>();
  const rewritten = supergraph.definitions.map((type) => {
    if (!isComposed(type)) return type;
    const fields = type.fields?.map((field) => {
      const here: SelectionSetNode[] = [];
      const made = renamedField(naming, type.name.value, field, here);
      if (here.length > 0) sets.set(`${type.name.value}.${field.name.value}`, here);
      return made;
    });
    return { ...type, fields: fields ?? [] };
  });
  const keyed = new Map([...types].map(([name, type]) => [name, keyNames(type)]));
  if (naming.renamed.size === 0) return { planned: supergraph, renamed: naming.renamed, sets, keyed };
  const definitions = rewritten.map((type) => {
    if (!isComposed(type)) return type;
    const more = [...(naming.added.get(type.name.value) ?? [])].flatMap(([value, of]) => {
      const field = fieldOf(type, of);
      const directives = field?.directives?.filter(isJoin) ?? [];
      return field ? [{ ...field, name: { kind: Kind.NAME, value }, arguments: [], directives } as const] : [];
    });
    return { ...type, fields: [...(type.fields ?? []), ...more] };
  });
  return { planned: { ...supergraph, definitions }, renamed: naming.renamed, sets, keyed };
}
