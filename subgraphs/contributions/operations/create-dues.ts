import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import type { Db } from '#service/database.ts';
import type { PaymentMode } from '../rules/payment-mode.ts';

/** A range of accounts of one city, by their ids, both ends included. */
export type Accounts = { city: CityCode; first: number; last: number };
/** Through which month dues exist, by how an agreement is paid. */
export type Through = Record<PaymentMode, CivilMonth>;

/** The plan of agreement `a` for the month `d.month`. */
export const planOfMonth = `(SELECT v.base, v.monthly FROM plan_version v
  WHERE v.agreement_id = a.id AND v.from_month <= d.month ORDER BY v.version DESC LIMIT 1)`;

const ends = "CASE a.mode WHEN 'MONTHLY' THEN $4 WHEN 'QUARTERLY' THEN $5 ELSE $6 END";

const insert = `
  INSERT INTO period_due (agreement_id, month, base, due_fen, due_on, batch_id)
  SELECT a.id, d.month, plan.base, plan.monthly, $7, $8
  FROM agreement a
  CROSS JOIN LATERAL (
    SELECT to_char(day, 'YYYY-MM') AS month
    FROM generate_series((a.due_next || '-01')::date, (${ends} || '-01')::date, interval '1 month') AS day) d
  CROSS JOIN LATERAL ${planOfMonth} plan
  WHERE a.status = 'ACTIVE' AND a.city = $1 AND a.account_id BETWEEN $2 AND $3
  ON CONFLICT DO NOTHING`;

const advance = `
  UPDATE agreement a SET due_next = to_char((${ends} || '-01')::date + interval '1 month', 'YYYY-MM')
  WHERE a.status = 'ACTIVE' AND a.city = $1 AND a.account_id BETWEEN $2 AND $3 AND a.due_next <= ${ends}`;

/**
 * Writes down what the agreements in force owe through a month, with the plan of each month, and the debit batch that
 * asks for it, if one does. Again changes nothing.
 */
export async function createDues(
  db: Db,
  accounts: Accounts,
  through: Through,
  { dueOn, batch = null }: { dueOn: CivilDate; batch?: number | null },
): Promise<void> {
  const { city, first, last } = accounts;
  const range = [city, first, last, through.MONTHLY, through.QUARTERLY, through.YEARLY];
  await db.query(insert, [...range, dueOn, batch]);
  await db.query(advance, range);
}

/** The same month for every way of paying. */
export const allThrough = (month: CivilMonth): Through => ({ MONTHLY: month, QUARTERLY: month, YEARLY: month });
