import type { RunReading } from '../rules/run.ts';

const firstDayOfSpan = (f: string, { unusedOver, countedMonths }: RunReading): string =>
  `((${f}.month || '-01')::date - make_interval(months =>
    ${unusedOver === 'run' ? `${f}.streak_months` : countedMonths} - 1))::date`;

// How many full months there are without a gap up to this one, whatever the agreement: the n-th before it is n months ago.
const unbroken = `(
  SELECT count(*)::int FROM (
    SELECT (left(m.month, 4)::int - left(c.month, 4)::int) * 12 + right(m.month, 2)::int - right(c.month, 2)::int AS ago,
      row_number() OVER (ORDER BY c.month DESC) - 1 AS before
    FROM monthly_fact c WHERE c.member_id = m.member_id AND c.month <= m.month AND c.is_full) AS back
  WHERE ago = before)`;

/** CJ-15, CJ-16: the closed months with the length of the run that ends with each, by the reading of 连续, as SQL. */
export const runsSql = ({ continuity }: RunReading): string =>
  continuity === 'one-agreement'
    ? 'monthly_fact'
    : `(SELECT m.member_id, m.city, m.month, ${unbroken} AS streak_months FROM monthly_fact m)`;

/** Whether money was taken out in the months asked about, of a run that ends with the closed month `f`, as SQL. */
export const usedInRun = (f: string, reading: RunReading): string => `EXISTS (
  SELECT FROM monthly_fact r
  WHERE r.member_id = ${f}.member_id AND r.used
    AND r.month BETWEEN to_char(${firstDayOfSpan(f, reading)}, 'YYYY-MM') AND ${f}.month)`;

/**
 * Whether a loan was outstanding on any day asked about, of a run that ends with the closed month `f`, as SQL, by the loans'
 * own dates: granted on its last day or before, and settled on its first day or after.
 */
export const lentInRun = (f: string, reading: RunReading): string => `EXISTS (
  SELECT FROM loan_use l
  WHERE l.member_id = ${f}.member_id
    AND (l.granted_on IS NULL OR l.granted_on < (${f}.month || '-01')::date + interval '1 month')
    AND (l.settled_on IS NULL OR l.settled_on >= ${firstDayOfSpan(f, reading)}))`;
