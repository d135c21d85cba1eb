import { type GraphQLOutputType, isListType, isNonNullType } from 'graphql';
import type { Row } from './row.ts';
import type { FieldShape, ObjectShape } from './shape.ts';
import { Whole } from './whole.ts';
import { type Wire, wireOf } from './wire.ts';

// Text that is in JSON what it is by itself, byte for byte.
const plain = /^[\u0020\u0021\u0023-\u005b\u005d-\u007e]*$/;

/** Text as JSON: most needs nothing but quotes. */
const quoted = (text: string): Wire => (plain.test(text) ? `"${text}"` : wireOf(JSON.stringify(text)));

/** Counted while an answer is written. */
export type Written = { objects: number };

type Write = (value: unknown, written: Written) => Wire | undefined;
type Writer = { slot: number; head: string; constant: string | undefined; write: Write };

function leafText(value: unknown): Wire {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  return wireOf(JSON.stringify(value));
}

function writeList(inner: Write): Write {
  return (value, written) => {
    const items = value as readonly unknown[];
    if (items.length === 0) return '[]';
    let text = '[';
    for (let index = 0; index < items.length; index += 1) {
      const item = inner(items[index], written);
      if (item === undefined) return undefined;
      text += index === 0 ? item : `,${item}`;
    }
    return `${text}]`;
  };
}

function writeOne({ leaf, below }: FieldShape): Write {
  if (!below) return leaf ? (value) => (leaf(value) ? leafText(value) : undefined) : leafText;
  return (value, written) => {
    const shape = below((value as Row).type);
    return shape && writeRow(value as Row, shape, written);
  };
}

function writeOf(type: GraphQLOutputType, field: FieldShape): Write {
  if (isNonNullType(type)) {
    const inner = writeValue(type.ofType, field);
    return (value, written) => (value === null || value === undefined ? undefined : inner(value, written));
  }
  const inner = writeValue(type, field);
  return (value, written) => (value === null || value === undefined ? 'null' : inner(value, written));
}

const writeValue = (type: GraphQLOutputType, field: FieldShape): Write =>
  isListType(type) ? writeList(writeOf(type.ofType, field)) : writeOne(field);

function writeField(field: FieldShape): Write {
  const write = writeOf(field.type, field);
  if (!field.below) return write;
  return (value, written) => {
    if (!(value instanceof Whole)) return write(value, written);
    written.objects += value.objects;
    return value.wire;
  };
}

const writers = new WeakMap<ObjectShape, readonly Writer[]>();

function compile(shape: ObjectShape): readonly Writer[] {
  const compiled = shape.fields.map((field, index) => ({
    slot: field.slot,
    head: `${index === 0 ? '{' : ','}${field.head}`,
    constant: field.special === 'typename' ? quoted(shape.type) : undefined,
    write: field.special ? () => undefined : writeField(field),
  }));
  writers.set(shape, compiled);
  return compiled;
}

/**
 * A row as JSON, if it is all as its types say; undefined if anything is not, so that `complete` decides with
 * errors and paths what is told instead.
 */
export function writeRow(row: Row, shape: ObjectShape, written: Written): Wire | undefined {
  written.objects += 1;
  const fields = writers.get(shape) ?? compile(shape);
  if (fields.length === 0) return '{}';
  const { slots } = row;
  let text = '';
  for (let index = 0; index < fields.length; index += 1) {
    const { slot, head, constant, write } = fields[index]!;
    const value = constant ?? write(slots[slot], written);
    if (value === undefined) return undefined;
    text += head + value;
  }
  return `${text}}`;
}
