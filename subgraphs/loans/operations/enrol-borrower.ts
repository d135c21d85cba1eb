import type { Db } from '#service/database.ts';
import type { EventOf } from '#service/event-types.ts';

/**
 * Keeps who is approved, in which city, whose spouse they are and by which day they are to have repaid by age, as last told:
 * they may ask for a loan (CJ-23).
 */
export async function enrolBorrower(
  db: Db,
  {
    memberId,
    sequence,
    city,
    approvedOn,
    spouseId,
    repayBy,
  }: EventOf<'application-approved'> | EventOf<'member-facts-changed'>,
): Promise<void> {
  await db.query(
    `INSERT INTO borrower (member_id, city, approved_on, facts_sequence, spouse_id, repay_by, repay_by_figure)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (member_id) DO UPDATE
       SET city = excluded.city, approved_on = excluded.approved_on, facts_sequence = excluded.facts_sequence,
           spouse_id = excluded.spouse_id, repay_by = excluded.repay_by, repay_by_figure = excluded.repay_by_figure
       WHERE borrower.facts_sequence < excluded.facts_sequence`,
    [memberId, city, approvedOn, sequence, spouseId, repayBy?.on ?? null, repayBy?.figure ?? null],
  );
}
