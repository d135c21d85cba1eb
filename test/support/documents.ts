import { readFileSync } from 'node:fs';

/** The text of a trusted document, by audience and name: `bank/green-channel`. */
export const trusted = (path: string): string =>
  readFileSync(new URL(`../../gateway/documents/${path}.graphql`, import.meta.url), 'utf8');
