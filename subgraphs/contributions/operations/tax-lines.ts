import { applyRate, type Fen, rate } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';

/** The deduction of a tax year for a range of accounts, by the figures of an export; the ceiling is in fen. */
export type TaxLinesOf = {
  city: CityCode;
  taxYear: number;
  first: number;
  last: number;
  capRatio: string;
  ceilingBase: Fen;
  basis: 'cash' | 'period';
};

const million = 1_000_000n;

/** A share as whole millionths; one that is finer would be rounded unseen and is a fault. */
function millionths(ratio: string): Fen {
  const floor = applyRate(million, rate(ratio), 'floor-fen');
  if (floor !== applyRate(million, rate(ratio), 'ceil-fen')) throw new Error('A cap ratio is finer than a millionth');
  return floor;
}

const yuanOf = (fen: string) => `(${fen}) / 100 || '.' || lpad((${fen}) % 100 || '', 2, '0')`;

// CJ-14 as rules/deduction.ts has it: a cap belongs to a calendar month of the year and counts once; the month that is
// paid for itself has it, or else the first of those that were credited in it.
const persons = `
  month AS (
    SELECT acc.id AS account, d.month, d.filled_on, CASE WHEN d.counts THEN d.paid_fen ELSE 0 END AS fen,
      CASE WHEN row_number() OVER (PARTITION BY acc.id, d.cap_month ORDER BY d.inside DESC, d.month) = 1
        THEN (least(d.base, $5::bigint) * $6::bigint + 500000) / 1000000 ELSE 0 END AS cap
    FROM account acc JOIN agreement a ON a.account_id = acc.id
    CROSS JOIN LATERAL (
      SELECT p.*, CASE WHEN inside THEN month ELSE to_char(filled_on, 'YYYY-MM') END AS cap_month
      FROM (
        SELECT month, filled_on, paid_fen, base, month BETWEEN $4 || '-01' AND $4 || '-12' AS inside,
          CASE WHEN $7 = 'cash' THEN filled_on BETWEEN ($4 || '-01-01')::date AND ($4 || '-12-31')::date
            ELSE month BETWEEN $4 || '-01' AND $4 || '-12' END AS counts
        FROM period_due WHERE agreement_id = a.id AND filled_on IS NOT NULL) p
      WHERE inside OR counts) d
    WHERE acc.city = $1 AND acc.id BETWEEN $2 AND $3),
  person AS (
    SELECT account, least(sum(fen), sum(cap))::bigint AS amount, sum(fen)::bigint AS contributed, sum(cap)::bigint AS cap,
      string_agg('{"period":"' || month || '","contributed":"' || ${yuanOf('fen')} || '","creditedOn":"' || filled_on
        || '","cap":"' || ${yuanOf('cap')} || '"}', ',' ORDER BY month) AS months
    FROM month GROUP BY account)`;

// A line that lacks its reference must not vanish as NULL: it is counted, and refused.
const jsonLine = `'{"reference":"' || coalesce(p.tax_reference, '') || '","taxYear":' || $4 || ',"amount":"' || ${yuanOf('p.amount')}
  || '","contributed":"' || ${yuanOf('p.contributed')} || '","cap":"' || ${yuanOf('p.cap')} || '","capRatio":"' || $8
  || '","months":[' || p.months || ']}'`;

// What is told of whom, and of an account that was told of before and has nothing to tell any more that it has nothing.
const linesCte = `
  told AS (
    SELECT DISTINCT ON (account_id) account_id AS account, fingerprint FROM tax_export_line
    WHERE export_id = ANY($9::int[]) AND account_id BETWEEN $2 AND $3 ORDER BY account_id, export_id DESC),
  line AS (
    SELECT p.account, p.member_id, p.tax_reference, p.amount, p.contributed, p.cap, ${jsonLine} AS json, p.fingerprint
    FROM (
      SELECT acc.id AS account, acc.member_id, e.tax_reference, coalesce(amount, 0) AS amount,
        coalesce(contributed, 0) AS contributed, coalesce(cap, 0) AS cap, coalesce(months, '') AS months, told.fingerprint
      FROM account acc JOIN enrolment e ON e.member_id = acc.member_id
        LEFT JOIN person ON person.account = acc.id LEFT JOIN told ON told.account = acc.id
      WHERE acc.city = $1 AND acc.id BETWEEN $2 AND $3 AND (person.account IS NOT NULL OR told.account IS NOT NULL)) p),
  changed AS MATERIALIZED (
    SELECT line.*, md5(json)::uuid AS mark FROM line WHERE fingerprint IS DISTINCT FROM md5(json)::uuid)`;

/** The statement that yields one line a person (`account`, `json`), as a chunk of an export reads it; for a measurement. */
export const taxLinesSql = `WITH ${persons}, ${linesCte} SELECT account, json FROM changed ORDER BY account`;

const csvLine = `coalesce(tax_reference, '') || ',' || $4 || ',' || ${yuanOf('amount')} || ',' || ${yuanOf('contributed')} || ','
  || ${yuanOf('cap')} || ',' || $8`;

const chunkSql = `
  WITH ${persons}, ${linesCte},
  kept AS (
    INSERT INTO tax_export_line (export_id, account_id, fingerprint)
    SELECT $10::int, account, mark FROM changed WHERE $10::int IS NOT NULL ON CONFLICT DO NOTHING)
  SELECT count(*)::int AS rows, coalesce(sum(amount), 0)::bigint AS fen,
    count(*) FILTER (WHERE tax_reference IS NULL)::int AS nameless,
    coalesce(string_agg(json, E'\\n' ORDER BY account) || E'\\n', '') AS json,
    CASE WHEN $11 THEN coalesce(string_agg(${csvLine}, E'\\r\\n' ORDER BY account) || E'\\r\\n', '') END AS csv,
    coalesce(string_agg(uuid_send(member_id), ''::bytea ORDER BY account), ''::bytea) AS subjects
  FROM changed`;

/** The lines of a chunk as text, whom they are about (16 bytes each), how many, and the sum of the amounts in fen. */
export type TaxLines = { rows: number; fen: Fen; nameless: number; json: string; csv: string | null; subjects: Buffer };

/** What the statement is given: the range, the year and the figures, and the exports that told of the year before. */
export function taxLinesParameters(of: TaxLinesOf, toldBy: readonly number[]): unknown[] {
  const figures = [of.ceilingBase, millionths(of.capRatio), of.basis, of.capRatio];
  return [of.city, of.first, of.last, String(of.taxYear), ...figures, toldBy];
}

/**
 * CJ-14, AG-01: the deductible amounts of a year of a range of accounts, only those that differ from what the exports
 * `toldBy` told last; keeps under `keepAs`, if that is given, what each line was.
 */
export async function readTaxLines(
  db: Db,
  of: TaxLinesOf,
  { toldBy, keepAs, csv }: { toldBy: readonly number[]; keepAs: number | null; csv: boolean },
): Promise<TaxLines> {
  const [lines] = await rows<TaxLines>(db, chunkSql, [...taxLinesParameters(of, toldBy), keepAs, csv]);
  return lines!;
}
