import { firstDay, monthOf, yearOf } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { isCityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { flexiblePool } from './open-account.ts';
import { loanClearing } from './payout-kinds.ts';

/** What members own in a pool now, and this calendar year's flows to date (CJ-19, CJ-22); amounts in fen. */
export type PoolFigures = {
  id: string;
  depositBalance: Fen;
  contributedThisYear: Fen;
  withdrawnThisYear: Fen;
  dueThisYear: Fen;
  paidOfDueThisYear: Fen;
};

const pools = [flexiblePool, 'unit'];

/** Whether an id names a pool of a pilot city, `652300:flexible`. */
export function isPoolId(id: string): boolean {
  const [city = '', pool = '', ...rest] = id.split(':');
  return isCityCode(city) && pools.includes(pool) && rest.length === 0;
}

/** The figures of pools, live to the last posting, in the order asked. A month's due counts when it has fallen due. */
export async function readPools(context: Context, ids: readonly string[]): Promise<PoolFigures[]> {
  const today = context.clock.today();
  const january = `${yearOf(today)}-01`;
  const found = await rows<PoolFigures>(context.database, sql, [
    ids,
    firstDay(january),
    today,
    january,
    monthOf(today),
  ]);
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id)!);
}

const sql = `
  WITH asked AS (SELECT id, split_part(id, ':', 1) AS city, split_part(id, ':', 2) AS pool FROM unnest($1::text[]) AS id)
  SELECT asked.id, held.fen AS "depositBalance", flow.entered AS "contributedThisYear",
    flow.paid_out AS "withdrawnThisYear", owed.due AS "dueThisYear", owed.paid AS "paidOfDueThisYear"
  FROM asked
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(balance), 0)::bigint AS fen FROM ledger_account l
    WHERE l.city = asked.city AND l.pool = asked.pool AND l.owner IS NOT NULL) held
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(m.fen) FILTER (WHERE m.code IN ('01', '02')), 0)::bigint AS entered,
      coalesce(-sum(m.fen) FILTER (WHERE m.code IN ('11', '12')), 0)::bigint AS paid_out
    FROM ledger_account bank CROSS JOIN LATERAL (
      SELECT code, fen FROM movement WHERE from_account = bank.id AND booked_on BETWEEN $2 AND $3
      UNION ALL
      SELECT code, -fen FROM movement WHERE to_account = bank.id AND booked_on BETWEEN $2 AND $3) m
    WHERE bank.city = asked.city AND bank.pool = asked.pool AND bank.code IN ('bank:custody', '${loanClearing}')) flow
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(d.due_fen), 0)::bigint AS due, coalesce(sum(d.paid_fen), 0)::bigint AS paid
    FROM agreement a JOIN period_due d ON d.agreement_id = a.id
    WHERE asked.pool = '${flexiblePool}' AND a.city = asked.city AND d.month BETWEEN $4 AND $5 AND d.due_on <= $3
      AND (a.ended_on IS NULL OR d.month < to_char(a.ended_on, 'YYYY-MM')
        -- Joining again takes over the unpaid month in which the last agreement ended: one member owes it once.
        OR (d.month = to_char(a.ended_on, 'YYYY-MM') AND (d.filled_on IS NOT NULL OR NOT EXISTS (
          SELECT FROM agreement next
          WHERE next.account_id = a.account_id AND next.first_month = d.month AND next.number > a.number))))) owed`;
