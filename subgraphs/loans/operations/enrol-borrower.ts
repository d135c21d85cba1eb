import type { Db } from '#service/database.ts';
import type { EventOf } from '#service/event-types.ts';

/** Keeps who is approved, in which city, and whose spouse they are, as last told: they may ask for a loan (CJ-23). */
export async function enrolBorrower(
  db: Db,
  { memberId, sequence, city, approvedOn, spouseId }: EventOf<'application-approved'> | EventOf<'member-facts-changed'>,
): Promise<void> {
  await db.query(
    `INSERT INTO borrower (member_id, city, approved_on, facts_sequence, spouse_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (member_id) DO UPDATE
       SET city = excluded.city, approved_on = excluded.approved_on, facts_sequence = excluded.facts_sequence,
           spouse_id = excluded.spouse_id
       WHERE borrower.facts_sequence < excluded.facts_sequence`,
    [memberId, city, approvedOn, sequence, spouseId],
  );
}
