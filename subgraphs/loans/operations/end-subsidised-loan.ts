import { Refusal } from '#kernel/refusal.ts';
import { isId } from '#service/ids.ts';
import { perform } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { lockSubsidisedLoan, type SubsidisedLoan } from './subsidised-loans.ts';

export type EndSubsidisedLoan = { subsidisedLoanId: string; idempotencyKey: string };

/** CJ-11, CJ-13: records that a subsidised loan (贴息贷款) is settled, which releases its lien. */
export async function endSubsidisedLoan(context: Context, input: EndSubsidisedLoan): Promise<SubsidisedLoan> {
  const { subsidisedLoanId: id, idempotencyKey: key } = input;
  const command = { name: 'end-subsidised-loan', subject: id, key, input: { id } };
  return perform(context, command, async ({ db, emit, today }) => {
    const loan = isId(id) ? await lockSubsidisedLoan(db, id) : undefined;
    if (!loan || !context.caller.cities.includes(loan.city) || loan.status === 'REFUSED') {
      throw new Refusal('NOT_FOUND', 'No such subsidised loan in this city', { field: 'subsidisedLoanId' });
    }
    if (loan.status === 'PENDING') {
      const waits = new Refusal('IN_PROGRESS', 'Its lien is not placed yet', { field: 'subsidisedLoanId' });
      throw about(loan.memberId, waits);
    }
    if (loan.status === 'IN_FORCE') {
      await db.query("UPDATE subsidised_loan SET status = 'ENDED', ended_on = $2 WHERE id = $1", [id, today]);
      emit({ type: 'loan-settled', loanId: id, memberId: loan.memberId, city: loan.city, on: today });
    }
    return (await lockSubsidisedLoan(db, id))!;
  });
}
