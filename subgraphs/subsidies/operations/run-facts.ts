/**
 * The closed month `f` of each candidate with the run of full months that ends with it: its first month, whether money
 * was taken out in it, and whether a loan was outstanding on any day of it, by the loans' own dates: granted on its last
 * day or before, and settled on its first day or after. Parameters: $1 city, $2 month, $3 the last
 * member of the chunk before, $4 rows, $5 least streak, $6 divisor of the streak.
 */
export const runFactsSql = `
  SELECT f.member_id, f.month, f.streak_months, to_char(run.first_day, 'YYYY-MM') AS first_month,
    EXISTS (
      SELECT FROM monthly_fact r
      WHERE r.member_id = f.member_id AND r.month BETWEEN to_char(run.first_day, 'YYYY-MM') AND f.month AND r.used
    ) AS withdrawn,
    EXISTS (
      SELECT FROM loan_use l
      WHERE l.member_id = f.member_id
        AND (l.granted_on IS NULL OR l.granted_on < (f.month || '-01')::date + interval '1 month')
        AND (l.settled_on IS NULL OR l.settled_on >= run.first_day)
    ) AS lent
  FROM monthly_fact f
  CROSS JOIN LATERAL (
    SELECT ((f.month || '-01')::date - make_interval(months => f.streak_months - 1))::date AS first_day
  ) run
  WHERE f.city = $1 AND f.month = $2 AND f.member_id > $3
    AND f.streak_months >= $5 AND f.streak_months % $6 = 0`;

/** Below every member id, for the first chunk. */
export const beforeAll = '00000000-0000-0000-0000-000000000000';
