import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, rows } from '#service/database.ts';

/** An account by the fields of JGJ/T 320 table 5.0.4, amounts in fen; JCSFLX, the identity, is the centre's own extension. */
export type StandardAccount = {
  memberId: string;
  GRZH: string;
  GRJCJS: Fen;
  GRZHZT: string;
  KHRQ: CivilDate;
  GRZHYE: Fen;
  GRZHSNJZYE: Fen;
  GRZHDNGJYE: Fen;
  GRYJCE: Fen;
  DWYJCE: Fen;
  XHRQ: CivilDate | null;
  XHYY: string | null;
  JCSFLX: string;
};

const atOnce = 1000;
const before = '00000000-0000-0000-0000-000000000000';

// What is carried forward is what stood on the last day of settlement and has not been taken out since.
const accountsSql = `
  SELECT acc.member_id AS "memberId", acc.number AS "GRZH", coalesce(plan.base, 0)::bigint AS "GRJCJS",
    acc.status AS "GRZHZT", acc.opened_on AS "KHRQ", own.fen AS "GRZHYE", least(own.fen, carried.fen) AS "GRZHSNJZYE",
    own.fen - least(own.fen, carried.fen) AS "GRZHDNGJYE", coalesce(plan.monthly, 0)::bigint AS "GRYJCE",
    0::bigint AS "DWYJCE", closed.resolved_on AS "XHRQ", closed.reason_code AS "XHYY",
    coalesce((SELECT identity FROM identity_period i WHERE i.member_id = acc.member_id AND i.until_on IS NULL), 'FLEXIBLE')
      AS "JCSFLX"
  FROM account acc
  LEFT JOIN LATERAL (
    SELECT p.base, p.monthly FROM agreement a JOIN plan_version p ON p.agreement_id = a.id
    WHERE a.account_id = acc.id AND a.status = 'ACTIVE' AND p.from_month <= to_char($3::date, 'YYYY-MM')
    ORDER BY p.version DESC LIMIT 1) plan ON true
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(balance), 0)::bigint AS fen FROM ledger_account WHERE owner = acc.member_id) own
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(m.fen), 0)::bigint AS fen FROM ledger_account l CROSS JOIN LATERAL (
      SELECT fen FROM movement WHERE to_account = l.id AND booked_on <= $4::date
      UNION ALL SELECT -fen FROM movement WHERE from_account = l.id AND booked_on <= $4::date) m
    WHERE l.owner = acc.member_id) carried
  LEFT JOIN LATERAL (
    SELECT resolved_on, reason_code FROM payout p WHERE p.account_id = acc.id AND p.status = 'PAID'
      AND p.kind IN ('CLOSING', 'TRANSFER_OUT') AND acc.status IN ('03', '04', '05')
    ORDER BY p.ordinal DESC LIMIT 1) closed ON true
  WHERE acc.city = $1 AND acc.member_id > $2::uuid ORDER BY acc.member_id LIMIT ${atOnce}`;

/** The accounts of a city by the fields of JGJ/T 320, in the order of their members, a thousand at a time. */
export async function* standardAccounts(
  database: Database,
  { city, on, settledOn }: { city: CityCode; on: CivilDate; settledOn: CivilDate },
): AsyncGenerator<StandardAccount> {
  for (let after = before; ; ) {
    const found = await rows<StandardAccount>(database, accountsSql, [city, after, on, settledOn]);
    yield* found;
    if (found.length < atOnce) return;
    after = found.at(-1)!.memberId;
  }
}

/** One movement of an account by the fields of JGJ/T 320 table 5.0.5, amounts in fen. */
export type StandardMovement = {
  GRZH: string;
  JZRQ: CivilDate;
  GJHTQYWLX: string;
  FSE: Fen;
  FSLXE: Fen;
  TQYY: string | null;
  TQFS: string | null;
  YWLSH: string;
  CZBZ: string;
};

// Money held for a payout has not left the account: what is told is what enters from outside, and what leaves.
const movementsSql = `
  SELECT m.id::text AS "YWLSH", acc.number AS "GRZH", m.booked_on AS "JZRQ", m.code AS "GJHTQYWLX", m.fen AS "FSE",
    CASE WHEN m.code = '09' THEN m.fen ELSE 0 END::bigint AS "FSLXE", w.reason_code AS "TQYY",
    CASE WHEN w.reason_code IS NOT NULL THEN '02' END AS "TQFS",
    CASE WHEN m.reverses IS NULL THEN '01' ELSE '02' END AS "CZBZ"
  FROM movement m
  JOIN ledger_account source ON source.id = m.from_account
  JOIN ledger_account target ON target.id = m.to_account
  JOIN account acc ON acc.member_id = coalesce(target.owner, source.owner)
  LEFT JOIN withdrawal w ON w.movement_id = m.id
  WHERE m.city = $1 AND m.id > $2::bigint AND (source.owner IS NULL) <> (target.owner IS NULL)
  ORDER BY m.id LIMIT ${atOnce}`;

/** What entered and left the accounts of a city by the fields of JGJ/T 320, in the order of the book, a thousand at a time. */
export async function* standardMovements(database: Database, city: CityCode): AsyncGenerator<StandardMovement> {
  for (let after = '0'; ; ) {
    const found = await rows<StandardMovement>(database, movementsSql, [city, after]);
    yield* found;
    if (found.length < atOnce) return;
    after = found.at(-1)!.YWLSH;
  }
}
