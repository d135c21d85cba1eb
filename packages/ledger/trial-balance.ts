import type { Fen } from '#kernel/money.ts';
import type { Db } from '#service/database.ts';
import type { PoolOf } from './accounts.ts';

/** One line of a trial balance, in fen: an internal account, or the personal accounts of one segment together. */
export type TrialBalanceRow = PoolOf & { account: string; accounts: number; entered: Fen; left: Fen; balance: Fen };

/** A kept balance that its movements do not give; it differs from their sum by so many fen. */
export type Violation = PoolOf & { kind: 'balance-differs'; account: string; differs: Fen };

const sides = `
  SELECT to_account AS account, sum(fen) AS entered, 0 AS left_ FROM movement GROUP BY to_account
  UNION ALL
  SELECT from_account, 0, sum(fen) FROM movement GROUP BY from_account`;

/** The trial balance of the book, or of one city's part of it, summed from its movements; the balances of one city and pool add up to zero. */
export async function trialBalance(db: Db, city?: string): Promise<TrialBalanceRow[]> {
  return db.query<TrialBalanceRow[]>(
    `SELECT city, pool, CASE WHEN owner IS NULL THEN code ELSE 'personal:' || segment END AS account,
       count(DISTINCT a.id)::int AS accounts, coalesce(sum(entered), 0)::bigint AS entered,
       coalesce(sum(left_), 0)::bigint AS left, coalesce(sum(entered - left_), 0)::bigint AS balance
     FROM ledger_account a LEFT JOIN (${sides}) side ON side.account = a.id
     WHERE $1::text IS NULL OR city = $1
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [city ?? null],
  );
}

/**
 * Every personal account whose kept balance is not what its movements give. That a pool is at zero is not asked: each
 * movement leaves one account of a pool and enters another of the same, so no movement can make it otherwise.
 */
export async function auditBooks(db: Db): Promise<Violation[]> {
  return db.query<Violation[]>(
    `SELECT city, pool, 'balance-differs' AS kind, code AS account, (balance - fen)::bigint AS differs
     FROM (
       SELECT a.city, a.pool, a.code, a.balance, coalesce(sum(entered - left_), 0)::bigint AS fen
       FROM ledger_account a LEFT JOIN (${sides}) side ON side.account = a.id
       WHERE a.balance IS NOT NULL GROUP BY a.id) AS summed
     WHERE balance <> fen ORDER BY city, pool, code`,
  );
}
