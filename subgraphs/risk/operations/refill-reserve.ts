import { type Fen, minFen } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { recovery, reserveUsed } from './chart.ts';
import { lockReserve, pool } from './use-reserve.ts';

/**
 * HZ-11: what of the principal of a written-off loan is recovered goes back to the reserve, once, as far as the reserve had
 * given for that loan. Heard before the loan itself it is a fault, and is told again.
 */
export function refillReserve(context: Context, arrived: Arrived<'loan-recovered'>): Promise<void> {
  const { recoveryId, loanId, city, fen, on } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    const to = await lockReserve(db, city);
    const known = await rows(db, 'SELECT FROM reserve_return WHERE recovery_id = $1', [recoveryId]);
    if (known.length > 0) return;
    const [given] = await rows<{ left: Fen }>(
      db,
      `SELECT covered - coalesce((SELECT sum(returned) FROM reserve_return WHERE loan_id = $1), 0)::bigint AS left
       FROM reserve_use WHERE loan_id = $1`,
      [loanId],
    );
    if (!given) throw new Error('A loan was recovered that is not known as written off yet');
    const amount = BigInt(fen);
    const returned = minFen(amount, given.left);
    const from = await internalAccount(db, { city, pool, code: reserveUsed });
    const booking = { from, to, fen: returned, code: recovery, bookedOn: on, run: `recovery:${recoveryId}` };
    const movement = returned > 0n ? (await post(db, booking)).id : null;
    await db.query(
      'INSERT INTO reserve_return (recovery_id, loan_id, fen, returned, movement_id, booked_on) VALUES ($1, $2, $3, $4, $5, $6)',
      [recoveryId, loanId, amount, returned, movement, on],
    );
  });
}
