import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';

const returnSql = `
  UPDATE award_taking_back back SET booked_on = $1, movement_id = given.movement, recovered = given.recovered
  FROM unnest($2::uuid[], $3::text[], $4::boolean[]) AS given (award, movement, recovered)
  WHERE back.award_id = given.award AND (back.booked_on IS NULL OR back.movement_id = given.movement)
  RETURNING back.award_id`;

/** CJ-15, CJ-16: marks awards taken back as undone in the book; an unknown one, or a second entry for one, is a fault. */
export function recordReturns(context: Context, arrived: Arrived<'subsidies-returned'>): Promise<void> {
  const { returnedOn, returns } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    const known = await rows(db, returnSql, [
      returnedOn,
      returns.map(({ awardId }) => awardId),
      returns.map(({ movementId }) => movementId),
      returns.map(({ recovered }) => recovered),
    ]);
    if (known.length !== returns.length)
      throw new Error('An award was undone that was not taken back, or was undone before');
  });
}
