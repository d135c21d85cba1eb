const firstDayOfRun = (f: string): string =>
  `((${f}.month || '-01')::date - make_interval(months => ${f}.streak_months - 1))::date`;

/** Whether money was taken out in the run of full months that ends with the closed month `f`, as SQL. */
export const usedInRun = (f: string): string => `EXISTS (
  SELECT FROM monthly_fact r
  WHERE r.member_id = ${f}.member_id AND r.used AND r.month BETWEEN to_char(${firstDayOfRun(f)}, 'YYYY-MM') AND ${f}.month)`;

/**
 * Whether a loan was outstanding on any day of the run that ends with the closed month `f`, as SQL, by the loans' own
 * dates: granted on its last day or before, and settled on its first day or after.
 */
export const lentInRun = (f: string): string => `EXISTS (
  SELECT FROM loan_use l
  WHERE l.member_id = ${f}.member_id
    AND (l.granted_on IS NULL OR l.granted_on < (${f}.month || '-01')::date + interval '1 month')
    AND (l.settled_on IS NULL OR l.settled_on >= ${firstDayOfRun(f)}))`;
