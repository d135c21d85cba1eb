import { isCivilMonth, monthOf } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';
import { heldDuring } from '../rules/identity.ts';
import type { BookUnitContributionInput } from '../schema.generated.ts';
import { awaitsFirst, completeOpening } from './first-contribution.ts';
import { refuseFrozenIn } from './freezes.ts';
import { identityPeriodsOf } from './identity-periods.ts';
import { type Enrolment, type LockedAccount, lockEnrolment, memberIdOf } from './lock-account.ts';
import { openAccount } from './open-account.ts';
import type { MovementView } from './read-movements.ts';
import { unitAccount, unitPool } from './unit-accounts.ts';

/**
 * CJ-10, HZ-03: books what a unit paid for a member's month, as the centre's core system tells it, into the unit segment
 * of the member's one account; a month outside a unit is refused, and one that is booked already.
 */
export async function bookUnitContribution(context: Context, input: BookUnitContributionInput): Promise<MovementView> {
  const memberId = memberIdOf(input.memberId);
  refuseMalformed(input);
  const command = { name: 'book-unit-contribution', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    if (input.month > monthOf(today)) throw new Refusal('INVALID_INPUT', 'The month has not begun', { field: 'month' });
    const enrolment = await lockEnrolment(context, db, memberId);
    if (!enrolment) throw new Refusal('NOT_APPROVED', 'No approved application of this member is known');
    await refuseOutsideUnit(db, enrolment, input.month);
    const account = await accountOf(transaction, enrolment);
    await refuseFrozenIn(transaction, account.id);
    await refuseBooked(db, account, input.month);
    return book(transaction, account, input);
  });
}

function refuseMalformed({ month, amount, base }: BookUnitContributionInput): void {
  if (!isCivilMonth(month)) throw new Refusal('INVALID_INPUT', 'Not a month', { field: 'month' });
  if (amount <= 0n) throw new Refusal('INVALID_INPUT', 'The amount must be positive', { field: 'amount' });
  if (base <= 0n) throw new Refusal('INVALID_INPUT', 'The base must be positive', { field: 'base' });
}

async function refuseOutsideUnit(db: Db, { memberId, city }: Enrolment, month: string): Promise<void> {
  if (heldDuring(await identityPeriodsOf(db, [memberId]), 'UNIT', month)) return;
  throw new Refusal('NOT_ELIGIBLE', 'The member did not contribute through a unit in that month', {
    field: 'month',
    clause: clauseOf(city, 'unit'),
  });
}

async function accountOf(transaction: Transaction, enrolment: Enrolment): Promise<LockedAccount> {
  const { db, today } = transaction;
  const { account, opened } = await openAccount(db, enrolment, today);
  if (opened || (await awaitsFirst(db, account.id))) await completeOpening(transaction, account, '单位缴存');
  return account;
}

async function refuseBooked(db: Db, { id, city }: LockedAccount, month: string): Promise<void> {
  const booked = await rows(
    db,
    `SELECT FROM unit_contribution u WHERE u.account_id = $1 AND u.month = $2
       AND NOT EXISTS (SELECT FROM movement r WHERE r.reverses = u.movement_id)`,
    [id, month],
  );
  if (booked.length === 0) return;
  const clause = clauseOf(city, 'unit');
  throw new Refusal('PERIOD_ALREADY_PAID', 'The unit has paid that month', { field: 'month', clause });
}

async function book(
  { db, today }: Transaction,
  account: LockedAccount,
  { amount, month, base }: BookUnitContributionInput,
): Promise<MovementView> {
  const { city, memberId } = account;
  const from = await internalAccount(db, { city, pool: unitPool, code: 'bank:custody' });
  const to = await unitAccount(db, account, 'UNIT');
  const movement = await post(db, { from, to, fen: amount, code: '01', bookedOn: today, period: month, run: 'unit' });
  await db.query('INSERT INTO unit_contribution (movement_id, account_id, month, base) VALUES ($1, $2, $3, $4)', [
    movement.id,
    account.id,
    month,
    base,
  ]);
  const { id, bookedOn, code, period } = movement;
  return { id, memberId, bookedOn, code, pool: `${city}:${unitPool}`, segment: 'UNIT', amount, period };
}
