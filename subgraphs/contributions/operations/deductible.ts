import { yearOf } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type CityPolicy, demonstrationFigures } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';
import { type DeductionMonth, deductionOf, type PaidMonth } from '../rules/deduction.ts';

/** Whose deduction is asked for, and the prior year's average monthly income in fen as the tax bureau knows it. */
export type DeductionKey = { memberId: string; averageIncome: Fen | null };

/** The deductible amount with all that explains it; amounts in fen. */
export type DeductionView = {
  /** The city in which the person was approved: whose bureau may be told. */
  city: CityCode;
  taxYear: number;
  amount: Fen;
  contributed: Fen;
  cap: Fen;
  capRatio: string;
  ceilingBase: Fen;
  baseSource: 'CONTRIBUTION_BASE' | 'INCOME_AS_GIVEN';
  basis: { clause: string; document: string; status: string }[];
  months: DeductionMonth[];
  demonstrationFigures: string[];
};

type Row = { memberId: string; city: CityCode } & { [K in keyof PaidMonth]: PaidMonth[K] | null };

/**
 * CJ-14: the deductible amounts of a tax year, in the order asked and with one statement for all; null for a member who
 * has not been approved. Refuses a year that no figure covers.
 */
export async function deductible(
  context: Context,
  keys: readonly DeductionKey[],
  taxYear: number,
): Promise<(DeductionView | null)[]> {
  if (!Number.isInteger(taxYear) || taxYear < 2000 || taxYear > yearOf(context.clock.today())) {
    throw new Refusal('INVALID_INPUT', 'The tax year is this year or an earlier one', { field: 'taxYear' });
  }
  const members = [...new Set(keys.map(({ memberId }) => memberId))];
  const found = Map.groupBy(await paidMonths(context, members, taxYear), ({ memberId }) => memberId);
  return keys.map((key) => {
    const own = found.get(key.memberId);
    if (!own) return null;
    const { city } = own[0]!;
    const policy = taxFigures(context, city, taxYear);
    return answer(city, policy, taxYear, { paid: own.filter(isPaid), averageIncome: key.averageIncome });
  });
}

const isPaid = (row: Row): row is Row & PaidMonth => row.period !== null;

function paidMonths(context: Context, members: readonly string[], taxYear: number): Promise<Row[]> {
  return rows<Row>(
    context.database,
    // CJ-08: what was paid under a record that was merged was paid by the same person.
    `SELECT e.member_id AS "memberId", e.city, d.month AS period, d.paid_fen AS contributed,
       d.filled_on AS "creditedOn", d.base
     FROM enrolment e
     CROSS JOIN LATERAL (SELECT e.member_id AS id UNION ALL
       SELECT m.member_id FROM enrolment m WHERE m.merged_into = e.member_id AND m.merger IS NULL) own
     LEFT JOIN (agreement a JOIN period_due d ON d.agreement_id = a.id AND d.filled_on IS NOT NULL
       AND (d.filled_on BETWEEN $2 AND $3 OR d.month BETWEEN $4 AND $5)) ON a.member_id = own.id
     WHERE e.member_id = ANY($1::uuid[])`,
    [members, `${taxYear}-01-01`, `${taxYear}-12-31`, `${taxYear}-01`, `${taxYear}-12`],
  );
}

type TaxFigures = {
  capRatio: CityPolicy['national']['tax']['capRatio'];
  basis: CityPolicy['national']['tax']['basis'];
  ceilingBase: CityPolicy['tax']['ceilingBase'];
};

/** CJ-14: the figures of a city's tax year: those of its last day. Refuses a year that no figure covers. */
export function taxFigures(context: Context, city: CityCode, taxYear: number): TaxFigures {
  const policy = context.policy(city, `${taxYear}-12-31`);
  try {
    return { ...policy.national.tax, ceilingBase: policy.tax.ceilingBase };
  } catch {
    throw new Refusal('INVALID_INPUT', 'No figures of that tax year are on record', { field: 'taxYear' });
  }
}

function answer(
  city: CityCode,
  figures: TaxFigures,
  taxYear: number,
  person: { paid: readonly PaidMonth[]; averageIncome: Fen | null },
): DeductionView {
  const { capRatio, ceilingBase, basis } = figures;
  const values = { capRatio: capRatio.value, ceilingBase: ceilingBase.value, basis: basis.value };
  return {
    city,
    taxYear,
    ...deductionOf(values, taxYear, person),
    capRatio: capRatio.text,
    ceilingBase: ceilingBase.value,
    baseSource: person.averageIncome === null ? 'CONTRIBUTION_BASE' : 'INCOME_AS_GIVEN',
    ...figuresTold(city, figures),
  };
}

/** CJ-14: on which documents the figures rest, and the names of those that no published document gives (演示值). */
export function figuresTold(city: CityCode, { capRatio, ceilingBase, basis }: TaxFigures) {
  const clause = clauseOf(city, 'deduction');
  return {
    basis: [capRatio, ceilingBase, basis].map(({ reference, status }) => ({ clause, document: reference, status })),
    demonstrationFigures: demonstrationFigures(capRatio, ceilingBase, basis),
  };
}
