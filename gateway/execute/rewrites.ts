import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { fits } from './types.ts';

/** A rewrite of a plan and how far along its path we are. */
export type Rewrite = { rewrite: FetchDataRewrite; at: number };

export const rewritesFrom = (list: readonly FetchDataRewrite[] | undefined): Rewrite[] =>
  (list ?? []).map((rewrite) => ({ rewrite, at: 0 }));

const conditionOf = (step: string | undefined) => (step?.startsWith('... on ') ? step.slice(7) : undefined);

/** The rewrites that concern an object of this type, moved past the type conditions of their paths. */
export function rewritesFor(schema: GraphQLSchema, type: string | undefined, rewrites: readonly Rewrite[]): Rewrite[] {
  return rewrites.flatMap(({ rewrite, at }) => {
    let next = at;
    for (let condition = conditionOf(rewrite.path[next]); condition; condition = conditionOf(rewrite.path[next])) {
      if (type !== undefined && !fits(schema, type, condition)) return [];
      next += 1;
    }
    return [{ rewrite, at: next }];
  });
}

const ends = ({ rewrite, at }: Rewrite) => at === rewrite.path.length - 1;

/** The rewrites that go on below a key. */
export const rewritesBelow = (rewrites: readonly Rewrite[], key: string): Rewrite[] =>
  rewrites.flatMap((one) => (!ends(one) && one.rewrite.path[one.at] === key ? [{ ...one, at: one.at + 1 }] : []));

/** The name that a key gets here. */
export function renamedKey(rewrites: readonly Rewrite[], key: string): string {
  for (const one of rewrites) {
    if (ends(one) && one.rewrite.kind === 'KeyRenamer' && one.rewrite.path[one.at] === key) {
      return one.rewrite.renameKeyTo;
    }
  }
  return key;
}

/** The values that are set here whatever was there. */
export const setValues = (rewrites: readonly Rewrite[]): Map<string, unknown> =>
  new Map(
    rewrites.flatMap((one) =>
      ends(one) && one.rewrite.kind === 'ValueSetter' ? [[one.rewrite.path[one.at]!, one.rewrite.setValueTo]] : [],
    ),
  );

/** An error's path below a fetch, with the names that the client knows; types are not told by a path, and not needed. */
export function renamedPath(list: readonly FetchDataRewrite[] | undefined, path: readonly (string | number)[]) {
  let here = rewritesFrom(list);
  return path.map((step) => {
    if (typeof step === 'number') return step;
    here = here.map((one) => {
      let { at } = one;
      while (conditionOf(one.rewrite.path[at])) at += 1;
      return { ...one, at };
    });
    const name = renamedKey(here, step);
    here = rewritesBelow(here, step);
    return name;
  });
}
