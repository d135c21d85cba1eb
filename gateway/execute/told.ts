import type { Path, Row } from './row.ts';
import type { FieldShape, ObjectShape } from './shape.ts';

/** What was told of one row: its "Type.field"s and those of all below it, in order. */
export type ToldOf = (path: Path) => readonly string[] | undefined;

type Node = { bit: number; own: readonly string[]; parts: readonly Part[] };
type Part = { field: FieldShape; nodes: Map<ObjectShape, Node>; flat: number | undefined };
type Compiled = { root: Node; nodes: Node[]; known: Map<number, readonly string[]> };

const mostNodes = 30;

function nodeOf(nodes: Node[], shape: ObjectShape): Node {
  const own = shape.fields.flatMap(({ special, nodes: [first] }) =>
    special ? [] : [`${shape.type}.${first!.name.value}`],
  );
  const parts = shape.fields.flatMap((field): Part[] =>
    field.below ? [{ field, nodes: new Map(), flat: undefined }] : [],
  );
  const node = { bit: 1 << nodes.length, own, parts };
  nodes.push(node);
  return node;
}

// Bits in place of sets of texts: of a thousand persons most were told the same, which is put together once.
function seenIn(value: unknown, part: Part, compiled: Compiled, seen: number): number {
  if (typeof value !== 'object' || value === null) return seen;
  if (!Array.isArray(value)) return seenBelow(value as Row, part, compiled, seen);
  for (const item of value) {
    seen = seenIn(item, part, compiled, seen);
    if (part.flat !== undefined && (seen & part.flat) !== 0) break;
  }
  return seen;
}

function seenBelow(row: Row, part: Part, compiled: Compiled, seen: number): number {
  const shape = part.field.below!(row.type);
  if (!shape) return seen;
  let node = part.nodes.get(shape);
  if (!node) {
    node = nodeOf(compiled.nodes, shape);
    part.nodes.set(shape, node);
    // Where there is one type and nothing below it, one item says what all others would.
    if (part.field.onlyType && node.parts.length === 0) part.flat = node.bit;
  }
  return seenParts(row, node, compiled, seen | node.bit);
}

function seenParts(row: Row, { parts }: Node, compiled: Compiled, seen: number): number {
  for (const part of parts) seen = seenIn(row.slots[part.field.slot], part, compiled, seen);
  return seen;
}

const compiledShapes = new WeakMap<ObjectShape, Compiled>();

function compile(shape: ObjectShape): Compiled {
  const nodes: Node[] = [];
  const compiled = { root: nodeOf(nodes, shape), nodes, known: new Map() };
  compiledShapes.set(shape, compiled);
  return compiled;
}

function fieldsOf(row: Row, shape: ObjectShape): readonly string[] | undefined {
  const compiled = compiledShapes.get(shape) ?? compile(shape);
  const seen = seenParts(row, compiled.root, compiled, compiled.root.bit);
  if (compiled.nodes.length > mostNodes) return undefined;
  const before = compiled.known.get(seen);
  if (before) return before;
  const told = compiled.nodes.flatMap(({ bit, own }) => ((seen & bit) === 0 ? [] : own));
  const fields = [...new Set(told)].sort();
  compiled.known.set(seen, fields);
  return fields;
}

/**
 * What an answer without errors told of the object at each place. Every field of a row that is there was told, null too.
 * Undefined where there is no object at a place, or more to tell apart than fits a number.
 */
export function toldIn(root: Row, rootShape: ObjectShape): ToldOf {
  return (path) => {
    let value: unknown = root;
    let shape: ObjectShape | undefined = rootShape;
    let field: FieldShape | undefined;
    for (const step of path) {
      if (typeof value !== 'object' || value === null) return undefined;
      if (typeof step === 'number') {
        if (!Array.isArray(value)) return undefined;
        value = value[step];
      } else {
        field = shape?.fields.find(({ key }) => key === step);
        if (!field) return undefined;
        value = (value as Row).slots[field.slot];
      }
      shape = Array.isArray(value) ? shape : field?.below?.((value as Row | null | undefined)?.type);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !shape) return undefined;
    return fieldsOf(value as Row, shape);
  };
}
