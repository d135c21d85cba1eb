import type { Context } from '../context.ts';
import type { MemberResolvers } from '../schema.generated.ts';

export const member: MemberResolvers<Context> = {
  __resolveReference: ({ id }) => ({ id }),
  loans: ({ id }, _, { loaders }) => loaders.loansOf.load(id!),
  overdueState: async ({ id }, _, { loaders, clock }) => {
    const overduePeriods = Math.max(0, ...(await loaders.loansOf.load(id!)).map((loan) => loan.overduePeriods));
    return { overdue: overduePeriods > 0, overduePeriods, asOf: clock.now() };
  },
  loanOutstanding: async ({ id }, _, { loaders }) =>
    (await loaders.loansOf.load(id!)).some(({ status }) => status === 'REPAYING'),
};
