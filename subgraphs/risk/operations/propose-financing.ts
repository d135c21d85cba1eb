import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { type PoolKind, poolId } from '../rules/pool.ts';
import { type Facility, facilityOf, officerOf } from './financing.ts';

export type ProposeFinancing = {
  city: CityCode;
  kind: PoolKind;
  lender: string;
  purpose: string;
  limit: Fen;
  until: CivilDate;
  idempotencyKey: string;
};

/** HZ-10: proposes a financing facility; nothing can be drawn of it before the committee's resolution is recorded. */
export async function proposeFinancing(context: Context, input: ProposeFinancing): Promise<Facility> {
  const { idempotencyKey: key, ...asked } = input;
  const { city, kind, limit, until } = asked;
  const officer = officerOf(context);
  if (!context.caller.cities.includes(city))
    throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const [lender, purpose] = [worded(asked.lender, 'lender'), worded(asked.purpose, 'purpose')];
  const command = { name: 'propose-financing', subject: poolId({ city, kind }), key, input: asked };
  return perform(context, command, async ({ db, today }) => {
    if (limit <= 0n) throw new Refusal('AMOUNT_OUT_OF_BOUNDS', 'A facility is more than 0', { field: 'limit' });
    if (until < today) throw new Refusal('INVALID_INPUT', 'The facility would have ended', { field: 'until' });
    const [made] = await rows<{ id: string }>(
      db,
      `INSERT INTO financing_facility (city, kind, lender, purpose, limit_fen, until_on, proposed_by, proposed_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [city, kind, lender, purpose, limit, until, officer, today],
    );
    return (await facilityOf(db, made!.id))!;
  });
}

function worded(text: string, field: string): string {
  const words = text.trim();
  if (words.length >= 1 && words.length <= 200) return words;
  throw new Refusal('INVALID_INPUT', `${field}: 1 to 200 characters`, { field });
}
