import { type Booked, postSelected } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { beginRun, type Chunk, type RunOf } from './run-in-chunks.ts';

/**
 * CJ-09: takes back what one run credited as interest to the accounts of a chunk, each movement by one that names it, on
 * the settlement day itself: dated later, what was wrong would have borne interest until then, beside what replaces it.
 * An account that no longer holds its interest keeps it and is listed for staff: what is gone is for a person to settle.
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
  await db.query(
    `INSERT INTO run_refusal (run_id, account_id, rows, fen, reasons)
     SELECT $1, s.account_id, count(*), sum(s.fen), '{BALANCE_TOO_LOW}'
     FROM interest_settlement s JOIN account acc ON acc.id = s.account_id
     WHERE acc.city = $3 AND s.account_id BETWEEN $4 AND $5 AND s.run_id = $2 AND s.taken_back_by IS NULL
     GROUP BY s.account_id`,
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
 * the figures corrected. Both in one transaction, so that nobody ever finds the year open. Again changes nothing.
 */
export async function replaceReversed(context: Context, reversing: number): Promise<void> {
  await context.database.transaction(async (db) => {
    const [reversed] = await rows<RunOf>(
      db,
      `UPDATE run SET reversed_by = $1
       WHERE id = (SELECT reverses FROM run WHERE id = $1 AND finished_at IS NOT NULL) AND reversed_by IS NULL
       RETURNING kind, city, period`,
      [reversing],
    );
    if (reversed) await beginRun(context, db, reversed, { paused: true });
  });
}

/** Until the transaction ends no year of a city is begun to be settled, nor taken back, by anybody else. */
export async function lockInterestYears(db: Db, city: CityCode): Promise<void> {
  await db.query("SELECT pg_advisory_xact_lock(hashtextextended('interest years of ' || $1, 0))", [city]);
}

/**
 * CJ-09: begins the run of a year, or tells false while a settlement of the city is being taken back: a year that is settled
 * on top of one half taken back would bear interest on neither what was nor what will be.
 */
export async function beginYear(context: Context, run: RunOf): Promise<boolean> {
  return context.database.transaction(async (db) => {
    await lockInterestYears(db, run.city);
    const taking = await rows(
      db,
      `SELECT FROM run t JOIN run old ON old.id = t.reverses
       WHERE t.kind = 'reverse-interest' AND t.city = $1 AND old.reversed_by IS NULL`,
      [run.city],
    );
    if (taking.length > 0) return false;
    await beginRun(context, db, run, {});
    return true;
  });
}
