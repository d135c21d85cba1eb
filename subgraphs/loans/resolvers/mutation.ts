import type { Context } from '../context.ts';
import { applyForLoan } from '../operations/apply-for-loan.ts';
import { decideApplication } from '../operations/decide-application.ts';
import { decideBreachCase } from '../operations/decide-breach-case.ts';
import { decideWriteOff } from '../operations/decide-write-off.ts';
import { endSubsidisedLoan } from '../operations/end-subsidised-loan.ts';
import { offsetLoan, setMonthlyOffset } from '../operations/offset-loan.ts';
import { openBreachCase } from '../operations/open-breach-case.ts';
import { prepayLoan } from '../operations/prepay-loan.ts';
import { proposeWriteOff } from '../operations/propose-write-off.ts';
import { recordRecovery } from '../operations/record-recovery.ts';
import { recordSubsidisedLoan } from '../operations/record-subsidised-loan.ts';
import { repayLoan } from '../operations/repay-loan.ts';
import { replyToBreachCase } from '../operations/reply-to-breach-case.ts';
import { reviewApplication } from '../operations/review-application.ts';
import { withdrawApplication } from '../operations/withdraw-application.ts';

/** A command of an operation: one line each, the input as it came. */
const command =
  <Input, Answer>(operation: (context: Context, input: Input) => Promise<Answer>) =>
  (_: unknown, { input }: { input: Input }, context: Context): Promise<Answer> =>
    operation(context, input);

export const mutation = {
  applyForLoan: command(applyForLoan),
  withdrawLoanApplication: command(withdrawApplication),
  reviewLoanApplication: command(reviewApplication),
  decideLoanApplication: command(decideApplication),
  repayLoan: command(repayLoan),
  prepayLoan: command(prepayLoan),
  offsetLoan: command(offsetLoan),
  setMonthlyOffset: command(setMonthlyOffset),
  proposeWriteOff: command(proposeWriteOff),
  decideWriteOff: command(decideWriteOff),
  openBreachCase: command(openBreachCase),
  replyToBreachCase: command(replyToBreachCase),
  decideBreachCase: command(decideBreachCase),
  recordRecovery: command(recordRecovery),
  recordSubsidisedLoan: command(recordSubsidisedLoan),
  endSubsidisedLoan: command(endSubsidisedLoan),
};
