import { type CivilDate, yearOf } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { type Db, rows } from '#service/database.ts';

/** What the loan book says of one pool, in fen, to the last posting (CJ-22). */
export type PoolFigures = { loanBalance: Fen; overduePrincipal: Fen; loansIssuedThisYear: Fen };

/** The figures of these pools (`652300:flexible`), in their order, in one statement; a pool that lends nothing has zeros. */
export async function poolFigures(db: Db, pools: readonly string[], today: CivilDate): Promise<PoolFigures[]> {
  const found = await rows<PoolFigures & { pool: string }>(
    db,
    `WITH asked AS (SELECT pool, split_part(pool, ':', 1) AS city, split_part(pool, ':', 2) AS kind
                    FROM unnest($1::text[]) AS pool)
     SELECT asked.pool,
       (SELECT coalesce(sum(balance), 0)::bigint FROM ledger_account account
        WHERE account.city = asked.city AND account.pool = asked.kind) AS "loanBalance",
       (SELECT coalesce(sum(instalment.principal - paid_principal), 0)::bigint FROM instalment JOIN loan ON loan.id = loan_id
        WHERE loan.city = asked.city AND asked.kind = 'flexible' AND closed_on IS NULL AND due_on < $2::date) AS "overduePrincipal",
       (SELECT coalesce(sum(principal), 0)::bigint FROM loan
        WHERE loan.city = asked.city AND asked.kind = 'flexible' AND disbursed_on BETWEEN $3::date AND $2::date) AS "loansIssuedThisYear"
     FROM asked`,
    [pools, today, `${yearOf(today)}-01-01`],
  );
  const byPool = new Map(found.map(({ pool, ...figures }) => [pool, figures]));
  return pools.map((pool) => byPool.get(pool)!);
}
