import type { Path } from './row.ts';

/** Places for which an error is told already, as a tree that is walked along with the answer; "@" is every item. */
type Mark = { ends: boolean; readonly below: Map<string | number, Mark> };
export type Marks = readonly Mark[];

/** Makes the tree. */
export function marksOf(paths: Iterable<Path | readonly (string | number)[]>): Marks {
  const root: Mark = { ends: false, below: new Map() };
  for (const path of paths) {
    let at = root;
    for (const key of path) {
      const next = at.below.get(key) ?? { ends: false, below: new Map() };
      at.below.set(key, next);
      at = next;
    }
    at.ends = true;
  }
  return [root];
}

/** The marks at or below a key; an error told for a place stands for all below it too. */
export function marksBelow(marks: Marks, key: string | number): Marks {
  if (marks.length === 0) return marks;
  return marks.flatMap((mark) => {
    if (mark.ends) return [mark];
    const exact = mark.below.get(key);
    const every = typeof key === 'number' ? mark.below.get('@') : undefined;
    return [...(exact ? [exact] : []), ...(every ? [every] : [])];
  });
}
