import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { refusal } from './failure.ts';

/** How large a request may be; what the largest trusted document needs fits several times. */
export const limits = {
  bodyBytes: 1024 * 1024,
  variableDepth: 12,
  // No command or question takes more than a thousand.
  listItems: 5_000,
  tokens: 2_000,
  depth: 15,
  fields: 1_000,
  aliases: 50,
  rootFields: 20,
  // A root field may take a list of a thousand, which several of the same would multiply.
  sameRootField: 1,
  // Of two commands one could be done and the other refused, and the answer would tell of neither.
  commands: 1,
  directives: 50,
  operations: 20,
  operationName: 100,
  // The largest document on file asks for a thousand taxpayers with every month of a year.
  cost: 40_000,
  // Of a question that nobody has looked at before.
  freeCost: 5_000,
  // The library adds one more to say that there are more.
  validationErrors: 4,
} as const;

type Size = { depth: number; fields: number; aliases: number; directives: number };
type Fragments = Map<string, FragmentDefinitionNode>;

const nothing: Size = { depth: 0, fields: 0, aliases: 0, directives: 0 };

function beside(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
  };
}

function sizeOf(set: SelectionSetNode, fragments: Fragments, known: Map<string, Size>): Size {
  let total = nothing;
  for (const selection of set.selections) {
    const directives = selection.directives?.length ?? 0;
    let size: Size;
    if (selection.kind === Kind.FIELD) {
      // Introspection nests deep by nature; GraphQL's own rule keeps it from going in circles.
      const measured = selection.selectionSet && !selection.name.value.startsWith('__');
      const below = measured ? sizeOf(selection.selectionSet!, fragments, known) : nothing;
      const alias = selection.alias ? 1 : 0;
      size = { ...below, depth: below.depth + 1, fields: below.fields + 1, aliases: below.aliases + alias };
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      size = sizeOf(selection.selectionSet, fragments, known);
    } else {
      size = fragmentSize(selection.name.value, fragments, known);
    }
    total = beside(total, { ...size, directives: size.directives + directives });
  }
  return total;
}

// Each fragment is measured once, so that a fan-out of 2^30 fields costs 30 steps; validation has refused circles.
function fragmentSize(name: string, fragments: Fragments, known: Map<string, Size>): Size {
  const before = known.get(name);
  if (before) return before;
  const fragment = fragments.get(name);
  const size = fragment ? sizeOf(fragment.selectionSet, fragments, known) : nothing;
  known.set(name, size);
  return size;
}

function exceeded(rule: string, most: number) {
  return refusal('LIMIT_EXCEEDED', `The request exceeds a limit: at most ${most} ${rule}`, 400, { rule });
}

/** The root fields of an operation, also those within fragments, up to one more than allowed. */
function rootFields(set: SelectionSetNode, fragments: Fragments, found: FieldNode[] = []): FieldNode[] {
  for (const selection of set.selections) {
    if (found.length > limits.rootFields) return found;
    if (selection.kind === Kind.FIELD) {
      found.push(selection);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment) rootFields(fragment.selectionSet, fragments, found);
  }
  return found;
}

function checkRoots({ operation, selectionSet }: OperationDefinitionNode, fragments: Fragments): void {
  const roots = rootFields(selectionSet, fragments);
  if (roots.length > limits.rootFields) throw exceeded('rootFields', limits.rootFields);
  // Fields of one response key are one question, however often they are written.
  const asked = new Map<string, string>();
  for (const { name, alias } of roots) {
    const key = alias?.value ?? name.value;
    const before = asked.get(name.value);
    if (before !== undefined && before !== key && !name.value.startsWith('__')) {
      throw exceeded('sameRootField', limits.sameRootField);
    }
    asked.set(name.value, key);
  }
  const commands = [...asked.keys()].filter((name) => !name.startsWith('__')).length;
  if (operation === 'mutation' && commands > limits.commands) throw exceeded('commands', limits.commands);
}

/** Refuses a valid document that would cost too much to plan or answer, before it is planned. */
export function checkLimits(document: DocumentNode): void {
  const fragments: Fragments = new Map();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operations.length > limits.operations) throw exceeded('operations', limits.operations);
  visit(document, { StringValue: ({ value }) => checkVariables(value) });
  const known = new Map<string, Size>();
  for (const operation of operations) {
    if ((operation.name?.value.length ?? 0) > limits.operationName)
      throw exceeded('operationName', limits.operationName);
    checkRoots(operation, fragments);
    const size = sizeOf(operation.selectionSet, fragments, known);
    for (const rule of ['depth', 'fields', 'aliases', 'directives'] as const) {
      if (size[rule] > limits[rule]) throw exceeded(rule, limits[rule]);
    }
  }
}

/** Refuses an operation whose answer could hold too many objects; `filed` says that only documents on file are asked. */
export function checkCost(cost: number, filed: boolean): void {
  const most = filed ? limits.cost : limits.freeCost;
  if (cost > most) throw exceeded('cost', most);
}

/** Refuses the name of an operation that is longer than any may be; it would be repeated in the answer. */
export function checkOperationName(name: unknown): void {
  if (typeof name === 'string' && name.length > limits.operationName)
    throw exceeded('operationName', limits.operationName);
}

/** Refuses variables nested too deep, and text that PostgreSQL or a log could not hold (NUL, half a surrogate pair). */
export function checkVariables(value: unknown, depth = 0): void {
  if (depth > limits.variableDepth) throw exceeded('variableDepth', limits.variableDepth);
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      throw refusal('INVALID_INPUT', 'Text with characters that cannot be kept', 400, { rule: 'text' });
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    if (value.length > limits.listItems) throw exceeded('listItems', limits.listItems);
    for (const item of value) checkVariables(item, depth + 1);
    return;
  }
  for (const key in value) {
    checkVariables(key, depth);
    checkVariables((value as Record<string, unknown>)[key], depth + 1);
  }
}
