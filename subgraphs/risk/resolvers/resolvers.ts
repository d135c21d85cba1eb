import { cityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { pools } from '../operations/pools.ts';
import { provisionReserve } from '../operations/provision-reserve.ts';
import type { ProvisionReserveInput } from '../schema.generated.ts';
import { facilityResolvers, financingMutations, financingPostingResolvers, financingQueries } from './financing.ts';
import { pool, toldPool } from './pool.ts';

/** Every field that is more than what an operation answers. */
export const resolvers = {
  Query: {
    pools: (_: unknown, _arguments: unknown, context: Context) => pools(context).map(toldPool),
    ...financingQueries,
  },
  Mutation: {
    provisionReserve: async (_: unknown, { input }: { input: ProvisionReserveInput }, context: Context) =>
      toldPool(await provisionReserve(context, { ...input, city: cityCode(input.city) })),
    ...financingMutations,
  },
  Pool: pool,
  FinancingFacility: facilityResolvers,
  FinancingPosting: financingPostingResolvers,
};
