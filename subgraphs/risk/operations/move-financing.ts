import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { type Condition, drawConditions, undrawn } from '../rules/financing.ts';
import { kindName } from '../rules/pool.ts';
import {
  borrowedAccount,
  type Facility,
  facilityOf,
  financing,
  knownFacility,
  lockFacility,
  officerOf,
  owedAccount,
} from './financing.ts';

export type MoveFinancing = { facilityId: string; amount: Fen; idempotencyKey: string };
type Way = 'DRAWN' | 'REPAID';

/** HZ-10: what may still be drawn of a facility, in fen. */
export const leftToDraw = (facility: Facility): Fen => undrawn(facility);

/** HZ-10: what is asked before anything can be drawn of a facility, and whether it is met today. */
export function conditionsToday({ clock, policy }: Context, facility: Facility): Condition[] {
  const today = clock.today();
  return drawConditions(policy(facility.city, today), facility, today, 0n);
}

/** HZ-10: draws an amount in fen of a facility; refused with every condition without the committee's recorded resolution. */
export const drawFinancing = (context: Context, input: MoveFinancing): Promise<Facility> =>
  move(context, input, 'DRAWN', (facility, today) => {
    const policy = context.policy(facility.city, today);
    const conditions = drawConditions(policy, facility, today, input.amount);
    if (conditions.every(({ met }) => met)) return;
    const code = conditions[0]!.met ? 'NOT_ELIGIBLE' : 'NOT_APPROVED';
    const reasons = conditions.map(({ description: text, ...rest }) => ({ ...rest, text }));
    throw new Refusal(code, 'The facility cannot be drawn', { field: 'facilityId', clause: 'HZ-10', reasons });
  });

/** HZ-10: repays an amount in fen of what is owed of a facility, never more. */
export const repayFinancing = (context: Context, input: MoveFinancing): Promise<Facility> =>
  move(context, input, 'REPAID', ({ outstanding }) => {
    if (input.amount <= outstanding) return;
    throw new Refusal('AMOUNT_OUT_OF_BOUNDS', 'More than is owed', { field: 'amount', clause: 'HZ-10' });
  });

async function move(
  context: Context,
  input: MoveFinancing,
  way: Way,
  refuse: (facility: Facility, today: string) => void,
): Promise<Facility> {
  const officer = officerOf(context);
  const { facilityId, amount, idempotencyKey: key } = input;
  const known = await knownFacility(context, facilityId);
  const name = way === 'DRAWN' ? 'draw-financing' : 'repay-financing';
  return perform(context, { name, subject: known.id, key, input }, async (transaction) => {
    if (amount <= 0n) throw new Refusal('AMOUNT_OUT_OF_BOUNDS', 'More than 0', { field: 'amount' });
    const facility = await lockFacility(transaction.db, known.id);
    refuse(facility, transaction.today);
    await book(transaction, facility, { way, amount, officer });
    return (await facilityOf(transaction.db, known.id))!;
  });
}

type Booking = { way: Way; amount: Fen; officer: string };

async function book({ db, today }: Transaction, facility: Facility, { way, amount, officer }: Booking): Promise<void> {
  const pool = { city: facility.city, pool: kindName(facility.kind) };
  const owed = await internalAccount(db, { ...pool, code: owedAccount });
  const bank = await internalAccount(db, { ...pool, code: borrowedAccount });
  const [from, to] = way === 'DRAWN' ? [owed, bank] : [bank, owed];
  const run = `financing:${facility.id}`;
  const { id } = await post(db, { from, to, fen: amount, code: financing, bookedOn: today, run });
  await db.query(
    `INSERT INTO financing_posting (movement_id, facility_id, kind, fen, booked_on, officer) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, facility.id, way, amount, today, officer],
  );
}
