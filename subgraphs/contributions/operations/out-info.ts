import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import { type Database, rows } from '#service/database.ts';
import type { OutInfo } from '../adaptors/transfer-platform.ts';
import type { Transfer } from './transfers.ts';

type History = {
  openedOn: CivilDate;
  paidThrough: CivilMonth | null;
  streakMonths: number;
  loans: number;
  outstanding: boolean;
};

// What the message asks: whether the last months were paid without a gap, and how many of them.
const runningMonths = 6;

/** HZ-12: what is told of an account that is sent to another centre, by BDC905; amounts in fen. */
export async function outInfoOf(database: Database, transfer: Transfer): Promise<OutInfo> {
  const [history] = await rows<History>(
    database,
    `SELECT acc.opened_on AS "openedOn", acc.streak_months AS "streakMonths",
       (SELECT max(d.month) FROM agreement a JOIN period_due d ON d.agreement_id = a.id
        WHERE a.account_id = acc.id AND d.filled_on IS NOT NULL) AS "paidThrough",
       (SELECT count(*)::int FROM member_loan l WHERE l.member_id = acc.member_id) AS loans,
       EXISTS (SELECT FROM member_loan l WHERE l.member_id = acc.member_id AND l.settled_on IS NULL) AS outstanding
     FROM account acc WHERE acc.id = $1`,
    [transfer.accountId],
  );
  const { openedOn, paidThrough, streakMonths, loans, outstanding } = history!;
  const principal = transfer.principal ?? 0n;
  const interest = transfer.interest ?? 0n;
  const amounts = { amount: principal + interest, principal, interest };
  const sixMonthsRunning = streakMonths >= runningMonths;
  return { ...amounts, openedOn, paidThrough, sixMonthsRunning, loans, loansSettled: !outstanding, fraud: false };
}
