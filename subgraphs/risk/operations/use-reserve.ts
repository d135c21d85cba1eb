import { type Fen, minFen } from '#kernel/money.ts';
import { type AccountId, balanceOf, internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import { log } from '#service/log.ts';
import type { Context } from '../context.ts';
import { kindName } from '../rules/pool.ts';
import { reserveAccount, reserveUsed, writeOff } from './chart.ts';

/**
 * HZ-11: a loan that was written off, as two officers decided in the register of loans, is charged to the reserve of the flexible
 * workers' pool, once and no further than the reserve reaches; what it does not reach to is kept, and staff are warned.
 */
export function useReserve(context: Context, arrived: Arrived<'loan-written-off'>): Promise<void> {
  const { loanId, city, fen, on } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    const from = await lockReserve(db, city);
    const known = await rows(db, 'SELECT FROM reserve_use WHERE loan_id = $1', [loanId]);
    if (known.length > 0) return;
    const amount = BigInt(fen);
    const { covered, movement } = await charge(db, city, { from, loanId, amount, on });
    await db.query(
      'INSERT INTO reserve_use (loan_id, city, pool, fen, covered, movement_id, booked_on) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [loanId, city, pool, amount, covered, movement, on],
    );
    if (covered < amount) log.warn({ loan: loanId, city }, 'the reserve does not cover a loan that was written off');
  });
}

/** Loans are made from the flexible workers' pool only (CJ-19). */
export const pool = kindName('FLEXIBLE');

/** The reserve of a city, one after the other: two loans must not both find the last of it. */
export async function lockReserve(db: Db, city: CityCode): Promise<AccountId> {
  const account = await internalAccount(db, { city, pool, code: reserveAccount });
  await db.query('SELECT FROM ledger_account WHERE id = $1 FOR NO KEY UPDATE', [account]);
  return account;
}

type Charge = { from: AccountId; loanId: string; amount: Fen; on: string };

async function charge(db: Db, city: CityCode, { from, loanId, amount, on }: Charge) {
  const to = await internalAccount(db, { city, pool, code: reserveUsed });
  const covered = minFen(amount, await balanceOf(db, from));
  if (covered <= 0n) return { covered: 0n, movement: null };
  const { id } = await post(db, { from, to, fen: covered, code: writeOff, bookedOn: on, run: `write-off:${loanId}` });
  return { covered, movement: id };
}

/** HZ-11: of a pool, in fen: what the reserve gave for loans written off and could not give, what was recovered and went back. */
export type ReserveUses = { used: Fen; uncovered: Fen; recovered: Fen; returned: Fen };

/** The same of a pool by its id. */
export async function reserveUses(db: Db, id: string): Promise<ReserveUses> {
  const sql = `
    SELECT coalesce(sum(u.covered), 0)::bigint AS used, coalesce(sum(u.fen - u.covered), 0)::bigint AS uncovered,
      coalesce(sum(back.fen), 0)::bigint AS recovered, coalesce(sum(back.returned), 0)::bigint AS returned
    FROM reserve_use u CROSS JOIN LATERAL (
      SELECT sum(r.fen) AS fen, sum(r.returned) AS returned FROM reserve_return r WHERE r.loan_id = u.loan_id) back
    WHERE city || ':' || pool = $1`;
  return (await rows<ReserveUses>(db, sql, [id]))[0]!;
}
