import { type GraphQLOutputType, isListType, isNonNullType } from 'graphql';
import type { Row } from './row.ts';
import type { FieldShape, ObjectShape } from './shape.ts';
import { Whole } from './whole.ts';
import { type Wire, wireOf } from './wire.ts';

// Text that is in JSON what it is by itself, byte for byte.
const plain = /^[\u0020\u0021\u0023-\u005b\u005d-\u007e]*$/;

/** Text as JSON: most needs nothing but quotes. */
const quoted = (text: string): Wire => (plain.test(text) ? `"${text}"` : wireOf(JSON.stringify(text)));

// So much text of a list is made bytes of at a time: as one text it would be put together from all its parts once more and
// then copied, in memory that is asked for anew each time.
const pieceLength = 64 * 1024;

/** JSON while it is written: bytes of what is ready, and the text after them. */
export class Written {
  readonly pieces: Buffer[] = [];
  /** What comes after the pieces. */
  text: Wire;
  /** How many objects were written. */
  objects = 0;
  constructor(head: Wire) {
    this.text = head;
  }
  /** Makes bytes of the text, if it is long enough or `all` is to be bytes. */
  turn(all = false): void {
    if (this.text.length === 0 || !(all || this.text.length >= pieceLength)) return;
    this.pieces.push(Buffer.from(this.text, 'latin1'));
    this.text = '';
  }
  /** In bytes. */
  get length(): number {
    return this.pieces.reduce((sum, piece) => sum + piece.length, this.text.length);
  }
  /** All of it as bytes. */
  bytes(): Buffer {
    return Buffer.concat([...this.pieces, Buffer.from(this.text, 'latin1')]);
  }
}

/** Writes a value at the end of what is written; false if it is not as its type says. */
type Write = (value: unknown, written: Written) => boolean;
type Writer = { slot: number; head: string; constant: string | undefined; write: Write };

function writeText(written: Written, text: Wire): true {
  written.text += text;
  return true;
}

function leafText(value: unknown): Wire {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  return wireOf(JSON.stringify(value));
}

function writeList(inner: Write): Write {
  return (value, written) => {
    const items = value as readonly unknown[];
    written.text += '[';
    for (let index = 0; index < items.length; index += 1) {
      if (index > 0) written.text += ',';
      if (!inner(items[index], written)) return false;
      written.turn();
    }
    written.text += ']';
    return true;
  };
}

function writeOne({ leaf, below }: FieldShape): Write {
  if (!below) return (value, written) => (!leaf || leaf(value)) && writeText(written, leafText(value));
  return (value, written) => {
    const shape = below((value as Row).type);
    return shape !== undefined && writeRow(value as Row, shape, written);
  };
}

function writeOf(type: GraphQLOutputType, field: FieldShape): Write {
  if (isNonNullType(type)) {
    const inner = writeValue(type.ofType, field);
    return (value, written) => value !== null && value !== undefined && inner(value, written);
  }
  const inner = writeValue(type, field);
  return (value, written) =>
    value === null || value === undefined ? writeText(written, 'null') : inner(value, written);
}

const writeValue = (type: GraphQLOutputType, field: FieldShape): Write =>
  isListType(type) ? writeList(writeOf(type.ofType, field)) : writeOne(field);

function writeField(field: FieldShape): Write {
  const write = writeOf(field.type, field);
  if (!field.below) return write;
  return (value, written) => {
    if (!(value instanceof Whole)) return write(value, written);
    written.objects += value.objects;
    return writeText(written, value.wire);
  };
}

const writers = new WeakMap<ObjectShape, readonly Writer[]>();

function compile(shape: ObjectShape): readonly Writer[] {
  const compiled = shape.fields.map((field, index) => ({
    slot: field.slot,
    head: `${index === 0 ? '{' : ','}${field.head}`,
    constant: field.special === 'typename' ? quoted(shape.type) : undefined,
    write: field.special ? () => false : writeField(field),
  }));
  writers.set(shape, compiled);
  return compiled;
}

/**
 * Writes a row as JSON, if it is all as its types say; tells false if anything is not, so that `complete` decides with
 * errors and paths what is told instead.
 */
export function writeRow(row: Row, shape: ObjectShape, written: Written): boolean {
  written.objects += 1;
  const fields = writers.get(shape) ?? compile(shape);
  const { slots } = row;
  for (let index = 0; index < fields.length; index += 1) {
    const { slot, head, constant, write } = fields[index]!;
    written.text += head;
    if (constant !== undefined) written.text += constant;
    else if (!write(slots[slot], written)) return false;
  }
  written.text += fields.length === 0 ? '{}' : '}';
  return true;
}
