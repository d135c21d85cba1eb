import { cityName } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { type PoolOf, poolById } from '../operations/pools.ts';
import { type RequiredFacts, readIndicators } from '../operations/read-indicators.ts';
import { reserveBalance } from '../operations/reserve-balances.ts';
import { reserveUses } from '../operations/use-reserve.ts';
import type { Pool, PoolResolvers } from '../schema.generated.ts';

/** A pool as the graph tells it; the rest is asked field by field. */
export const toldPool = (pool: PoolOf): Pool => ({ ...pool, city: cityName(pool.city) }) as Pool;

export const pool: PoolResolvers<Context> = {
  // What other registers were asked for arrives beside the id and is handed on to `indicators`.
  __resolveReference: (reference, context) => ({ ...reference, ...toldPool(poolById(context, reference.id)) }) as Pool,
  reserveBalance: ({ id }, _, context) => reserveBalance(context, id!),
  reserveUsed: async ({ id }, _, { database }) => (await reserveUses(database.manager, id!)).used,
  writtenOffUncovered: async ({ id }, _, { database }) => (await reserveUses(database.manager, id!)).uncovered,
  writtenOffRecovered: async ({ id }, _, { database }) => (await reserveUses(database.manager, id!)).recovered,
  reserveReturned: async ({ id }, _, { database }) => (await reserveUses(database.manager, id!)).returned,
  indicators: (parent, _, context) =>
    readIndicators(context, poolById(context, parent.id!), parent as unknown as RequiredFacts),
};
