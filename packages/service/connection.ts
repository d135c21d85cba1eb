import { Refusal } from '#kernel/refusal.ts';

/** A Relay page. */
export type Connection<T> = {
  edges: { cursor: string; node: T }[];
  /** `endNode` is not told: it says whom the end cursor, which holds its sort key, is about. */
  pageInfo: { hasNextPage: boolean; endCursor: string | null; endNode: T | undefined };
};

/** An opaque cursor for the sort key of a row. */
const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** The sort key in a cursor of so many parts; null without a cursor; a made-up one is refused. */
export function decodeCursor(cursor: string | null | undefined, parts: number): string[] | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(key) && key.length === parts && key.every((part) => ['string', 'number'].includes(typeof part))) {
      return key.map(String);
    }
  } catch {
    // Falls through to the refusal: what is wrong with it does not matter.
  }
  throw new Refusal('INVALID_INPUT', 'The cursor is not one of ours', { field: 'after' });
}

/** Checks a page size of 1 to `most`. */
export function pageSize(first: number, most: number): number {
  if (!Number.isInteger(first) || first < 1 || first > most) {
    throw new Refusal('INVALID_INPUT', `first: 1 to ${most}`, { field: 'first' });
  }
  return first;
}

/** A page from one row more than asked. */
export function page<T>(
  found: readonly T[],
  first: number,
  key: (row: T) => readonly (string | number)[],
): Connection<T> {
  const edges = found.slice(0, first).map((node) => ({ cursor: encodeCursor(key(node)), node }));
  const last = edges.at(-1);
  const pageInfo = { hasNextPage: found.length > first, endCursor: last?.cursor ?? null, endNode: last?.node };
  return { edges, pageInfo };
}
