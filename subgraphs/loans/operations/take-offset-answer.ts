import { type Fen, minFen } from '#kernel/money.ts';
import type { Db } from '#service/database.ts';
import type { DomainEvent, OffsetRefusal } from '#service/event-types.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { bookRepayments } from './book-repayments.ts';
import { repaymentByAccount } from './chart.ts';
import { lockContracts } from './contracts.ts';
import { instalmentsDue, repaymentOf } from './instalments-due.ts';
import { type Offset, offsetById } from './offsets.ts';

/**
 * HZ-03: books what the account holds for the loan, once, on the day that it was asked, however late and often it is told,
 * and says whether it did: only then is the hold settled there. What is held although the account had refused before is
 * given back.
 */
export function takeOffsetHeld(context: Context, arrived: Arrived<'offset-held'>): Promise<void> {
  const { offsetId, fen } = arrived.event;
  return consume(context, arrived, async ({ db, emit }) => {
    const offset = await lockOffset(db, offsetId);
    const booked = offset.status === 'REQUESTED' ? await book(context, { db, emit }, offset, BigInt(fen)) : undefined;
    emit({
      ...{ type: 'offset-decided', offsetId, memberId: offset.memberId },
      booked: booked ?? offset.status === 'BOOKED',
    });
  });
}

/** HZ-03: ends an offset towards which the account gives nothing, with the reason; the bank is asked as ever. */
export function takeOffsetRefused(context: Context, arrived: Arrived<'offset-refused'>): Promise<void> {
  const { offsetId, reason } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    const { status } = await lockOffset(db, offsetId);
    if (status === 'REQUESTED') await refuse(db, offsetId, reason);
  });
}

async function lockOffset(db: Db, offsetId: string): Promise<Offset> {
  const { loanId } = await offsetById(db, offsetId);
  await lockContracts(db, [loanId]);
  return offsetById(db, offsetId);
}

const refuse = (db: Db, id: string, reason: OffsetRefusal | 'NOTHING_DUE') =>
  db.query("UPDATE loan_offset SET status = 'REFUSED', refused_for = $2 WHERE id = $1", [id, reason]);

type Booking = { db: Db; emit(event: DomainEvent): void };

async function book(context: Context, { db, emit }: Booking, offset: Offset, held: Fen): Promise<boolean> {
  // As what the bank debits: whoever was asked in time is not late because the answer is.
  const on = offset.requestedOn;
  const contracts = await lockContracts(db, [offset.loanId]);
  const [due] = await instalmentsDue(context, db, contracts, on);
  const fen = minFen(held, offset.requested);
  // Nothing else repays the loan meanwhile, so no less is due than was asked for.
  if (!due || due.fen < fen || fen !== held) {
    await refuse(db, offset.id, 'NOTHING_DUE');
    return false;
  }
  const repayment = { ...repaymentOf(due, fen, on), code: repaymentByAccount, byAccount: true };
  await db.query("UPDATE loan_offset SET status = 'BOOKED', booked = $2, booked_on = $3 WHERE id = $1", [
    ...[offset.id, fen, on],
  ]);
  await bookRepayments({ db, emit }, [repayment], on);
  return true;
}
