import { addMonths, type CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityPolicy } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, rows } from '#service/database.ts';
import { riskGrade } from '../rules/grades.ts';
import { periodsSql } from './portfolio.ts';

/** A contract and its account by the fields of JGJ/T 320 tables 6.0.2 and 6.0.5; amounts in fen, rates as percent text. */
export type StandardLoan = {
  memberId: string;
  DKZH: string;
  JKHTBH: string;
  DKDBLX: string;
  YDFKRQ: CivilDate;
  YDDQRQ: CivilDate;
  DKHKFS: string;
  HTDKJE: Fen;
  DKLX: string;
  DKQS: number;
  FWZJ: Fen | null;
  JKHTLL: string;
  JKHTQDRQ: CivilDate;
  YDHKR: string;
  DKFXDJ: string;
  DKFFE: Fen;
  DKFFRQ: CivilDate;
  DKYE: Fen;
  DKLL: string;
  DKJQRQ: CivilDate | null;
  HSBJZE: Fen;
  HSLXZE: Fen;
  FXZE: Fen;
  TQGHBJZE: Fen;
  YQBJZE: Fen;
  YQLXZE: Fen;
  LJYQQS: number;
};

type Row = Omit<StandardLoan, 'DKFXDJ' | 'YDDQRQ' | 'JKHTBH' | 'DKLX' | 'DKDBLX' | 'YDHKR'> & { id: string };

const atOnce = 1000;
const before = '00000000-0000-0000-0000-000000000000';

const loansSql = `
  SELECT loan.id, loan.member_id AS "memberId", contract_number AS "DKZH", disbursed_on AS "YDFKRQ",
    CASE loan.method WHEN 'EQUAL_INSTALMENT' THEN '01' ELSE '02' END AS "DKHKFS", loan.principal AS "HTDKJE",
    loan.months AS "DKQS", app.house_price AS "FWZJ", annual_rate AS "JKHTLL", requested_on AS "JKHTQDRQ",
    loan.principal AS "DKFFE", disbursed_on AS "DKFFRQ", account.balance AS "DKYE", annual_rate AS "DKLL",
    coalesce(settled_on, recovered_on) AS "DKJQRQ", plan.principal + early.fen + recovered.principal AS "HSBJZE", earned.fen AS "HSLXZE",
    plan.penalty + recovered.penalty AS "FXZE", plan.ahead + early.fen AS "TQGHBJZE", least(plan.late_principal, coalesce(w.amount, plan.late_principal) - recovered.principal) AS "YQBJZE",
    greatest(plan.late_interest - recovered.interest, 0) AS "YQLXZE",
    plan.late AS "LJYQQS"
  FROM loan
  JOIN ledger_account account ON account.owner = loan.id
  LEFT JOIN loan_application app ON app.loan_id = loan.id
  LEFT JOIN write_off w ON w.loan_id = loan.id AND w.status = 'WRITTEN_OFF'
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(principal), 0)::bigint AS principal, coalesce(sum(interest), 0)::bigint AS interest,
      coalesce(sum(penalty), 0)::bigint AS penalty
    FROM recovery WHERE loan_id = loan.id) recovered
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(paid_principal), 0)::bigint AS principal,
      coalesce(sum(paid_principal) FILTER (WHERE due_on > closed_on), 0)::bigint AS ahead,
      coalesce(sum(paid_penalty), 0)::bigint AS penalty,
      coalesce(sum(i.principal - paid_principal) FILTER (WHERE overdue), 0)::bigint AS late_principal,
      coalesce(sum(i.interest - paid_interest) FILTER (WHERE overdue), 0)::bigint AS late_interest,
      coalesce(sum(${periodsSql('recalled', 'due_on', '$3::date')}) FILTER (WHERE overdue), 0)::int AS late
    FROM (SELECT *, (closed_on IS NULL OR (loan.status = 'WRITTEN_OFF' AND loan.recovered_on IS NULL)) AND due_on < $3::date AND paid_principal + paid_interest < principal + interest AS overdue
      FROM instalment WHERE loan_id = loan.id) i) plan
  -- What is repaid early takes interest that no month of the plan has: the book has all of it.
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(m.fen), 0)::bigint AS fen FROM movement m JOIN ledger_account source ON source.id = m.from_account
    WHERE m.run = 'loan:' || loan.id AND m.run LIKE 'loan:%' AND source.code = 'income:interest') earned
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(prepaid), 0)::bigint AS fen FROM plan_change WHERE loan_id = loan.id) early
  WHERE loan.city = $1 AND disbursed_on IS NOT NULL AND (loan.member_id, loan.id) > ($2::uuid, $4::uuid)
  ORDER BY loan.member_id, loan.id LIMIT ${atOnce}`;

/** The loans of a city that were paid out by the fields of JGJ/T 320, in the order of their members, a thousand at a time. */
export async function* standardLoans(
  database: Database,
  { city, on, policy }: { city: CityCode; on: CivilDate; policy: CityPolicy },
): AsyncGenerator<StandardLoan> {
  for (let after = { memberId: before, id: before }; ; ) {
    const found = await rows<Row>(database, loansSql, [city, after.memberId, on, after.id]);
    for (const row of found) yield standardLoan(row, policy);
    if (found.length < atOnce) return;
    after = found.at(-1)!;
  }
}

function standardLoan({ id: _, ...row }: Row, { national }: CityPolicy): StandardLoan {
  return {
    ...row,
    JKHTBH: row.DKZH,
    // 其他: a lien on the account is none of mortgage, pledge and guarantee, and no other security is recorded.
    DKDBLX: '99',
    YDDQRQ: addMonths(row.DKFFRQ, row.DKQS),
    DKLX: national.codes.loanType.value.fund,
    YDHKR: row.DKFFRQ.slice(-2),
    DKFXDJ: row.DKJQRQ === null ? riskGrade(row.LJYQQS, national) : '01',
  };
}

/** What was paid out and repaid of a loan by the fields of JGJ/T 320 table 6.0.6, amounts in fen. */
export type StandardLoanBusiness = {
  DKZH: string;
  DKYWMXLX: string;
  YWFSRQ: CivilDate;
  FSE: Fen;
  BJJE: Fen;
  LXJE: Fen;
  FXJE: Fen;
  JZRQ: CivilDate;
  YWLSH: string;
};

// What is repaid at once is several movements of one run: principal leaves the loan, interest and penalty the income.
const businessSql = `
  SELECT loan.contract_number AS "DKZH", m.code AS "DKYWMXLX", m.booked_on AS "YWFSRQ", m.booked_on AS "JZRQ",
    sum(m.fen)::bigint AS "FSE", coalesce(sum(m.fen) FILTER (WHERE source.code NOT LIKE 'income:%'), 0)::bigint AS "BJJE",
    coalesce(sum(m.fen) FILTER (WHERE source.code = 'income:interest'), 0)::bigint AS "LXJE",
    coalesce(sum(m.fen) FILTER (WHERE source.code = 'income:penalty'), 0)::bigint AS "FXJE", min(m.id)::text AS "YWLSH"
  FROM loan JOIN movement m ON m.run = 'loan:' || loan.id AND m.run LIKE 'loan:%'
  JOIN ledger_account source ON source.id = m.from_account
  WHERE loan.id = ANY($1::uuid[])
  GROUP BY loan.contract_number, m.code, m.booked_on ORDER BY loan.contract_number, min(m.id)`;
const somePaidOut = `SELECT id FROM loan WHERE city = $1 AND disbursed_on IS NOT NULL AND id > $2::uuid ORDER BY id LIMIT 50`;

/** The business of a city's loans by the fields of JGJ/T 320, fifty loans at a time. */
export async function* standardLoanBusiness(database: Database, city: CityCode): AsyncGenerator<StandardLoanBusiness> {
  for (let after = before; ; ) {
    const found = await rows<{ id: string }>(database, somePaidOut, [city, after]);
    if (found.length === 0) return;
    yield* await rows<StandardLoanBusiness>(database, businessSql, [found.map(({ id }) => id)]);
    after = found.at(-1)!.id;
  }
}
