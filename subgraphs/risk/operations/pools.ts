import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '../context.ts';
import { type PoolKey, poolId, poolOfId, poolsOf } from '../rules/pool.ts';

/** A pool and its id. */
export type PoolOf = PoolKey & { id: string };

const withId = (pool: PoolKey): PoolOf => ({ ...pool, id: poolId(pool) });

/** Both pools of every city that the caller answers for (CJ-19, CJ-24). */
export const pools = ({ caller }: Context): PoolOf[] => poolsOf(caller.cities).map(withId);

/** The pool of an id; refused unless it is one of a city of the caller. */
export function poolById({ caller }: Context, id: string): PoolOf {
  const pool = poolOfId(id);
  if (!pool || !caller.cities.includes(pool.city)) throw new Refusal('FORBIDDEN', 'Not a pool of a city of the caller');
  return withId(pool);
}
