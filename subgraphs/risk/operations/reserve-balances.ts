import type { Fen } from '#kernel/money.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { reserveAccount } from './chart.ts';

/** The risk reserve of one pool (`652300:flexible`) in fen, to the last posting. */
export const reserveBalance = ({ loaders }: Context, pool: string): Promise<Fen> => loaders.reserve.load(pool);

/** The risk reserve of these pools in fen, in their order, to the last posting, in one statement. */
export async function reserveBalances(db: Db, pools: readonly string[]): Promise<Fen[]> {
  const found = await rows<{ pool: string; fen: Fen }>(
    db,
    `SELECT asked.pool,
       ((SELECT coalesce(sum(fen), 0) FROM movement WHERE to_account = account.id)
        - (SELECT coalesce(sum(fen), 0) FROM movement WHERE from_account = account.id))::bigint AS fen
     FROM unnest($1::text[]) AS asked (pool)
     LEFT JOIN ledger_account account
       ON account.city || ':' || account.pool = asked.pool AND account.code = $2`,
    [pools, reserveAccount],
  );
  const byPool = new Map(found.map(({ pool, fen }) => [pool, fen]));
  return pools.map((pool) => byPool.get(pool) ?? 0n);
}
