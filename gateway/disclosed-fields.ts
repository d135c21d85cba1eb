import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { PersonAt } from '#service/persons.ts';

/** A member and the "Type.field" coordinates that were told about them. */
export type Disclosed = { subject: string; fields: string[] };

type Selected = { coordinate: string; below: FieldNode[]; type: GraphQLObjectType | undefined };
type Selections = Map<string, Selected>;

// A map by path would need a text per value; a tree is walked along with the answer.
type Places = { subjects: string[]; below: Map<string | number, Places> };

type Walk = {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  /** What one set of field nodes selects, worked out once for a list of a thousand. */
  known: WeakMap<readonly FieldNode[], Selections>;
  told: Map<string, Set<string>>;
};

const place = (): Places => ({ subjects: [], below: new Map() });

function placesOf(persons: readonly PersonAt[]): Places {
  const root = place();
  for (const { path, subject } of persons) {
    let at = root;
    for (const key of path) {
      const next = at.below.get(key) ?? place();
      at.below.set(key, next);
      at = next;
    }
    at.subjects.push(subject);
  }
  return root;
}

function addField(selections: Selections, parent: GraphQLObjectType, node: FieldNode): void {
  const field = parent.getFields()[node.name.value];
  if (!field) return;
  const key = node.alias?.value ?? node.name.value;
  const type = getNamedType(field.type);
  const selected = selections.get(key) ?? {
    coordinate: `${parent.name}.${field.name}`,
    below: [],
    type: isObjectType(type) ? type : undefined,
  };
  selected.below.push(node);
  selections.set(key, selected);
}

function addSelections(walk: Walk, selections: Selections, parent: GraphQLObjectType, set: SelectionSetNode): void {
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) {
      addField(selections, parent, node);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : walk.fragments.get(node.name.value);
    if (!fragment) continue;
    const condition = fragment.typeCondition && walk.schema.getType(fragment.typeCondition.name.value);
    addSelections(walk, selections, isObjectType(condition) ? condition : parent, fragment.selectionSet);
  }
}

function selectionsOf(walk: Walk, type: GraphQLObjectType, fields: readonly FieldNode[]): Selections {
  const before = walk.known.get(fields);
  if (before) return before;
  const selections: Selections = new Map();
  for (const field of fields) if (field.selectionSet) addSelections(walk, selections, type, field.selectionSet);
  walk.known.set(fields, selections);
  return selections;
}

function fieldsOf(walk: Walk, subject: string): Set<string> {
  const fields = walk.told.get(subject) ?? new Set();
  walk.told.set(subject, fields);
  return fields;
}

/** Counts the fields of an object that left with a value, for everyone whom the object is about. */
function walkObject(
  walk: Walk,
  value: object,
  selections: Selections,
  at: Places | undefined,
  about: readonly Set<string>[],
): void {
  for (const [key, item] of Object.entries(value)) {
    const selected = selections.get(key);
    if (!selected || item === null || item === undefined) continue;
    for (const fields of about) fields.add(selected.coordinate);
    walkValue(walk, item, selected, at?.below.get(key), about);
  }
}

function walkValue(
  walk: Walk,
  value: unknown,
  selected: Selected,
  at: Places | undefined,
  about: readonly Set<string>[],
): void {
  // Where nobody is told about and nobody will be, there is nothing to count.
  if (typeof value !== 'object' || value === null || (about.length === 0 && !at)) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => void walkValue(walk, item, selected, at?.below.get(index), about));
    return;
  }
  if (!selected.type) return;
  const concerned = at?.subjects.length ? [...about, ...at.subjects.map((subject) => fieldsOf(walk, subject))] : about;
  walkObject(walk, value, selectionsOf(walk, selected.type, selected.below), at, concerned);
}

/** What an answer tells about whom: one entry per member, with every field below that member that has a value. */
export function disclosedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  data: object,
  persons: readonly PersonAt[],
): Disclosed[] {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const walk: Walk = { schema, fragments, known: new WeakMap(), told: new Map() };
  const selections: Selections = new Map();
  addSelections(walk, selections, root, operation.selectionSet);
  walkObject(walk, data, selections, placesOf(persons), []);
  return [...walk.told].map(([subject, fields]) => ({ subject, fields: [...fields].sort() }));
}
