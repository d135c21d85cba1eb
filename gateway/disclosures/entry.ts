import { leafHash } from './merkle.ts';

/** One row of the record as it is sealed: everything that it says, each value as text. */
export type Entry = {
  id: string;
  /** ISO 8601 in UTC to the microsecond, which is all that PostgreSQL keeps. */
  at: string;
  correlation: string;
  client: string;
  audience: string;
  officer: string | null;
  purpose: string;
  caseReference: string | null;
  operationName: string | null;
  documentHash: string;
  contract: string;
  basis: string;
  subject: string;
  fields: readonly string[];
};

/** The values of an entry in the order in which they are sealed. */
const order = [
  ...(['id', 'at', 'correlation', 'client', 'audience', 'officer', 'purpose', 'caseReference'] as const),
  ...(['operationName', 'documentHash', 'contract', 'basis', 'subject', 'fields'] as const),
];

/** SQL: the columns of a row `d` of the record as an entry. */
export const entryColumns = `
  d.id::text AS id, to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, d.correlation, d.client,
  d.audience, d.officer, d.purpose, d.case_reference AS "caseReference", d.operation_name AS "operationName",
  d.document_hash AS "documentHash", d.contract, d.basis, d.subject::text AS subject, d.fields`;

const heading = Buffer.from('provident-graph/disclosure/1');
const [nothing, oneText, list] = [0, 1, 2];

// One buffer for all: an entry is hashed before the next one is written.
let buffer = Buffer.alloc(16 * 1024);

function room(at: number, bytes: number): void {
  if (at + bytes <= buffer.length) return;
  const larger = Buffer.alloc((at + bytes) * 2);
  buffer.copy(larger, 0, 0, at);
  buffer = larger;
}

function writeText(at: number, text: unknown): number {
  if (typeof text !== 'string') throw new TypeError('a value of it is not text');
  room(at, 5 + text.length * 3);
  const bytes = buffer.write(text, at + 5, 'utf8');
  buffer.writeUInt8(oneText, at);
  buffer.writeUInt32BE(bytes, at + 1);
  return at + 5 + bytes;
}

function writeValue(at: number, value: unknown): number {
  if (value === null) {
    room(at, 1);
    return buffer.writeUInt8(nothing, at);
  }
  if (!Array.isArray(value)) return writeText(at, value);
  room(at, 5);
  buffer.writeUInt8(list, at);
  buffer.writeUInt32BE(value.length, at + 1);
  return value.reduce<number>(writeText, at + 5);
}

function write(position: number, entry: Entry): number {
  heading.copy(buffer);
  let at = buffer.writeBigUInt64BE(BigInt(position), heading.length);
  for (const name of order) at = writeValue(at, entry[name]);
  return at;
}

/**
 * The bytes of an entry at its position (from 0) in the log. No two entries have the same: a heading, the position in 8
 * bytes, then every value in its order, each led by its kind (0 nothing, 1 text, 2 list) and, but for nothing, by its
 * length in 4 bytes (bytes of UTF-8, or items, each written as a text). Numbers are written with the highest byte first.
 */
export function entryBytes(position: number, entry: Entry): Buffer {
  const length = write(position, entry);
  return Buffer.from(buffer.subarray(0, length));
}

/** The leaf hash of an entry at its position; a TypeError if it is none, as when a list holds lists. */
export function entryHash(position: number, entry: Entry): Buffer {
  const length = write(position, entry);
  return leafHash(buffer.subarray(0, length));
}
