import { cityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { pools } from '../operations/pools.ts';
import { provisionReserve } from '../operations/provision-reserve.ts';
import type { Resolvers } from '../schema.generated.ts';
import { pool, toldPool } from './pool.ts';

export const resolvers: Resolvers<Context> = {
  Query: { pools: (_, _arguments, context) => pools(context).map(toldPool) },
  Mutation: {
    provisionReserve: async (_, { input }, context) =>
      toldPool(await provisionReserve(context, { ...input, city: cityCode(input.city) })),
  },
  Pool: pool,
};
