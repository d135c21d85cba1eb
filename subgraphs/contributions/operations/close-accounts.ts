import { type CivilDate, type CivilMonth, firstDay, lastDay } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { Booked } from '#ledger/post.ts';
import type { CityPolicy } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { MonthClosedRow } from '#service/event-types.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { type Standing, standingAtMonthEnd } from '../rules/lapse.ts';
import { fullUntil, type Streak, streakAfter, withdrawnInRun } from '../rules/streak.ts';
import { arrearsAt, endLapsed } from './arrears.ts';
import { type Accounts, allThrough, createDues } from './create-dues.ts';
import { loanOutstandingOn } from './loans-of.ts';
import { type Chunk, lockAccounts, type RunOf } from './run-in-chunks.ts';
import { saveStreaks } from './save-streaks.ts';
import { lastWithdrawalUpTo } from './withdraw.ts';

type AccountMonth = {
  id: number;
  memberId: string;
  months: number;
  from: CivilMonth | null;
  through: CivilMonth | null;
  streakAgreement: string | null;
  lastWithdrawalOn: CivilDate | null;
  loanOutstanding: boolean;
  /** The agreement that owed this month; null when none did. */
  agreement: string | null;
  filledOn: CivilDate | null;
  paid: Fen | null;
  inForce: string | null;
  unpaidMonths: number;
  unpaidSince: CivilMonth | null;
};

type Closed = { account: AccountMonth; streak: Streak; standing: Standing; row: MonthClosedRow; tell: boolean };

const rowsPerEvent = 500;

/**
 * Whether the closing of the month `d.month` told of what agreement `a` owed and paid of it. A month that was paid ahead and
 * came after the agreement's end was told, if at all, as one without a contribution.
 */
export const owedWhenClosed = "(a.ended_on IS NULL OR a.ended_on >= (d.month || '-01')::date)";

/** A month is closed when nothing can be paid for it in time any more. */
export function refuseBeforeMonthEnd(context: Context, city: CityCode, month: CivilMonth): void {
  const until = fullUntil(context.policy(city, lastDay(month)), month);
  if (context.clock.today() <= until) throw new Error(`${month} can be closed after ${until}`);
}

/**
 * Closes a month for the accounts of a chunk: ends agreements with more than three unpaid months (CJ-11), moves the runs
 * of full months on (CJ-15) and tells each account's month. Answers how many agreements ended.
 */
export async function closeAccounts(
  context: Context,
  { db, emit, today }: Transaction,
  { run, chunk }: { run: RunOf; chunk: Chunk },
): Promise<Booked> {
  const month = run.period;
  const policy = context.policy(run.city, lastDay(month));
  await lockAccounts(db, chunk.accounts);
  await createDues(db, chunk.accounts, allThrough(month), { dueOn: lastDay(month) });
  const accounts = await accountMonths(db, chunk.accounts, month, fullUntil(policy, month));
  const closed = accounts.map((account) => closeOne(policy, account, month));
  await saveStreaks(
    db,
    closed.map(({ account: { id }, streak }) => ({ id, streak })),
  );
  const lapsed = closed.filter(({ standing }) => standing === 'lapsed').map(({ account }) => account);
  const ending = lapsed.map(({ id, inForce }) => ({ account: id, agreement: inForce! }));
  await endLapsed(db, ending, lastDay(month));
  await noteBreaches(db, closed, today);
  const told = closed.filter(({ tell }) => tell).map(({ row }) => row);
  for (let at = 0; at < told.length; at += rowsPerEvent) {
    const number = chunk.number * 1000 + at / rowsPerEvent;
    emit({ type: 'month-closed', city: run.city, month, chunk: number, rows: told.slice(at, at + rowsPerEvent) });
  }
  return { rows: lapsed.length, fen: 0n };
}

function closeOne(policy: CityPolicy, account: AccountMonth, month: CivilMonth): Closed {
  const full = account.filledOn !== null && account.filledOn <= fullUntil(policy, month);
  const before: Streak = { ...account, agreement: account.streakAgreement };
  const { agreement } = account;
  const streak = streakAfter(before, { month, full, agreement });
  // Withdrawals only: whoever judges the use of the funds is told of loans by the loan register itself.
  const used = withdrawnInRun(streak.from, account.lastWithdrawalOn);
  const creditedFen = String(account.paid ?? 0n);
  return {
    account,
    streak,
    standing: account.inForce ? standingAtMonthEnd(policy, account) : 'in-force',
    row: { memberId: account.memberId, full, creditedFen, streakMonths: streak.months, used },
    // Nobody waits to hear of an account that owed nothing and had no run to lose.
    tell: agreement !== null || account.months > 0,
  };
}

function accountMonths(db: Db, accounts: Accounts, month: CivilMonth, until: CivilDate): Promise<AccountMonth[]> {
  return rows<AccountMonth>(
    db,
    `SELECT acc.id, acc.member_id AS "memberId", acc.streak_months AS months, acc.streak_from AS "from",
       acc.streak_through AS through, acc.streak_agreement AS "streakAgreement",
       ${lastWithdrawalUpTo('acc.id', '$7')} AS "lastWithdrawalOn",
       ${loanOutstandingOn('acc.member_id', '$7')} AS "loanOutstanding", owed.agreement_id AS agreement,
       owed.filled_on AS "filledOn", owed.paid_fen AS paid, force.id AS "inForce",
       arrears.months AS "unpaidMonths", arrears.since AS "unpaidSince"
     FROM account acc
     LEFT JOIN LATERAL (
       SELECT d.agreement_id, d.filled_on, d.paid_fen
       FROM agreement a JOIN period_due d ON d.agreement_id = a.id AND d.month = $4
       WHERE a.account_id = acc.id AND (a.ended_on IS NULL OR a.ended_on >= $5)
       ORDER BY d.filled_on NULLS LAST, a.number DESC LIMIT 1) owed ON true
     LEFT JOIN agreement force ON force.member_id = acc.member_id AND force.status = 'ACTIVE'
     CROSS JOIN LATERAL ${arrearsAt('force.id', '$4', '$6')} arrears
     WHERE acc.city = $1 AND acc.id BETWEEN $2 AND $3
     ORDER BY acc.id`,
    [accounts.city, accounts.first, accounts.last, month, firstDay(month), until, lastDay(month)],
  );
}

async function noteBreaches(db: Db, closed: readonly Closed[], on: CivilDate): Promise<void> {
  const breaches = closed.filter(({ standing }) => standing === 'breach').map(({ account }) => account);
  if (breaches.length === 0) return;
  await db.query(
    `INSERT INTO arrears_breach (agreement_id, since_month, noted_on)
     SELECT agreement, since, $3 FROM unnest($1::uuid[], $2::text[]) AS breach (agreement, since) ON CONFLICT DO NOTHING`,
    [breaches.map(({ inForce }) => inForce), breaches.map(({ unpaidSince }) => unpaidSince), on],
  );
}
