import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Db } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { type Contract, lockContracts } from './contracts.ts';
import { isBeingAsked } from './repayment-files.ts';

/** A contract that has been paid out. */
export type Disbursed = Contract & { disbursedOn: CivilDate };

/** A loan, held until the end of the transaction; refused NOT_FOUND where the caller does not answer for its member. */
export async function lockLoan({ caller }: Context, db: Db, loanId: string): Promise<Contract> {
  const [contract] = await lockContracts(db, [loanId].filter(isId));
  const mine = caller.audience === 'member' ? caller.member === contract?.memberId : true;
  if (contract && mine && caller.cities.includes(contract.city)) return contract;
  throw new Refusal('NOT_FOUND', 'No such loan in this city', { field: 'loanId' });
}

/**
 * As lockLoan, one of which something may be due: paid out, and neither the bank nor the account is being asked for a
 * repayment. What they are asked for was counted from the loan as it stands, so it must stand until they have answered.
 */
export async function lockRepaying(context: Context, db: Db, loanId: string): Promise<Disbursed> {
  const contract = await lockLoan(context, db, loanId);
  const { memberId, disbursedOn, status } = contract;
  if (!disbursedOn) {
    const unpaid = 'Nothing is due: the loan is not paid out';
    throw about(memberId, new Refusal('AMOUNT_OUT_OF_BOUNDS', unpaid, { field: 'amount' }));
  }
  if (status === 'WRITTEN_OFF') {
    const detail = { field: 'loanId', clause: 'HZ-11' };
    throw about(
      memberId,
      new Refusal('NOT_ELIGIBLE', 'The loan is written off: it is recovered by other ways', detail),
    );
  }
  if (await isBeingAsked(db, contract.id)) {
    const asked = 'The loan is being debited; the answer is not booked yet';
    throw about(memberId, new Refusal('IN_PROGRESS', asked, { field: 'loanId' }));
  }
  return { ...contract, disbursedOn };
}
