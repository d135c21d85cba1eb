import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { pageSize } from '#service/connection.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { type Settlement, settlement, withPenalty } from '../rules/repayment.ts';
import { contractsById, openInstalments, penaltyTerms } from './contracts.ts';

/** One month of a plan with what was paid of it, in fen. */
export type PlannedMonth = Record<
  'principal' | 'interest' | 'penalty' | 'paidPrincipal' | 'paidInterest' | 'paidPenalty',
  Fen
> & {
  number: number;
  dueOn: CivilDate;
  closedOn: CivilDate | null;
};

type Asked = { first: number; after: number };

/** So many months of a loan's plan after one of them, in their order. */
export async function planOf({ database }: Context, loanId: string, { first, after }: Asked): Promise<PlannedMonth[]> {
  const size = pageSize(first, 360);
  if (after < 0) throw new Refusal('INVALID_INPUT', 'after: a number of a month', { field: 'after' });
  return rows<PlannedMonth>(
    database,
    `SELECT number, due_on AS "dueOn", principal, interest, penalty, paid_principal AS "paidPrincipal",
       paid_interest AS "paidInterest", paid_penalty AS "paidPenalty", closed_on AS "closedOn"
     FROM instalment WHERE loan_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [loanId, after, size],
  );
}

/** What was paid of a month of a plan and as of which day, in fen. */
export type MonthPaid = Record<'principal' | 'interest' | 'penalty', Fen> & { on: CivilDate; number: number };

/** The last payments of the months of a loan's plan, newest first. */
export const paymentsOf = ({ database }: Context, loanId: string, first: number): Promise<MonthPaid[]> =>
  rows<MonthPaid>(
    database,
    `SELECT paid_on AS on, number, principal, interest, penalty FROM instalment_payment
     WHERE loan_id = $1 ORDER BY id DESC LIMIT $2`,
    [loanId, pageSize(first, 500)],
  );

/** What settles a loan today, in fen (提前结清); null unless it is being repaid. */
export async function settlementOf({ database, clock, policy }: Context, loanId: string): Promise<Settlement | null> {
  const today = clock.today();
  const [contract] = await contractsById(database.manager, [loanId]);
  if (contract?.status !== 'REPAYING' || !contract.disbursedOn) return null;
  const terms = penaltyTerms(contract, policy, today);
  const instalments = withPenalty(await openInstalments(database.manager, [loanId], null), today, terms);
  return settlement(instalments, today, contract.disbursedOn, terms);
}
