import { createHash } from 'node:crypto';

const digestOf = (lines: readonly string[]): string =>
  createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');

/** A file of lines ended by LF, with the trailer `T|<SHA-256 of all lines before it, hex>`. */
export function sealLines(lines: readonly string[]): string {
  return `${lines.join('\n')}\nT|${digestOf(lines)}\n`;
}

/** The lines of a sealed file without its trailer, and the digest; an error if a byte of it was changed or lost. */
export function openLines(text: string): { lines: string[]; digest: string } {
  const all = text.split('\n');
  if (all.pop() !== '') throw new Error('The file does not end with its last line');
  const [, digest] = /^T\|([0-9a-f]{64})$/.exec(all.pop() ?? '') ?? [];
  if (!digest) throw new Error('The file has no trailer');
  if (digestOf(all) !== digest) throw new Error('The digest of the file is not that of its lines');
  return { lines: all, digest };
}

/** A whole number as a file writes it, without sign or leading zeros; an error for anything else. */
export function wholeNumber(text: string | undefined): bigint {
  if (text === undefined || !/^(0|[1-9]\d{0,15})$/.test(text))
    throw new Error('A number of the file is not a whole number');
  return BigInt(text);
}

/** The parts of a line of a kind; an error if it is of another kind or has another number of parts. */
export function partsOf(line: string | undefined, kind: string, count: number): string[] {
  const [first, ...parts] = (line ?? '').split('|');
  if (first !== kind || parts.length !== count)
    throw new Error(`A line of the file is not ${kind} with ${count} parts`);
  return parts;
}
