import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';

const creditSql = `
  UPDATE award SET status = 'CREDITED', credited_on = $1, movement_id = given.movement
  FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS given (id, member, movement)
  WHERE award.id = given.id AND award.member_id = given.member
    AND (status = 'AWARDED' OR (credited_on = $1 AND movement_id = given.movement))
  RETURNING award.id`;

/** Marks awards as booked to their members' accounts; an unknown award, or a second booking of one, is a fault. */
export function recordCredits(context: Context, arrived: Arrived<'subsidies-credited'>): Promise<void> {
  const { creditedOn, credits } = arrived.event;
  const awards = credits.map(({ awardId }) => awardId);
  return consume(context, arrived, async ({ db }) => {
    const credited = await rows<{ id: string }>(db, creditSql, [
      creditedOn,
      awards,
      credits.map(({ memberId }) => memberId),
      credits.map(({ movementId }) => movementId),
    ]);
    const known = new Set(credited.map(({ id }) => id));
    const [missing] = awards.filter((id) => !known.has(id));
    if (missing) throw new Error(`award ${missing} is unknown, or was credited by another movement`);
  });
}
