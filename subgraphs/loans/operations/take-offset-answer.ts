import { type Fen, minFen } from '#kernel/money.ts';
import type { Db } from '#service/database.ts';
import type { DomainEvent, OffsetExplained, OffsetRefusal } from '#service/event-types.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { bookRepayments } from './book-repayments.ts';
import { repaymentByAccount } from './chart.ts';
import { lockContracts } from './contracts.ts';
import { instalmentsDue, repaymentOf } from './instalments-due.ts';
import { type Offset, offsetById } from './offsets.ts';

/**
 * HZ-03: books what the account holds for the loan, once, as of the day that it was asked, however late and often it is told,
 * and says whether it did, and on which day it stands in the book: only then is the hold settled there, on the same day. What
 * is held although the account had refused before is given back.
 */
export function takeOffsetHeld(context: Context, arrived: Arrived<'offset-held'>): Promise<void> {
  const { offsetId, fen, explained } = arrived.event;
  return consume(context, arrived, async ({ db, emit }) => {
    const offset = await lockOffset(db, offsetId);
    if (offset.status === 'REQUESTED') await book(context, { db, emit }, offset, { held: BigInt(fen), explained });
    const { memberId, bookedOn } = await offsetById(db, offsetId);
    const decided = { type: 'offset-decided' as const, offsetId, memberId };
    emit(bookedOn === null ? { ...decided, booked: false } : { ...decided, booked: true, on: bookedOn });
  });
}

/** HZ-03: ends an offset towards which the account gives nothing, with the reason; the bank is asked as ever. */
export function takeOffsetRefused(context: Context, arrived: Arrived<'offset-refused'>): Promise<void> {
  const { offsetId, reason, explained } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    const { status } = await lockOffset(db, offsetId);
    if (status === 'REQUESTED') await refuse(db, offsetId, reason, explained);
  });
}

async function lockOffset(db: Db, offsetId: string): Promise<Offset> {
  const { loanId } = await offsetById(db, offsetId);
  await lockContracts(db, [loanId]);
  return offsetById(db, offsetId);
}

type Explained = OffsetExplained | undefined;

const refuse = (db: Db, id: string, reason: OffsetRefusal | 'NOTHING_DUE', explained: Explained) =>
  db.query("UPDATE loan_offset SET status = 'REFUSED', refused_for = $2, explained = $3 WHERE id = $1", [
    ...[id, reason, explained ?? null],
  ]);

type Booking = { db: Db; emit(event: DomainEvent): void };

async function book(
  context: Context,
  { db, emit }: Booking,
  offset: Offset,
  { held, explained }: { held: Fen; explained: Explained },
): Promise<void> {
  // As what the bank debits: whoever was asked in time is not late because the answer is.
  const asOf = offset.requestedOn;
  const on = context.clock.today();
  const contracts = await lockContracts(db, [offset.loanId]);
  const [due] = await instalmentsDue(context, db, contracts, asOf);
  const fen = minFen(held, offset.requested);
  // Nothing else repays the loan meanwhile, so no less is due than was asked for.
  if (!due || due.fen < fen || fen !== held) {
    await refuse(db, offset.id, 'NOTHING_DUE', undefined);
    return;
  }
  const repayment = { ...repaymentOf(due, fen, asOf), code: repaymentByAccount, byAccount: true };
  await db.query(
    "UPDATE loan_offset SET status = 'BOOKED', booked = $2, booked_on = $3, explained = $4 WHERE id = $1",
    [...[offset.id, fen, on, explained ?? null]],
  );
  await bookRepayments({ db, emit }, [repayment], on, asOf);
}
