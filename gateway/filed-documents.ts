import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { stripIgnoredCharacters } from 'graphql';
import { type Audience, audiences } from '#service/caller.ts';
import { refusal } from './failure.ts';

export type FiledDocument = { name: string; text: string; hash: string };

type Filed = {
  byHash: ReadonlyMap<string, FiledDocument>;
  byText: ReadonlyMap<string, FiledDocument>;
  /** By the text without what GraphQL itself ignores: spaces, commas, comments. */
  byMeaning: ReadonlyMap<string, FiledDocument>;
};

/** The documents on file, and which audiences may send nothing else. */
export type FiledDocuments = { of: ReadonlyMap<Audience, Filed>; bound: ReadonlySet<Audience> };

/**
 * Agencies ask what was agreed with them and nothing else. Centre staff ask freely within limits, and so do regulators,
 * who see no person, and members, whose own data is all there is for them.
 */
export const agencies: ReadonlySet<Audience> = new Set(['tax-bureau', 'hr-bureau', 'bank']);

// Longer than any document on file, with room for how a client lays it out; what is longer is not even read.
const longestText = 16 * 1024;

/** The SHA-256 of a document's text, in hexadecimal. */
const documentHash = (text: string): string => createHash('sha256').update(text).digest('hex');

async function filedOf(folder: URL): Promise<Filed> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql')).sort();
  const [byHash, byText, byMeaning] = [new Map(), new Map(), new Map()];
  // One after the other: a gateway that reads them anew goes on serving between two.
  for (const file of names) {
    const text = await readFile(new URL(file, folder), 'utf8');
    const document: FiledDocument = { name: file.replace('.graphql', ''), text, hash: documentHash(text) };
    byHash.set(document.hash, document);
    byText.set(text, document);
    byMeaning.set(stripIgnoredCharacters(text), document);
  }
  return { byHash, byText, byMeaning };
}

/** Reads `documents/<audience>/`. */
export async function filedDocuments(bound = agencies): Promise<FiledDocuments> {
  const of = new Map<Audience, Filed>();
  for (const audience of audiences) of.set(audience, await filedOf(new URL(`documents/${audience}/`, import.meta.url)));
  return { of, bound };
}

const notOnFile = () =>
  refusal('DOCUMENT_NOT_ON_FILE', 'Only documents on file are answered: see gateway/documents', 400, {
    rule: 'documents',
  });

function textWithoutIgnored(text: string): string | undefined {
  if (text.length > longestText) return undefined;
  try {
    return stripIgnoredCharacters(text);
  } catch {
    return undefined;
  }
}

/**
 * Equality of what GraphQL reads, not of layout: a client library may drop comments and indent anew, but may not change
 * a name, an alias or an order. Printing the parsed document would say the same and parse what strangers send.
 */
function byText({ byText: exact, byMeaning }: Filed, text: string): FiledDocument | undefined {
  return exact.get(text) ?? byMeaning.get(textWithoutIgnored(text) ?? '');
}

/** The hash that a request names instead of a document, or beside it. */
function namedHash(body: Record<string, unknown>): string | undefined {
  const { documentId, extensions } = body;
  if (documentId !== undefined) return String(documentId).replace(/^sha256:/, '');
  const persisted = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)?.persistedQuery;
  return persisted ? String(persisted.sha256Hash) : undefined;
}

/**
 * The request with the text on file in place of what it names: by `documentId: "sha256:…"`, by the extension
 * `persistedQuery`, or by its text. DOCUMENT_NOT_ON_FILE if it names one that is not on file, or two different ones, or
 * none where only those on file are answered. Nothing is ever filed by asking.
 */
export function filedRequest(
  { of, bound }: FiledDocuments,
  audience: Audience,
  body: Record<string, unknown>,
): Record<string, unknown> {
  const filed = of.get(audience)!;
  const { query } = body;
  const hash = namedHash(body);
  const named = hash === undefined ? undefined : filed.byHash.get(hash);
  if (hash !== undefined && !named) throw notOnFile();
  const sent = typeof query === 'string' && (named || bound.has(audience)) ? byText(filed, query) : undefined;
  if (named && query !== undefined && sent !== named) throw notOnFile();
  const document = named ?? sent;
  if (!document && bound.has(audience)) throw notOnFile();
  if (!document || (sent?.text === query && !('extensions' in body || 'documentId' in body))) return body;
  // What named the document is answered by it; other extensions mean nothing here.
  const { documentId: _, extensions: __, ...rest } = body;
  return { ...rest, query: document.text };
}

/** What a request asks, as metrics and traces may know it: the name of a document on file, or "other". */
export function documentName({ of }: FiledDocuments, audience: Audience, { query }: Record<string, unknown>): string {
  return (typeof query === 'string' ? of.get(audience)!.byText.get(query)?.name : undefined) ?? 'other';
}
