import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';

const creditSql = `
  UPDATE award SET status = 'CREDITED', credited_on = $3, movement_id = $4
  WHERE id = $1 AND member_id = $2 AND (status = 'AWARDED' OR (credited_on = $3 AND movement_id = $4))
  RETURNING id`;

/** Marks an award as booked to the member's account; an unknown award, or a second booking of one, is a fault. */
export function recordCredit(context: Context, arrived: Arrived<'subsidy-credited'>): Promise<void> {
  const { awardId, memberId, creditedOn, movementId } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    const [credited] = await rows(db, creditSql, [awardId, memberId, creditedOn, movementId]);
    if (!credited) throw new Error(`award ${awardId} is unknown, or was credited by another movement`);
  });
}
