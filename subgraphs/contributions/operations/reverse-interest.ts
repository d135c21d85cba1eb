import { type Booked, postSelected } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { frozenOut } from './freezes.ts';
import { beginRun, type Chunk, type RunOf } from './run-in-chunks.ts';

/**
 * CJ-09: takes back what one run credited as interest to the accounts of a chunk, each movement by one that names it, on
 * the settlement day itself: dated later, what was wrong would have borne interest until then, beside what replaces it.
 * An account from which it cannot be taken (gone, frozen, or the base of interest paid since) keeps it and is listed for
 * staff with every reason. The accounts are locked by the caller.
 */
export async function reverseInterest({ db, today }: Transaction, chunk: Chunk, of: { run: number }): Promise<Booked> {
  const { city, first, last } = chunk.accounts;
  await db.query(takeOrRefuse, [chunk.runId, of.run, city, first, last, today]);
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

// Nothing was credited where nothing was earned, so that nothing speaks against settling such a year again.
const takeOrRefuse = `
  WITH settled AS (
    SELECT s.account_id, s.pool, s.year, s.fen, s.settled_on, acc.member_id,
      sum(greatest(s.fen, 0)) OVER (PARTITION BY s.account_id) AS whole,
      (SELECT l.balance FROM ledger_account l
       WHERE l.city = acc.city AND l.pool = s.pool AND l.code = acc.member_id || ':INTEREST') AS balance
    FROM interest_settlement s JOIN account acc ON acc.id = s.account_id
    WHERE acc.city = $3 AND s.account_id BETWEEN $4 AND $5 AND s.run_id = $2 AND s.taken_back_by IS NULL),
  judged AS (
    SELECT account_id, pool, year, fen, CASE WHEN fen <= 0 THEN '{}' ELSE array_remove(ARRAY[
      CASE WHEN ${frozenOut('settled.account_id', 'settled.member_id', 'settled.whole', '$6::date')} THEN 'ACCOUNT_FROZEN' END,
      CASE WHEN coalesce(balance, 0) < fen THEN 'BALANCE_TOO_LOW' END,
      CASE WHEN EXISTS (
          SELECT FROM interest_settlement later WHERE later.account_id = settled.account_id AND later.pool = settled.pool
            AND later.year > settled.year AND later.taken_back_by IS NULL AND later.fen > 0)
        OR EXISTS (
          SELECT FROM interest_accrual paid WHERE paid.account_id = settled.account_id AND paid.pool = settled.pool
            AND paid.through > settled.settled_on AND paid.fen > 0) THEN 'NOT_ELIGIBLE' END], NULL) END AS reasons
    FROM settled),
  taken AS (
    UPDATE interest_settlement s SET taken_back_by = $1 FROM judged j
    WHERE s.account_id = j.account_id AND s.pool = j.pool AND s.year = j.year AND s.run_id = $2
      AND s.taken_back_by IS NULL AND cardinality(j.reasons) = 0)
  INSERT INTO run_refusal (run_id, account_id, rows, fen, reasons)
  SELECT $1, account_id, count(*) FILTER (WHERE nth = 1), sum(fen) FILTER (WHERE nth = 1), array_agg(DISTINCT reason)
  FROM judged CROSS JOIN LATERAL unnest(reasons) WITH ORDINALITY AS given (reason, nth)
  GROUP BY account_id`;

/**
 * Makes room for the year to be settled again, and puts that run in place, paused: it begins when staff resume it, with
 * the figures corrected. Both in one transaction, so that nobody ever finds the year open. Again changes nothing; tells
 * whether this was the first time.
 */
export async function replaceReversed(context: Context, reversing: number): Promise<boolean> {
  return context.database.transaction(async (db) => {
    const [reversed] = await rows<RunOf>(
      db,
      `UPDATE run SET reversed_by = $1
       WHERE id = (SELECT reverses FROM run WHERE id = $1 AND finished_at IS NOT NULL) AND reversed_by IS NULL
       RETURNING kind, city, period`,
      [reversing],
    );
    if (reversed) await beginRun(context, db, reversed, { paused: true });
    return reversed !== undefined;
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
       WHERE t.kind = 'reverse-interest' AND t.city = $1 AND t.rejected_at IS NULL AND old.reversed_by IS NULL`,
      [run.city],
    );
    if (taking.length > 0) return false;
    await beginRun(context, db, run, {});
    return true;
  });
}
