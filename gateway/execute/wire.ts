import { isUtf8 } from 'node:buffer';

/**
 * Text of which each character is one byte of its UTF-8. What came from a subgraph and goes on to the client as it stands
 * is copied byte by byte: read as letters and written again it would cost more than all that is done with it here.
 */
export type Wire = string;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const ascii = /^[\u0000-\u007f]*$/;

/** What came as bytes; `wire` says whether it is text of bytes, or else of letters. */
export type Came = { text: string; wire: boolean };

/** Reads bytes, as text of bytes where that is asked for and they are what they should be. */
export const cameAs = (bytes: Buffer, wire: boolean): Came =>
  wire && isUtf8(bytes) ? { text: bytes.toString('latin1'), wire } : { text: bytes.toString('utf8'), wire: false };

/** What came, as text of letters. */
export const lettersOf = ({ text, wire }: Came): string => (wire ? textOf(text) : text);

export const wireOf = (text: string): Wire => (ascii.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1'));

export const textOf = (wire: Wire): string => (ascii.test(wire) ? wire : Buffer.from(wire, 'latin1').toString('utf8'));
