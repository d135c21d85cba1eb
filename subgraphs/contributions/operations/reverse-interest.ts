import { type Booked, postSelected } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { type Chunk, openRun, type RunOf } from './run-in-chunks.ts';

/**
 * CJ-09: takes back what one run credited as interest to the accounts of a chunk, each movement by one that names it, on
 * the settlement day itself: dated later, what was wrong would have borne interest until then, beside what replaces it.
 * An account that no longer holds its interest keeps it: what is gone is for a person to settle.
 */
export async function reverseInterest(db: Db, chunk: Chunk, of: { run: number }): Promise<Booked> {
  const { city, first, last } = chunk.accounts;
  await db.query(
    `UPDATE interest_settlement s SET taken_back_by = $1
     FROM account acc
     WHERE acc.id = s.account_id AND acc.city = $3 AND s.account_id BETWEEN $4 AND $5 AND s.run_id = $2
       AND s.taken_back_by IS NULL AND (s.fen <= 0 OR s.fen <= (${interestBalance}))`,
    [chunk.runId, of.run, city, first, last],
  );
  return postSelected(db, {
    select: `SELECT m.to_account AS from_account, m.from_account AS to_account, m.fen, m.code, m.booked_on, m.period,
        'reverse:' || m.run AS run, m.id AS reverses
      FROM interest_settlement s
      JOIN account acc ON acc.id = s.account_id
      JOIN ledger_account l ON l.city = acc.city AND l.pool = s.pool AND l.code = acc.member_id || ':INTEREST'
      JOIN movement m ON m.to_account = l.id AND m.booked_on = s.settled_on AND m.run = 'interest:' || s.year AND m.code = '09'
      WHERE acc.city = $3 AND s.account_id BETWEEN $4 AND $5 AND s.taken_back_by = $1 AND s.run_id = $2
        AND NOT EXISTS (SELECT FROM movement r WHERE r.reverses = m.id)`,
    params: [chunk.runId, of.run, city, first, last],
    accountsHeld: true,
    reversing: true,
  });
}

const interestBalance = `SELECT l.balance FROM ledger_account l
  WHERE l.city = acc.city AND l.pool = s.pool AND l.code = acc.member_id || ':INTEREST'`;

/**
 * Makes room for the year to be settled again, and puts that run in place, paused: it begins when staff resume it, with
 * the figures corrected. Again changes nothing.
 */
export async function replaceReversed(context: Context, reversing: number): Promise<void> {
  const [reversed] = await rows<RunOf & { id: number }>(
    context.database,
    `UPDATE run SET reversed_by = $1
     WHERE id = (SELECT reverses FROM run WHERE id = $1 AND finished_at IS NOT NULL) AND reversed_by IS NULL
     RETURNING id, kind, city, period`,
    [reversing],
  );
  if (!reversed) return;
  const { kind, city, period } = reversed;
  await openRun(context, { kind, city, period });
  await context.database.query(
    'UPDATE run SET paused_at = $4 WHERE kind = $1 AND city = $2 AND period = $3 AND reversed_by IS NULL',
    [kind, city, period, context.clock.now()],
  );
}
