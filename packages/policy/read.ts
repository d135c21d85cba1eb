import { parseDocument } from 'yaml';
import { type Decode, date, fail, mapping, oneOf, text } from './decode.ts';
import type { Figure, Node } from './shape.ts';

/** Every figure of a file by its name, each with its values in the order of their dates. */
export type Series = ReadonlyMap<string, readonly Figure<unknown>[]>;
type Source = { readonly file: string; readonly shape: Node; readonly prefix: string };

const status = oneOf('in force', 'draft', 'unknown');

/** Reads a policy file strictly; any fault is an error naming the file and the key path. */
export function readPolicy(yaml: string, { file, shape, prefix }: Source): Series {
  // “failsafe” keeps every scalar a text: read as a number, 35283.00 would turn into 35283 and lose its unit.
  const document = parseDocument(yaml, { schema: 'failsafe', uniqueKeys: true });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) throw new Error(`${file}: ${problem.message}`);
  const series = new Map<string, readonly Figure<unknown>[]>();
  readNode(shape, document.toJS(), { place: file, name: prefix }, series);
  return series;
}

type Position = { readonly place: string; readonly name: string };

function readNode(
  node: Node,
  raw: unknown,
  { place, name }: Position,
  into: Map<string, readonly Figure<unknown>[]>,
): void {
  if (node.kind === 'optional') {
    readNode(node.node, raw, { place, name }, into);
    return;
  }
  if (node.kind === 'figure') {
    into.set(name, readSeries(node.decode, raw, { place, name }));
    return;
  }
  const optional = Object.keys(node.fields).filter((key) => node.fields[key]?.kind === 'optional');
  const required = Object.keys(node.fields).filter((key) => !optional.includes(key));
  const written = mapping(raw, place, required, optional);
  for (const [key, child] of Object.entries(node.fields)) {
    if (!(key in written)) continue;
    const childPlace = place.endsWith('.yaml') ? `${place} ${key}` : `${place}.${key}`;
    readNode(child, written[key], { place: childPlace, name: name ? `${name}.${key}` : key }, into);
  }
}

function readSeries<T>(decode: Decode<T>, raw: unknown, { place, name }: Position): readonly Figure<T>[] {
  if (!Array.isArray(raw) || raw.length === 0) fail(place, 'must be a list of dated values');
  const figures = (raw as unknown[]).map((each, index) =>
    readFigure(decode, each, { place: `${place}[${index}]`, name }),
  );
  figures.forEach((each, index) => {
    const before = figures[index - 1];
    if (before && before.from >= each.from) {
      fail(`${place}[${index}].from`, `${each.from} must be later than ${before.from}, the value before it`);
    }
  });
  return figures;
}

function readFigure<T>(decode: Decode<T>, raw: unknown, { place, name }: Position): Figure<T> {
  const written = mapping(raw, place, ['from', 'value', 'reference', 'status'], ['note']);
  const figure = {
    name,
    value: decode(written['value'], `${place}.value`),
    text: asLine(written['value']),
    from: date(written['from'], `${place}.from`),
    reference: text(written['reference'], `${place}.reference`),
    status: status(written['status'], `${place}.status`),
    ...(written['note'] === undefined ? {} : { note: text(written['note'], `${place}.note`) }),
  };
  if (figure.status === 'unknown' && figure.note === undefined) {
    fail(place, 'an unknown figure needs a note saying whose number the demonstration value is');
  }
  return Object.freeze(figure);
}

/** A value as a line of text: bounds as a span, other parts by name, items side by side. */
function asLine(raw: unknown): string {
  if (typeof raw === 'string') return raw;
  if (Array.isArray(raw)) {
    if (raw.length === 0) return 'none';
    return raw.map(asLine).join(raw.every((each) => typeof each === 'string') ? ', ' : '; ');
  }
  const parts = raw as Readonly<Record<string, unknown>>;
  if ('minimum' in parts) return `${asLine(parts['minimum'])} … ${asLine(parts['maximum'])}`;
  return Object.entries(parts)
    .map(([key, value]) => (typeof value === 'string' ? `${key} ${value}` : `${key} (${asLine(value)})`))
    .join(', ');
}
