import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';

const suspendSql = `
  UPDATE award SET suspended_on = $1, suspense_movement = given.movement
  FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS given (id, member, movement)
  WHERE award.id = given.id AND award.member_id = given.member AND award.status = 'AWARDED'
    AND (suspended_on IS NULL OR suspense_movement = given.movement)
  RETURNING award.id`;

/** CJ-24: marks awards as paid by the book to suspense, since their members have no account; a second such entry is a fault. */
export function recordSuspensions(context: Context, arrived: Arrived<'subsidies-suspended'>): Promise<void> {
  const { suspendedOn, awards } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    const known = await rows(db, suspendSql, [
      suspendedOn,
      awards.map(({ awardId }) => awardId),
      awards.map(({ memberId }) => memberId),
      awards.map(({ movementId }) => movementId),
    ]);
    if (known.length !== awards.length) throw new Error('An award is unknown, or was paid by another movement');
  });
}
