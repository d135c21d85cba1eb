import type { Db } from '#service/database.ts';
import type { EventOf } from '#service/event-types.ts';

/** Notes that a member is approved and may ask for a loan. */
export async function enrolBorrower(db: Db, event: EventOf<'application-approved'>): Promise<void> {
  await db.query(
    'INSERT INTO borrower (member_id, city, approved_on) VALUES ($1, $2, $3) ON CONFLICT (member_id) DO NOTHING',
    [event.memberId, event.city, event.approvedOn],
  );
}
