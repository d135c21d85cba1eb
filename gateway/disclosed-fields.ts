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
import { isLinked, linkedCheck, type PersonAt } from '#service/persons.ts';
import { type Place, type Unanswered, unansweredAt, unansweredBelow } from './unanswered.ts';

/**
 * A member, the "Type.field" coordinates and "refusal:CODE" that were told about them, and what in particular allowed it
 * beside the purpose, for example a consent.
 */
export type Disclosed = { subject: string; fields: string[]; basis: string | null };

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

/** Where the walk is: the persons and the missing answers below, and the fields of those whom this is about. */
type Here = { persons: Places | undefined; unanswered: readonly Unanswered[]; about: readonly Set<string>[] };

const step = ({ persons, unanswered, about }: Here, key: string | number): Here => ({
  persons: persons?.below.get(key),
  unanswered: unanswered.length === 0 ? unanswered : unansweredBelow(unanswered, key),
  about,
});

/** Counts the fields of an object for whomever it is about; null is an answer too, unless an error stands for it. */
function walkObject(walk: Walk, value: object, selections: Selections, here: Here): void {
  for (const [key, item] of Object.entries(value)) {
    const selected = selections.get(key);
    if (!selected || item === undefined) continue;
    const there = step(here, key);
    if (item === null && there.unanswered.length > 0) continue;
    for (const fields of here.about) fields.add(selected.coordinate);
    walkValue(walk, item, selected, there);
  }
}

function walkValue(walk: Walk, value: unknown, selected: Selected, here: Here): void {
  // Where nobody is told about and nobody will be, there is nothing to count.
  if (typeof value !== 'object' || value === null || (here.about.length === 0 && !here.persons)) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => void walkValue(walk, item, selected, step(here, index)));
    return;
  }
  if (!selected.type) return;
  const begun = here.persons?.subjects ?? [];
  // What is told of a person within another's data is told of that person alone.
  const about = begun.length > 0 ? begun.map((subject) => fieldsOf(walk, subject)) : here.about;
  walkObject(walk, value, selectionsOf(walk, selected.type, selected.below), { ...here, about });
}

function basisOf(persons: readonly PersonAt[], subject: string): string | null {
  const bases = persons.flatMap((person) => (person.subject === subject && person.basis ? [person.basis] : []));
  return bases.length > 0 ? [...new Set(bases)].join('；') : null;
}

/** An answer: its data, whom it is about, and the places for which errors stand. */
type Answer = { data: object | null | undefined; persons: readonly PersonAt[]; unanswered: readonly Place[] };

/** What an answer tells about whom: one entry per member, with every field of that member that was answered. */
export function disclosedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { data, persons, unanswered }: Answer,
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
  const places = placesOf(persons.filter(({ refusal }) => refusal === undefined));
  walkObject(walk, data ?? {}, selections, { persons: places, unanswered: [unansweredAt(unanswered)], about: [] });
  for (const person of persons) if (isLinked(person)) fieldsOf(walk, person.subject).add(linkedCheck);
  for (const { subject, refusal } of persons) if (refusal) fieldsOf(walk, subject).add(`refusal:${refusal}`);
  // Without as many steps as persons times persons: only a few were noted with a basis of their own.
  const based = persons.filter(({ basis }) => basis !== undefined);
  return [...walk.told].map(([subject, fields]) => ({
    subject,
    fields: [...fields].sort(),
    basis: basisOf(based, subject),
  }));
}
