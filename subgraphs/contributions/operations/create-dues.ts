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
const inRange = "a.status = 'ACTIVE' AND a.city = $1 AND a.account_id BETWEEN $2 AND $3";

/** CJ-01, CJ-04, HZ-03: whether the member of enrolment `e` may contribute on their own on a day; `day` is SQL. */
export const contributesOn = (day: string): string => `(NOT e.in_unit AND e.retirement_on > ${day})`;
/** Whether the month `d.month` begins before the member of enrolment `e` reaches retirement age. */
export const beforeRetirement = "(d.month || '-01')::date < e.retirement_on";

const insert = `
  INSERT INTO period_due (agreement_id, month, base, due_fen, due_on, batch_id)
  SELECT a.id, d.month, plan.base, plan.monthly, $7, $8
  FROM agreement a
  JOIN enrolment e ON e.member_id = a.member_id
  CROSS JOIN LATERAL (
    SELECT to_char(day, 'YYYY-MM') AS month
    FROM generate_series((a.due_next || '-01')::date, (${ends} || '-01')::date, interval '1 month') AS day) d
  CROSS JOIN LATERAL ${planOfMonth} plan
  WHERE ${inRange} AND a.due_next <= ${ends} AND ${contributesOn('$7')} AND ${beforeRetirement}
  ON CONFLICT DO NOTHING`;

// The month goes by also for a member who owes nothing of it: it is not owed later.
const passed = `CASE WHEN ${contributesOn('$7::date')} THEN ${ends} ELSE $4 END`;
const advance = `
  UPDATE agreement a SET due_next = to_char((${passed} || '-01')::date + interval '1 month', 'YYYY-MM')
  FROM enrolment e WHERE ${inRange} AND e.member_id = a.member_id AND a.due_next <= ${passed}`;

/**
 * Writes down what the agreements in force owe through a month, with the plan of each month, and the debit batch that
 * asks for it, if one does. Who contributes through a unit or has reached retirement age on the day `dueOn` owes nothing
 * new. Again changes nothing.
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
  await db.query(advance, [...range, dueOn]);
}

/** The same month for every way of paying. */
export const allThrough = (month: CivilMonth): Through => ({ MONTHLY: month, QUARTERLY: month, YEARLY: month });
