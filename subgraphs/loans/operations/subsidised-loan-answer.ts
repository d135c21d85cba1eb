import type { CivilDate } from '#kernel/calendar.ts';
import type { Db } from '#service/database.ts';
import type { DomainEvent, LienRefusal } from '#service/event-types.ts';
import { lockSubsidisedLoan } from './subsidised-loans.ts';

type Transaction = { db: Db; emit(event: DomainEvent): void };

/** CJ-13: a subsidised loan whose lien stands counts, from that day, wherever a loan counts; once. */
export async function bringSubsidisedIntoForce({ db, emit }: Transaction, id: string, on: CivilDate): Promise<void> {
  const loan = await lockSubsidisedLoan(db, id);
  if (!loan || loan.status === 'REFUSED')
    throw new Error('A lien was placed for a subsidised loan that waits for none');
  if (loan.status !== 'PENDING') return;
  await db.query("UPDATE subsidised_loan SET status = 'IN_FORCE', in_force_on = $2 WHERE id = $1", [id, on]);
  emit({ type: 'loan-granted', loanId: id, memberId: loan.memberId, city: loan.city, on });
}

/** CJ-13: ends a subsidised loan for which no lien could be placed. One that has ended so already stays. */
export async function refuseSubsidised(db: Db, id: string, reason: LienRefusal): Promise<void> {
  const loan = await lockSubsidisedLoan(db, id);
  if (loan?.status === 'REFUSED') return;
  if (loan?.status !== 'PENDING') throw new Error('A lien was refused for a subsidised loan that waits for none');
  await db.query("UPDATE subsidised_loan SET status = 'REFUSED', refused_for = $2 WHERE id = $1", [id, reason]);
}
