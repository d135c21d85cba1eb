import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { type Db, rows } from '#service/database.ts';
import { noteLinked } from '#service/persons.ts';
import type { ClosingFacts, ClosingGround } from '../rules/closing.ts';
import type { ClosingSubsidyFacts } from '../rules/closing-subsidy.ts';
import { standsOn } from './freezes.ts';
import { spousesOf } from './household.ts';
import { loansOf } from './loans-of.ts';
import { flexiblePool } from './open-account.ts';

type Account = { id: number; memberId: string };

// A loan that is not settled, or whose lien stands though nothing of the loan has been heard yet; `members` is SQL.
const lentTo = (members: string, kind: string): string => `(
  EXISTS (SELECT FROM member_loan m LEFT JOIN lien l ON l.loan_id = m.loan_id
    WHERE m.member_id = ANY(${members}) AND m.settled_on IS NULL AND coalesce(l.kind, 'FUND') LIKE ${kind})
  OR EXISTS (SELECT FROM lien l WHERE l.member_id = ANY(${members}) AND l.status = 'PLACED' AND l.kind LIKE ${kind}))`;

const factsSql = `
  SELECT acc.status,
    ${lentTo('ARRAY[acc.member_id]', "'FUND'")} AS "fundLoan",
    ${lentTo('ARRAY[acc.member_id]', "'SUBSIDISED'")} AS "subsidisedLoan",
    ${lentTo('$3::uuid[]', "'%'")} AS "spouseLoan",
    EXISTS (SELECT FROM account_freeze f WHERE f.account_id = acc.id AND ${standsOn('f', '$2::date')}) AS frozen,
    EXISTS (SELECT FROM payout p WHERE p.account_id = acc.id AND p.status = 'HELD') AS "payoutHeld",
    EXISTS (SELECT FROM agreement a JOIN debit_line d ON d.agreement_id = a.id JOIN debit_batch b ON b.id = d.batch_id
      WHERE a.account_id = acc.id AND b.status = 'PREPARED') AS "beingDebited"
  FROM account acc WHERE acc.id = $1`;

/** CJ-13: what decides on a day whether an account may be closed, apart from its money; that the spouse was looked at is noted. */
export async function readClosingFacts(
  context: object,
  db: Db,
  account: Account,
  today: CivilDate,
): Promise<Omit<ClosingFacts, 'payable'>> {
  const spouses = await spousesOf(db, account.memberId);
  noteLinked(context, spouses);
  const [facts] = await rows<ClosingFacts>(db, factsSql, [account.id, today, spouses]);
  return facts!;
}

/** A personal ledger account of a member, its balance in fen. */
export type Segment = { ledgerAccount: number; pool: string; segment: string; fen: Fen };

/** CJ-10: what a member owns, by pool and segment. */
export function segmentsOf(db: Db, memberId: string): Promise<Segment[]> {
  const sql = `SELECT id AS "ledgerAccount", pool, segment, balance AS fen FROM ledger_account WHERE owner = $1 ORDER BY id`;
  return rows<Segment>(db, sql, [memberId]);
}

// Of an account that was closed before, what followed the last payment of its closing.
const earnedSql = `
  WITH own AS (SELECT id, segment FROM ledger_account WHERE owner = $1 AND pool = $2),
  last AS (
    SELECT coalesce(max(part.settle_movement), 0) AS movement FROM payout p JOIN payout_part part ON part.payout_id = p.id
    WHERE p.account_id = $4 AND p.kind IN ('CLOSING', 'TRANSFER_OUT') AND p.status = 'PAID'),
  entered AS (
    SELECT m.id, m.fen, m.code, m.booked_on, own.segment,
      m.reverses IS NULL AND NOT EXISTS (SELECT FROM movement r WHERE r.reverses = m.id) AS stands
    FROM own JOIN movement m ON m.to_account = own.id CROSS JOIN last WHERE m.id > last.movement),
  gone AS (
    SELECT m.fen, m.booked_on FROM own JOIN movement m ON m.from_account = own.id CROSS JOIN last WHERE m.id > last.movement)
  SELECT
    coalesce(sum(fen) FILTER (WHERE stands AND segment = 'INTEREST' AND code = '09'), 0)::bigint AS "interestEarned",
    coalesce(sum(fen) FILTER (WHERE stands AND segment = 'FLEXIBLE' AND code IN ('01', '02')), 0)::bigint AS contributed,
    (coalesce(sum(fen * ($3::date - booked_on)), 0)
      - (SELECT coalesce(sum(fen * ($3::date - booked_on)), 0) FROM gone))::bigint AS product
  FROM entered`;

/** HZ-07: what the interest subsidy of a closing is reckoned by, to the day before `on`. */
export async function readSubsidyFacts(
  db: Db,
  account: Account,
  { ground, on }: { ground: ClosingGround; on: CivilDate },
): Promise<ClosingSubsidyFacts> {
  const { ever } = await loansOf(db, account.memberId);
  const [earned] = await rows<Omit<ClosingSubsidyFacts, 'ground' | 'everLent'>>(db, earnedSql, [
    account.memberId,
    flexiblePool,
    on,
    account.id,
  ]);
  return { ground, everLent: ever, ...earned! };
}
