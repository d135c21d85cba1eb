import { type CivilDate, type CivilMonth, isCivilMonth, monthOf, yearOf } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { type DueStatus, type ListedDue, nextDebit, standingOf } from '../rules/due-standing.ts';
import { dueDate } from '../rules/dues.ts';
import type { PaymentMode } from '../rules/payment-mode.ts';
import { beforeRetirement, planOfMonth } from './create-dues.ts';

/** A month that was, is or will be due, in fen. */
export type DueView = {
  month: CivilMonth;
  dueOn: CivilDate;
  amount: Fen;
  status: DueStatus;
  paidOn: CivilDate | null;
  agreementNumber: string;
};

/** What is owed today and when the bank is asked next, in fen; null when nothing is to be asked. */
export type OwedView = { amount: Fen; arrears: Fen; nextDebitOn: CivilDate | null; nextDebitAmount: Fen | null };

type Row = ListedDue & {
  city: CityCode;
  mode: PaymentMode;
  firstMonth: CivilMonth;
  agreementNumber: string;
  /** Written down already; one that is to come has its day by the rule. */
  dueOn: CivilDate | null;
};

const listed = `
  SELECT a.city, a.mode, a.first_month AS "firstMonth", a.number AS "agreementNumber", a.status = 'ACTIVE' AS active,
    d.month, d.due_on AS "dueOn", d.due_fen AS fen, d.filled_on AS "paidOn",
    -- Of a collection that was given up: in its own month until a retry day, and later as if the bank was never asked.
    CASE WHEN b.status = 'VOIDED' AND b.run_id IS NOT NULL AND b.month < $4 THEN NULL ELSE b.debit_on END AS "askedOn",
    coalesce(b.status = 'PREPARED', false) AS asked
  FROM agreement a JOIN period_due d ON d.agreement_id = a.id LEFT JOIN debit_batch b ON b.id = d.batch_id
  WHERE a.member_id = $1 AND d.month BETWEEN $2 AND $3
  UNION ALL
  SELECT a.city, a.mode, a.first_month, a.number, true, d.month, NULL, plan.monthly, NULL, NULL, false
  FROM agreement a JOIN enrolment e ON e.member_id = a.member_id
  CROSS JOIN LATERAL (
    SELECT to_char(day, 'YYYY-MM') AS month
    FROM generate_series((greatest(a.due_next, $2) || '-01')::date, ($3 || '-01')::date, interval '1 month') AS day) d
  CROSS JOIN LATERAL ${planOfMonth} plan
  WHERE a.member_id = $1 AND a.status = 'ACTIVE' AND NOT e.in_unit AND ${beforeRetirement}
  ORDER BY month, "agreementNumber"`;

function read(context: Context, memberId: string, first: CivilMonth, last: CivilMonth): Promise<Row[]> {
  return rows<Row>(context.database, listed, [memberId, first, last, monthOf(context.clock.today())]);
}

/** CJ-07: what was due of a calendar year and what the agreement in force will owe of it, in the order of months. */
export async function readDues(context: Context, memberId: string, year: number): Promise<DueView[]> {
  if (!isCivilMonth(`${year}-12`)) throw new Refusal('INVALID_INPUT', 'year: four digits', { field: 'year' });
  const today = context.clock.today();
  const found = await read(context, memberId, `${year}-01`, `${year}-12`);
  return found.map((row) => {
    const policy = context.policy(row.city, today);
    return {
      month: row.month,
      dueOn: row.dueOn ?? dueDate(policy, row.mode, row.month, row.firstMonth),
      amount: row.fen,
      status: standingOf(policy, row, today),
      paidOn: row.paidOn,
      agreementNumber: row.agreementNumber,
    };
  });
}

/** CJ-07: what a member owes today under the agreement in force, and the next debit. */
export async function readOwed(context: Context, memberId: string): Promise<OwedView> {
  const today = context.clock.today();
  const found = await read(context, memberId, '0001-01', `${yearOf(today) + 1}-12`);
  const open = found.filter(({ active, paidOn }) => active && paidOn === null);
  const [any] = open;
  if (!any) return { amount: 0n, arrears: 0n, nextDebitOn: null, nextDebitAmount: null };
  const policy = context.policy(any.city, today);
  const sum = (of: readonly Row[]): Fen => sumFen(of.map(({ fen }) => fen));
  const next = nextDebit(policy, any.mode, open, today);
  return {
    amount: sum(open.filter(({ dueOn, month }) => (dueOn === null ? month < monthOf(today) : dueOn <= today))),
    arrears: sum(open.filter((row) => standingOf(policy, row, today) === 'ARREARS')),
    nextDebitOn: next?.on ?? null,
    nextDebitAmount: next?.fen ?? null,
  };
}
