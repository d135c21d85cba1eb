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
type Fragments = Map<string, FragmentDefinitionNode>;

// A map by path would need a text per value; a tree is walked along with the answer.
type Places = { subjects: string[]; below: Map<string | number, Places> };

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

function fragmentsOf(document: DocumentNode): Fragments {
  const found: Fragments = new Map();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) found.set(definition.name.value, definition);
  }
  return found;
}

/** Walks an answer along its own document, so that only fields that really left with a value are counted. */
function walker(schema: GraphQLSchema, fragments: Fragments, told: Map<string, Set<string>>) {
  const known = new WeakMap<readonly FieldNode[], Selections>();

  function add(selections: Selections, type: GraphQLObjectType, set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const field = type.getFields()[selection.name.value];
        if (!field) continue;
        const key = selection.alias?.value ?? selection.name.value;
        const below = getNamedType(field.type);
        const before = selections.get(key) ?? {
          coordinate: `${type.name}.${field.name}`,
          below: [],
          type: isObjectType(below) ? below : undefined,
        };
        before.below.push(selection);
        selections.set(key, before);
        continue;
      }
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (inner) add(selections, conditioned(type, inner.typeCondition?.name.value), inner.selectionSet);
    }
  }

  function conditioned(type: GraphQLObjectType, name: string | undefined): GraphQLObjectType {
    const named = name === undefined ? undefined : schema.getType(name);
    return isObjectType(named) ? named : type;
  }

  function selectionsOf(type: GraphQLObjectType, fields: readonly FieldNode[]): Selections {
    const before = known.get(fields);
    if (before) return before;
    const selections: Selections = new Map();
    for (const field of fields) if (field.selectionSet) add(selections, type, field.selectionSet);
    known.set(fields, selections);
    return selections;
  }

  function walkObject(value: object, selections: Selections, at: Places | undefined, about: Set<string>[]): void {
    for (const [key, item] of Object.entries(value)) {
      const selected = selections.get(key);
      if (!selected || item === null || item === undefined) continue;
      for (const fields of about) fields.add(selected.coordinate);
      walk(item, selected, at?.below.get(key), about);
    }
  }

  function walk(value: unknown, selected: Selected, at: Places | undefined, about: Set<string>[]): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      value.forEach((item, index) => void walk(item, selected, at?.below.get(index), about));
      return;
    }
    if (!selected.type || (about.length === 0 && !at)) return;
    const concerned = at && at.subjects.length > 0 ? [...about, ...at.subjects.map(fieldsOf)] : about;
    walkObject(value, selectionsOf(selected.type, selected.below), at, concerned);
  }

  function fieldsOf(subject: string): Set<string> {
    const fields = told.get(subject) ?? new Set();
    told.set(subject, fields);
    return fields;
  }

  return { add, walkObject };
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
  const told = new Map<string, Set<string>>();
  const { add, walkObject } = walker(schema, fragmentsOf(document), told);
  const selections: Selections = new Map();
  add(selections, root, operation.selectionSet);
  walkObject(data, selections, placesOf(persons), []);
  return [...told].map(([subject, fields]) => ({ subject, fields: [...fields].sort() }));
}
