import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import { maskAccount } from '#kernel/mask.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { fundsUsed } from '../rules/streak.ts';
import { lendingOf } from './loans-of.ts';
import type { SegmentName } from './read-movements.ts';
import { lastWithdrawalUpTo } from './withdraw.ts';

/** An account as its member sees it; amounts in fen. */
export type AccountView = {
  memberId: string;
  numberMasked: string;
  statusCode: string;
  openedOn: CivilDate;
  balance: Fen;
  /** Each with its pool, `652300:flexible`. */
  segments: { pool: string; segment: SegmentName; balance: Fen }[];
};

type Row = { memberId: string; number: string; statusCode: string; openedOn: CivilDate };
type SegmentRow = { memberId: string; pool: string; segment: SegmentName; balance: Fen };

/** The accounts of members, with their segments (CJ-10); none for a member who has not opened one. */
export async function readAccounts(context: Context, memberIds: readonly string[]): Promise<AccountView[]> {
  const accounts = await rows<Row>(
    context.database,
    `SELECT member_id AS "memberId", number, status AS "statusCode", opened_on AS "openedOn"
     FROM account WHERE member_id = ANY($1::uuid[])`,
    [memberIds],
  );
  const segments = await rows<SegmentRow>(
    context.database,
    `SELECT owner AS "memberId", city || ':' || pool AS pool, segment, balance
     FROM ledger_account WHERE owner = ANY($1::uuid[]) ORDER BY id`,
    [memberIds],
  );
  const byMember = Map.groupBy(segments, ({ memberId }) => memberId);
  return accounts.map(({ number, ...account }) => {
    const own = byMember.get(account.memberId) ?? [];
    return {
      ...account,
      numberMasked: maskAccount(number),
      balance: sumFen(own.map((each) => each.balance)),
      segments: own,
    };
  });
}

/** The run of continuous full months as of the last closed month (CJ-15). */
export type StreakView = {
  memberId: string;
  continuousFullMonths: number;
  throughMonth: CivilMonth | null;
  fundsUsed: boolean;
};

type StreakRow = {
  memberId: string;
  city: CityCode;
  months: number;
  from: CivilMonth | null;
  through: CivilMonth | null;
  lastWithdrawalOn: CivilDate | null;
  lastLoanOn: CivilDate | null;
  loanOutstanding: boolean;
};

/** The streaks of members who have an account. */
export async function readStreaks(context: Context, memberIds: readonly string[]): Promise<StreakView[]> {
  const today = context.clock.today();
  const found = await rows<StreakRow>(
    context.database,
    `SELECT acc.member_id AS "memberId", acc.city, acc.streak_months AS months, acc.streak_from AS "from",
       acc.streak_through AS through, ${lastWithdrawalUpTo('acc.id', '$2')} AS "lastWithdrawalOn", lending.*
     FROM account acc CROSS JOIN LATERAL ${lendingOf('acc.member_id')} lending WHERE acc.member_id = ANY($1::uuid[])`,
    [memberIds, today],
  );
  return found.map((row) => ({
    memberId: row.memberId,
    continuousFullMonths: row.months,
    throughMonth: row.through,
    fundsUsed: fundsUsed(context.policy(row.city, today), row.from, row),
  }));
}
