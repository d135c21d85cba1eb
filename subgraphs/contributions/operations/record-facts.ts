import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { convertIdentity } from './convert-identity.ts';
import { releaseLien } from './place-lien.ts';

/**
 * Remembers what the members register told last of an approved applicant, in whatever order it arrives (CJ-04, CJ-23),
 * and converts the identity as whom they contribute (CJ-10, HZ-03).
 */
export async function recordEnrolment(
  context: Context,
  arrived: Arrived<'application-approved'> | Arrived<'member-facts-changed'>,
): Promise<void> {
  const { memberId, sequence, city, approvedOn, retirementOn, inUnit, identitySince, spouseId, taxReference } =
    arrived.event;
  await consume(context, arrived as Arrived<'application-approved'>, async ({ db }) => {
    const newer = await rows(
      db,
      `INSERT INTO enrolment (member_id, city, approved_on, retirement_on, in_unit, facts_sequence, spouse_id,
         tax_reference)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (member_id) DO UPDATE SET city = excluded.city, approved_on = excluded.approved_on,
         retirement_on = excluded.retirement_on, in_unit = excluded.in_unit, facts_sequence = excluded.facts_sequence,
         spouse_id = excluded.spouse_id, tax_reference = coalesce(excluded.tax_reference, enrolment.tax_reference)
       WHERE enrolment.facts_sequence < excluded.facts_sequence RETURNING member_id`,
      [memberId, city, approvedOn, retirementOn, inUnit, sequence, spouseId, taxReference ?? null],
    );
    if (newer.length === 0) return;
    const identity = inUnit ? 'UNIT' : 'FLEXIBLE';
    const at = { db, today: context.clock.today() };
    await convertIdentity(at, { memberId, identity, since: identitySince, begins: identitySince ?? approvedOn });
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
    if (settled) await releaseLien(db, loanId, settled);
  });
}
