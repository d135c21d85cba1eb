import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fits } from './types.ts';

/** A selection set, and whether it may not be asked after all. */
export type AskedSet = { set: SelectionSetNode; optional: boolean };

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** An operation of a document, and the fragments that it may use. */
export function definitionsOf(document: DocumentNode, operationName: string | undefined) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
    if (one.kind === Kind.OPERATION_DEFINITION) operations.push(one);
  }
  const operation = operationName ? operations.find(({ name }) => name?.value === operationName) : operations[0];
  if (!operation || (!operationName && operations.length > 1)) throw new GraphQLError('There is no such operation');
  return { fragments, operation };
}

/** What is asked under one response key of an object: the fields merged there, in the order of the document. */
export type Asked = {
  key: string;
  name: string;
  /** The type on which the field was written, where its definition is looked up. */
  parent: string;
  nodes: FieldNode[];
  /** What is asked below it, by each of the nodes. */
  below: AskedSet[];
  /** Whether the key may be left out of an answer: it hangs on a variable, or on a type that is not known. */
  optional: boolean;
};

type Collecting = {
  schema: GraphQLSchema;
  fragments: Fragments;
  /** The type of the object; undefined if it is not known, so that every fragment might apply. */
  type: string | undefined;
  /** Whether a node with @skip or @include counts; without, each counts as optional. */
  included?: (node: { directives?: FieldNode['directives'] | undefined }) => boolean;
  found: Map<string, Asked>;
};

function addField(collecting: Collecting, node: FieldNode, parent: string, optional: boolean): void {
  const key = node.alias?.value ?? node.name.value;
  const below = node.selectionSet ? [{ set: node.selectionSet, optional }] : [];
  const before = collecting.found.get(key);
  if (!before) {
    collecting.found.set(key, { key, name: node.name.value, parent, nodes: [node], below, optional });
    return;
  }
  before.nodes.push(node);
  before.below.push(...below);
  before.optional &&= optional;
}

function addSelections(collecting: Collecting, set: SelectionSetNode, parent: string, optional: boolean): void {
  const { schema, type, included, fragments } = collecting;
  for (const node of set.selections) {
    if (included && !included(node)) continue;
    const maybe = optional || (!included && (node.directives?.length ?? 0) > 0);
    if (node.kind === Kind.FIELD) {
      addField(collecting, node, parent, maybe);
      continue;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    if (!fragment) continue;
    const condition = fragment.typeCondition?.name.value;
    if (type !== undefined && !fits(schema, type, condition)) continue;
    const unknown = type === undefined && !fits(schema, parent, condition);
    addSelections(collecting, fragment.selectionSet, condition ?? parent, maybe || unknown);
  }
}

/** Collects what some selection sets ask of an object, as GraphQL's CollectFields does. */
export function askedOf(on: Omit<Collecting, 'found'>, sets: readonly AskedSet[], parent: string): Asked[] {
  const collecting = { ...on, found: new Map<string, Asked>() };
  const known = on.type !== undefined && isObjectType(on.schema.getType(on.type)) ? on.type : parent;
  // What one node alone asks was asked if its key was answered.
  for (const { set, optional } of sets) addSelections(collecting, set, known, optional && sets.length > 1);
  return [...collecting.found.values()];
}

/** A selection set that is asked in any case. */
export const always = (set: SelectionSetNode): AskedSet[] => [{ set, optional: false }];
