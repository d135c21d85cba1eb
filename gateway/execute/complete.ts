import { type GraphQLOutputType, isListType, isNonNullType } from 'graphql';
import { type Marks, marksBelow } from './marks.ts';
import type { Path, Row } from './row.ts';
import type { FieldShape, ObjectShape } from './shape.ts';
import { Whole } from './whole.ts';

/** What completing an answer needs: the values of introspection by response key, and where to tell of faults. */
export type Completing = { introspection: ReadonlyMap<string, unknown>; fault(path: Path): void };

// Stands for a value that may not be null and is, until something above it may be.
const nothing = Symbol('nothing');

type At = { path: Path; marks: Marks };

const step = ({ path, marks }: At, key: string | number): At => ({
  path: [...path, key],
  marks: marksBelow(marks, key),
});

/** Tells of a fault at a place, unless an error explains it already. */
function faulty(completing: Completing, { path, marks }: At): null {
  if (marks.length === 0) completing.fault(path);
  return null;
}

function completeList(
  completing: Completing,
  value: readonly unknown[],
  type: GraphQLOutputType,
  on: FieldShape,
  at: At,
) {
  const items = value.map((item, index) => completeValue(completing, item, type, on, step(at, index)));
  return items.includes(nothing) ? null : items;
}

function completeValue(
  completing: Completing,
  value: unknown,
  type: GraphQLOutputType,
  on: FieldShape,
  at: At,
): unknown {
  if (value instanceof Whole) return value.raw;
  const missing = value === null || value === undefined;
  if (isNonNullType(type)) {
    if (missing) faulty(completing, at);
    const completed = missing ? null : completeValue(completing, value, type.ofType, on, at);
    return completed === null ? nothing : completed;
  }
  if (missing) return null;
  if (isListType(type)) return completeList(completing, value as unknown[], type.ofType, on, at);
  if (!on.below) return on.leaf && !on.leaf(value) ? faulty(completing, at) : value;
  const shape = on.below((value as Row).type);
  return shape ? completeRow(completing, value as Row, shape, at) : faulty(completing, at);
}

/** An object as GraphQL's CompleteValue makes it: what may not be null and is empties the nearest that may. */
export function completeRow(
  completing: Completing,
  row: Row,
  shape: ObjectShape,
  at: At,
): Record<string, unknown> | null {
  const completed: Record<string, unknown> = Object.create(null);
  for (const field of shape.fields) {
    const { key, special } = field;
    if (special) {
      completed[key] = special === 'typename' ? shape.type : completing.introspection.get(key);
      continue;
    }
    const value = completeValue(completing, row.slots[field.slot], field.type, field, step(at, key));
    if (value === nothing) return null;
    completed[key] = value;
  }
  return completed;
}
