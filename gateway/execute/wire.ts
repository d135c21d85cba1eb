/**
 * Text of which each character is one byte of its UTF-8. What came from a subgraph and goes on to the client as it stands
 * is copied byte by byte: read as letters and written again it would cost more than all that is done with it here.
 */
export type Wire = string;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const ascii = /^[\u0000-\u007f]*$/;

export const wireOf = (text: string): Wire => (ascii.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1'));

export const textOf = (wire: Wire): string => (ascii.test(wire) ? wire : Buffer.from(wire, 'latin1').toString('utf8'));
