import { addMonths, type CivilDate, laterOf, monthOf, monthsBetween } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { averageBalance, type BalanceChange } from '../rules/average.ts';

/** HZ-06: what a loan is measured by, as it stood at the beginning of a day; amounts in fen, the 积数 in fen-days. */
export type DepositBasis = {
  memberId: string;
  asOf: CivilDate;
  /** JGJ/T 320 A.6. */
  accountStatus: string;
  openedOn: CivilDate;
  /** Whole months that the account has been held. */
  monthsHeld: number;
  /** The first of the days that the average counts. */
  averageFrom: CivilDate;
  days: number;
  product: Fen;
  average: Fen;
  balance: Fen;
  /** The base of contribution of the plan in force; null without one. */
  base: Fen | null;
};

type Row = { memberId: string; city: CityCode; accountStatus: string; openedOn: CivilDate; base: Fen | null };

const accountsSql = `
  SELECT acc.member_id AS "memberId", acc.city, acc.status AS "accountStatus", acc.opened_on AS "openedOn",
    (SELECT p.base FROM agreement a JOIN plan_version p ON p.agreement_id = a.id
     WHERE a.account_id = acc.id AND a.status = 'ACTIVE' AND p.from_month <= $2 ORDER BY p.version DESC LIMIT 1) AS base
  FROM account acc WHERE acc.member_id = ANY($1::uuid[])`;

// What is held for a payout is on its way out and counts no more; the day of a deposit counts when it is over.
const changesSql = `
  SELECT l.owner AS "memberId", m.booked_on AS on, sum(m.fen)::bigint AS fen
  FROM ledger_account l CROSS JOIN LATERAL (
    SELECT booked_on, fen FROM movement WHERE to_account = l.id AND booked_on < $2::date
    UNION ALL
    SELECT booked_on, -fen FROM movement WHERE from_account = l.id AND booked_on < $2::date) m
  WHERE l.owner = ANY($1::uuid[]) AND l.segment <> 'HELD' GROUP BY 1, 2 ORDER BY 1, 2`;

/**
 * HZ-06, HZ-03: the daily average balance (日均缴存余额) over the window that the city's policy names, the balance and the
 * months held of members who have an account, in two statements for any number of them.
 */
export async function depositBases(context: Context, memberIds: readonly string[]): Promise<DepositBasis[]> {
  const today = context.clock.today();
  const accounts = await rows<Row>(context.database, accountsSql, [memberIds, monthOf(today)]);
  const changes = await rows<BalanceChange & { memberId: string }>(context.database, changesSql, [memberIds, today]);
  const byMember = Map.groupBy(changes, ({ memberId }) => memberId);
  return accounts.map(({ city, ...account }) => {
    const window = context.policy(city, today).loan.averageWindow.value;
    const { openedOn } = account;
    const averageFrom = window === 'last-12-months' ? laterOf(openedOn, addMonths(today, -12)) : openedOn;
    const own = byMember.get(account.memberId) ?? [];
    const balance = sumFen(own.map(({ fen }) => fen));
    const monthsHeld = wholeMonths(openedOn, today);
    return { ...account, asOf: today, monthsHeld, averageFrom, balance, ...averageOf(averageFrom, today, own) };
  });
}

// On the day of its opening an account has no day that is over.
function averageOf(from: CivilDate, to: CivilDate, changes: readonly BalanceChange[]) {
  if (from >= to) return { days: 0, product: 0n, average: 0n };
  const before = sumFen(changes.filter(({ on }) => on <= from).map(({ fen }) => fen));
  const within = changes.filter(({ on }) => on > from);
  const { days, product, average } = averageBalance({ from, to }, [{ on: from, fen: before }, ...within]);
  return { days, product, average };
}

function wholeMonths(from: CivilDate, to: CivilDate): number {
  const months = monthsBetween(monthOf(from), monthOf(to));
  return addMonths(from, months) <= to ? months : months - 1;
}
