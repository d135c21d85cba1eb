import type { Context } from '../context.ts';
import type { PoolResolvers } from '../schema.generated.ts';

export const pool: PoolResolvers<Context> = {
  __resolveReference: ({ id }) => ({ id }),
  loanBalance: async ({ id }, _, { loaders }) => (await loaders.pool.load(id!)).loanBalance,
  overduePrincipal: async ({ id }, _, { loaders }) => (await loaders.pool.load(id!)).overduePrincipal,
  loansIssuedThisYear: async ({ id }, _, { loaders }) => (await loaders.pool.load(id!)).loansIssuedThisYear,
};
