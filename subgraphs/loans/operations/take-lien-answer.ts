import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { disburseLoan, refuseLoan } from './disburse-loan.ts';
import { bringSubsidisedIntoForce, refuseSubsidised } from './subsidised-loan-answer.ts';

/**
 * CJ-13: goes on with what waited for its lien: a loan of the fund is paid out, a bank's subsidised loan is in force.
 * However often it is told, it is done once.
 */
export function takeLienPlaced(context: Context, arrived: Arrived<'lien-placed'>): Promise<void> {
  const { loanId, kind } = arrived.event;
  const today = context.clock.today();
  return consume(context, arrived, (transaction) =>
    kind === 'FUND' ? disburseLoan(transaction, loanId, today) : bringSubsidisedIntoForce(transaction, loanId, today),
  );
}

/** CJ-13: ends what waited for a lien that could not be placed, with the reason. */
export function takeLienRefused(context: Context, arrived: Arrived<'lien-refused'>): Promise<void> {
  const { loanId, kind, reason } = arrived.event;
  const on = context.clock.today();
  return consume(context, arrived, ({ db }) =>
    kind === 'FUND' ? refuseLoan(db, loanId, { on, reason }) : refuseSubsidised(db, loanId, reason),
  );
}
