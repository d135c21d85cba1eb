import { Refusal } from '#kernel/refusal.ts';
import { cityName } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { type RequiredFacts, readIndicators } from '../operations/read-indicators.ts';
import { type PoolKey, poolId, poolOfId } from '../rules/pool.ts';
import type { Pool, PoolResolvers } from '../schema.generated.ts';

/** A pool as the graph tells it; the rest is asked field by field. */
export const toldPool = (pool: PoolKey): Pool =>
  ({ id: poolId(pool), city: cityName(pool.city), kind: pool.kind }) as Pool;

function knownPool(id: string, { caller }: Context): PoolKey {
  const pool = poolOfId(id);
  if (!pool || !caller.cities.includes(pool.city)) throw new Refusal('FORBIDDEN', 'Not a pool of a city of the caller');
  return pool;
}

export const pool: PoolResolvers<Context> = {
  // What other registers were asked for arrives beside the id and is handed on to `indicators`.
  __resolveReference: (reference, context) => ({ ...reference, ...toldPool(knownPool(reference.id, context)) }) as Pool,
  reserveBalance: ({ id }, _, { loaders }) => loaders.reserve.load(id!),
  indicators: (parent, _, context) =>
    readIndicators(context, knownPool(parent.id!, context), parent as unknown as RequiredFacts),
};
