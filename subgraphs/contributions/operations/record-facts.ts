import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';

/** Remembers what the members register told last of an approved applicant, in whatever order it arrives (CJ-04, CJ-23). */
export async function recordEnrolment(
  context: Context,
  arrived: Arrived<'application-approved'> | Arrived<'member-facts-changed'>,
): Promise<void> {
  const { memberId, sequence, city, approvedOn, retirementOn, inUnit } = arrived.event;
  await consume(context, arrived as Arrived<'application-approved'>, async ({ db }) => {
    await db.query(
      `INSERT INTO enrolment (member_id, city, approved_on, retirement_on, in_unit, facts_sequence)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (member_id) DO UPDATE SET city = excluded.city, approved_on = excluded.approved_on,
         retirement_on = excluded.retirement_on, in_unit = excluded.in_unit, facts_sequence = excluded.facts_sequence
       WHERE enrolment.facts_sequence < excluded.facts_sequence`,
      [memberId, city, approvedOn, retirementOn, inUnit, sequence],
    );
  });
}

/** Remembers that a member has a loan, or had (CJ-11, CJ-15, HZ-04); the two events may arrive in either order. */
export async function recordLoan(
  context: Context,
  arrived: Arrived<'loan-granted'> | Arrived<'loan-settled'>,
): Promise<void> {
  const { type, loanId, memberId, on } = arrived.event;
  const granted = type === 'loan-granted' ? on : null;
  const settled = type === 'loan-settled' ? on : null;
  await consume(context, arrived as Arrived<'loan-granted'>, async ({ db }) => {
    await db.query(
      `INSERT INTO member_loan (loan_id, member_id, granted_on, settled_on) VALUES ($1, $2, $3, $4)
       ON CONFLICT (loan_id) DO UPDATE SET granted_on = coalesce(excluded.granted_on, member_loan.granted_on),
         settled_on = coalesce(excluded.settled_on, member_loan.settled_on)`,
      [loanId, memberId, granted, settled],
    );
  });
}
