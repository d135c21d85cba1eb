/** A place in an answer; "@" stands for every item of a list. */
export type Place = readonly (string | number)[];

/** The places for which an error stands instead of a value, as a tree that is walked along with the answer. */
export type Unanswered = { readonly below: Map<string | number, Unanswered> };

/** Makes the tree; a place marks all above it too, since a missing value empties what could not be without it. */
export function unansweredAt(places: Iterable<Place>): Unanswered {
  const root: Unanswered = { below: new Map() };
  for (const place of places) {
    let at = root;
    for (const key of place) {
      const next = at.below.get(key) ?? { below: new Map() };
      at.below.set(key, next);
      at = next;
    }
  }
  return root;
}

/** What of the tree is at or below a key of places already walked to; empty where null would be an answer. */
export function unansweredBelow(at: readonly Unanswered[], key: string | number): Unanswered[] {
  return at.flatMap(({ below }) => {
    const exact = below.get(key);
    const every = typeof key === 'number' ? below.get('@') : undefined;
    return [...(exact ? [exact] : []), ...(every ? [every] : [])];
  });
}
