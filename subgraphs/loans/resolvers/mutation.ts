import type { Context } from '../context.ts';
import { endSubsidisedLoan } from '../operations/end-subsidised-loan.ts';
import { grantLoan } from '../operations/grant-loan.ts';
import { recordSubsidisedLoan } from '../operations/record-subsidised-loan.ts';
import { repayLoan } from '../operations/repay-loan.ts';
import type { MutationResolvers } from '../schema.generated.ts';

export const mutation: MutationResolvers<Context> = {
  grantLoan: (_, { input }, context) => grantLoan(context, input),
  repayLoan: (_, { input }, context) => repayLoan(context, input),
  recordSubsidisedLoan: (_, { input }, context) => recordSubsidisedLoan(context, input),
  endSubsidisedLoan: (_, { input }, context) => endSubsidisedLoan(context, input),
};
