import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Item } from './verify.ts';

// A line a row or a checkpoint, as JSON: what an outsider is given to check the log without the database.

const text = z.string();
const maybe = z.string().nullable();
const entryShape = z.strictObject({
  ...{ id: text, at: text, correlation: text, client: text, audience: text, officer: maybe, purpose: text },
  ...{ caseReference: maybe, operationName: maybe, documentHash: text, contract: text, basis: text, subject: text },
  fields: z.array(text),
});
const hex = z
  .string()
  .regex(/^([0-9a-f]{2})*$/)
  .transform((digits) => Buffer.from(digits, 'hex'));
const itemShape = z.union([
  z.strictObject({ position: z.int().min(0), leaf: hex, entry: entryShape.nullable() }),
  z.strictObject({ note: text, peaks: hex }),
]);

const inHex = (_: string, value: unknown): unknown =>
  value instanceof Object && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? Buffer.from(value.data as number[]).toString('hex')
    : value;

/** A line of a file for an item of the log. */
export const itemLine = (item: Item): string => `${JSON.stringify(item, inHex)}\n`;

function itemOf(line: string, number: number): Item {
  try {
    return itemShape.parse(JSON.parse(line));
  } catch {
    return { broken: `line ${number} of the file is no row and no checkpoint` };
  }
}

/** The log as it was written to a file. */
export async function* logFile(path: string): AsyncGenerator<Item> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    yield itemOf(line, number);
  }
}
