import type { Context } from '../context.ts';
import { grantLoan } from '../operations/grant-loan.ts';
import { repayLoan } from '../operations/repay-loan.ts';
import type { MutationResolvers } from '../schema.generated.ts';

export const mutation: MutationResolvers<Context> = {
  grantLoan: (_, { input }, context) => grantLoan(context, input),
  repayLoan: (_, { input }, context) => repayLoan(context, input),
};
