import { type CivilDate, type CivilMonth, nextMonth, yearOf } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { type AccountCode, internalAccount } from '#ledger/accounts.ts';
import { postSelected } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import { type Due, duesCovered } from '../rules/dues.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import { allThrough, beforeRetirement, createDues, planOfMonth } from './create-dues.ts';
import { refuseFrozenIn } from './freezes.ts';
import type { LockedAccount } from './lock-account.ts';
import { flexiblePool } from './open-account.ts';

const unpaid = `
  SELECT d.month, coalesce(known.due_fen, plan.monthly) AS fen
  FROM agreement a
  JOIN enrolment e ON e.member_id = a.member_id
  CROSS JOIN LATERAL (
    SELECT to_char(day, 'YYYY-MM') AS month
    FROM generate_series((a.first_month || '-01')::date, ($2 || '-01')::date, interval '1 month') AS day) d
  LEFT JOIN period_due known ON known.agreement_id = a.id AND known.month = d.month
  CROSS JOIN LATERAL ${planOfMonth} plan
  WHERE a.id = $1 AND known.filled_on IS NULL
    AND (known.month IS NOT NULL OR (d.month >= a.due_next AND ${beforeRetirement}))
  ORDER BY d.month`;

/** The months that can be paid now, oldest first: arrears of the agreement, then what is to come, to the end of next year. */
export function unpaidDues(db: Db, agreement: AgreementInForce, today: CivilDate): Promise<Due[]> {
  return rows<Due>(db, unpaid, [agreement.id, `${yearOf(today) + 1}-12`]);
}

/** Where money that pays dues comes from, and the name under which it is booked. */
type Source = { code: AccountCode; run: string };
const atTheCounter: Source = { code: 'bank:custody', run: 'counter' };

/** CJ-07: books an amount in fen that pays whole months, one movement a month, and tells the months. */
export async function payDues(
  db: Db,
  to: { account: LockedAccount; agreement: AgreementInForce },
  payment: { dues: readonly Due[]; amount: Fen; today: CivilDate; from?: Source },
): Promise<CivilMonth[]> {
  const { account, agreement } = to;
  await refuseFrozenIn({ db, today: payment.today }, account.id);
  const { code, run } = payment.from ?? atTheCounter;
  const months = duesCovered(account.city, payment.dues, payment.amount).map(({ month }) => month);
  const last = months.at(-1)!;
  await createDues(db, { city: account.city, first: account.id, last: account.id }, allThrough(last), {
    dueOn: payment.today,
  });
  const from = await internalAccount(db, { city: account.city, pool: flexiblePool, code });
  await postSelected(db, {
    select: `SELECT $1::integer AS from_account, $2::integer AS to_account, due_fen AS fen, '01'::text AS code,
        $3::date AS booked_on, month AS period, $6::text AS run
      FROM period_due WHERE agreement_id = $4 AND month = ANY($5::text[]) AND filled_on IS NULL`,
    params: [from, account.flexible, payment.today, agreement.id, months, run],
  });
  await db.query(
    `UPDATE period_due SET paid_fen = due_fen, filled_on = $3
     WHERE agreement_id = $1 AND month = ANY($2::text[]) AND filled_on IS NULL`,
    [agreement.id, months, payment.today],
  );
  return months;
}

/** The month after the last one that was paid under any agreement of an account; null when nothing was paid. */
export async function monthAfterLastPaid(db: Db, accountId: number): Promise<CivilMonth | null> {
  const last = await lastPaidMonth(db, 'a.account_id', accountId);
  return last && nextMonth(last);
}

/** The last month that is paid under an agreement; null when nothing was paid. */
export function lastPaidOf(db: Db, agreementId: string): Promise<CivilMonth | null> {
  return lastPaidMonth(db, 'a.id', agreementId);
}

async function lastPaidMonth(db: Db, by: 'a.id' | 'a.account_id', id: string | number): Promise<CivilMonth | null> {
  const [row] = await rows<{ month: CivilMonth | null }>(
    db,
    `SELECT max(d.month) AS month FROM agreement a JOIN period_due d ON d.agreement_id = a.id
     WHERE ${by} = $1 AND d.filled_on IS NOT NULL`,
    [id],
  );
  return row!.month;
}
