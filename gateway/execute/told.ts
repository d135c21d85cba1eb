import type { Path, Row } from './row.ts';
import type { FieldShape, ObjectShape } from './shape.ts';
import { Whole } from './whole.ts';

/** What was told of one row: its "Type.field"s and those of all below it, in order. */
export type ToldOf = (path: Path) => readonly string[] | undefined;

type Node = { bit: number; own: readonly string[]; parts: readonly Part[] };
type Part = { field: FieldShape; nodes: Map<ObjectShape, Node>; flat: number | undefined; forms: Forms };
/** What was seen in the first of each form; all others of it have the same. */
type Forms = WeakMap<object, number>;
type Compiled = { root: Node; nodes: Node[]; known: Map<number, readonly string[]>; forms: Forms };

const mostNodes = 30;

function nodeOf(nodes: Node[], shape: ObjectShape): Node {
  const own = shape.fields.flatMap(({ special, nodes: [first] }) =>
    special ? [] : [`${shape.type}.${first!.name.value}`],
  );
  const parts = shape.fields.flatMap((field): Part[] =>
    field.below ? [{ field, nodes: new Map(), flat: undefined, forms: new WeakMap() }] : [],
  );
  const node = { bit: 1 << nodes.length, own, parts };
  nodes.push(node);
  return node;
}

// Bits in place of sets of texts: of a thousand persons most were told the same, which is put together once.
function seenIn(value: unknown, part: Part, compiled: Compiled, seen: number): number {
  if (value instanceof Whole) return seen | seenOfForm(part.forms, value, () => seenRaw(value.raw, part, compiled, 0));
  if (typeof value !== 'object' || value === null) return seen;
  if (!Array.isArray(value)) return seenBelow(value as Row, part, compiled, seen);
  for (const item of value) {
    seen = seenIn(item, part, compiled, seen);
    if (part.flat !== undefined && (seen & part.flat) !== 0) break;
  }
  return seen;
}

function seenOfForm(forms: Forms, { form }: Whole, look: () => number): number {
  const before = form && forms.get(form);
  if (before !== undefined) return before;
  const seen = look();
  if (form) forms.set(form, seen);
  return seen;
}

function seenRaw(value: unknown, part: Part, compiled: Compiled, seen: number): number {
  if (typeof value !== 'object' || value === null) return seen;
  if (Array.isArray(value)) {
    for (const item of value) {
      seen = seenRaw(item, part, compiled, seen);
      if (part.flat !== undefined && (seen & part.flat) !== 0) break;
    }
    return seen;
  }
  const node = nodeBelow(part, undefined, compiled);
  if (!node) return seen;
  return seenRawParts(value as Record<string, unknown>, node, compiled, seen | node.bit);
}

function seenRawParts(value: Record<string, unknown>, { parts }: Node, compiled: Compiled, seen: number): number {
  for (const part of parts) seen = seenRaw(value[part.field.key], part, compiled, seen);
  return seen;
}

function seenBelow(row: Row, part: Part, compiled: Compiled, seen: number): number {
  const node = nodeBelow(part, row.type, compiled);
  return node ? seenParts(row, node, compiled, seen | node.bit) : seen;
}

function nodeBelow(part: Part, type: string | undefined, compiled: Compiled): Node | undefined {
  const shape = part.field.below!(type);
  if (!shape) return undefined;
  let node = part.nodes.get(shape);
  if (!node) {
    node = nodeOf(compiled.nodes, shape);
    part.nodes.set(shape, node);
    // Where there is one type and nothing below it, one item says what all others would.
    if (part.field.onlyType && node.parts.length === 0) part.flat = node.bit;
  }
  return node;
}

function seenParts(row: Row, { parts }: Node, compiled: Compiled, seen: number): number {
  for (const part of parts) seen = seenIn(row.slots[part.field.slot], part, compiled, seen);
  return seen;
}

const compiledShapes = new WeakMap<ObjectShape, Compiled>();

function compile(shape: ObjectShape): Compiled {
  const nodes: Node[] = [];
  const compiled = { root: nodeOf(nodes, shape), nodes, known: new Map(), forms: new WeakMap() };
  compiledShapes.set(shape, compiled);
  return compiled;
}

/** An object of which it is asked what was told: in a row, or as it stands. */
type Found = Row | Whole | Record<string, unknown>;

function seenAt(value: Found, raw: boolean, compiled: Compiled): number {
  const { root, forms } = compiled;
  if (!raw) return seenParts(value as Row, root, compiled, root.bit);
  const look = (it: unknown) => seenRawParts(it as Record<string, unknown>, root, compiled, root.bit);
  return value instanceof Whole ? seenOfForm(forms, value, () => look(value.raw)) : look(value);
}

function fieldsOf(value: Found, shape: ObjectShape, raw: boolean): readonly string[] | undefined {
  const compiled = compiledShapes.get(shape) ?? compile(shape);
  const { nodes, known } = compiled;
  const seen = seenAt(value, raw, compiled);
  if (nodes.length > mostNodes) return undefined;
  const before = known.get(seen);
  if (before) return before;
  const told = nodes.flatMap(({ bit, own }) => ((seen & bit) === 0 ? [] : own));
  const fields = [...new Set(told)].sort();
  known.set(seen, fields);
  return fields;
}

type Here = { value: unknown; raw: boolean; shape: ObjectShape | undefined; field: FieldShape | undefined };

/** One step towards a place, through rows or through what is told as it stands. */
function stepInto({ value: from, raw, shape, field }: Here, step: string | number): Here | undefined {
  const value = from instanceof Whole ? from.raw : from;
  if (typeof value !== 'object' || value === null) return undefined;
  let next: unknown;
  let at = field;
  if (typeof step === 'number') next = Array.isArray(value) ? value[step] : undefined;
  else if (Array.isArray(value)) return undefined;
  else {
    at = shape?.fields.find(({ key }) => key === step);
    if (!at) return undefined;
    next = raw ? (value as Record<string, unknown>)[step] : (value as Row).slots[at.slot];
  }
  const inRaw = raw || next instanceof Whole;
  const type = inRaw ? undefined : (next as Row | null | undefined)?.type;
  return { value: next, raw: inRaw, shape: at?.below?.(type), field: at };
}

/**
 * What an answer without errors told of the object at each place. Every field of a row that is there was told, null too.
 * Undefined where there is no object at a place, or more to tell apart than fits a number.
 */
export function toldIn(root: Row, rootShape: ObjectShape): ToldOf {
  return (path) => {
    let here: Here | undefined = { value: root, raw: false, shape: rootShape, field: undefined };
    for (const step of path) {
      here = stepInto(here, step);
      if (!here) return undefined;
    }
    const { value, raw, shape } = here;
    const isList = value instanceof Whole ? value.isList : Array.isArray(value);
    if (typeof value !== 'object' || value === null || isList || !shape) return undefined;
    return fieldsOf(value as Found, shape, raw);
  };
}
