import type { CivilDate } from '#kernel/calendar.ts';
import { type Database, type Db, rows } from '#service/database.ts';

/** What happens to an account without moving money, by JGJ/T 320 A.5: 开户 启封 封存 内部转移 基数调整 缓缴 冻结 解冻. */
export type AccountEventCode = '03' | '04' | '05' | '06' | '10' | '13' | '14' | '15';

/** What happened to a member's account on a day. */
export type AccountEvent = { memberId: string; code: AccountEventCode; on: CivilDate; detail: string | null };

type At = { db: Db; today: CivilDate };

/** CJ-10: writes down what happened today to a locked account, for its history. */
export async function noteAccountEvent(
  { db, today }: At,
  accountId: number,
  code: AccountEventCode,
  detail: string | null = null,
): Promise<void> {
  await db.query('INSERT INTO account_event (account_id, code, happened_on, detail) VALUES ($1, $2, $3, $4)', [
    accountId,
    code,
    today,
    detail,
  ]);
}

/** CJ-10, CJ-11: seals accounts that are in use (封存) and notes it today; those that are not stay as they are. */
export const sealAccounts = (at: At, ids: readonly number[], detail: string | null = null): Promise<void> =>
  turn(at, ids, { from: '01', to: '02', code: '05', detail });

/** CJ-10, CJ-12: opens accounts that are sealed (启封) and notes it today; those that are not stay as they are. */
export const unsealAccounts = (at: At, ids: readonly number[], detail: string | null = null): Promise<void> =>
  turn(at, ids, { from: '02', to: '01', code: '04', detail });

type Turn = { from: '01' | '02'; to: '01' | '02'; code: '04' | '05'; detail: string | null };

async function turn({ db, today }: At, ids: readonly number[], { from, to, code, detail }: Turn): Promise<void> {
  await db.query(
    `WITH turned AS (UPDATE account SET status = $3 WHERE id = ANY($1::int[]) AND status = $2 RETURNING id)
     INSERT INTO account_event (account_id, code, happened_on, detail) SELECT id, $4, $5::date, $6 FROM turned`,
    [ids, from, to, code, today, detail],
  );
}

/** CJ-10: what happened to members' accounts, oldest first. */
export function accountEventsOf(db: Db | Database, memberIds: readonly string[]): Promise<AccountEvent[]> {
  return rows<AccountEvent>(
    db,
    `SELECT acc.member_id AS "memberId", e.code, e.happened_on AS "on", e.detail
     FROM account acc JOIN account_event e ON e.account_id = acc.id
     WHERE acc.member_id = ANY($1::uuid[]) ORDER BY e.id`,
    [memberIds],
  );
}
