import type pg from 'pg';

/** How many kinds of lives there are; the n-th member lives the kind n % lifeKinds. */
export const lifeKinds = 12;

// Of member n in month number i (1 the first of twelve): what makes a month less than full, or the money used.
const skipped =
  '(n % 12 = 1 AND i = 12) OR (n % 12 = 2 AND i = 6) OR (n % 12 = 3 AND i IN (3, 10)) OR (n % 12 = 10 AND i = 1 + n % 11)';
const used = '(n % 12 = 4 AND i = 1 + n % 12) OR (n % 12 = 5 AND i = 12) OR (n % 12 = 8 AND i = 7)';
const late = 'n % 12 = 6 AND i = 1';
const grouped = 'n % 12 IN (7, 8, 10) OR n % 5 = 0';

/**
 * Writes the histories of many members of a city into the subsidies register as its owner: full years of any amounts, a month
 * missed at the end, in the middle or anywhere, money used in any month, a month too few, a loan that stood in the year, and
 * some who belong to a group that is encouraged to join.
 */
export async function seedHistories(
  owner: pg.Client,
  { city, count, months }: { city: string; count: number; months: readonly string[] },
): Promise<void> {
  await owner.query("SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '256MB'");
  const member = `md5('${city}:life:' || n)::uuid`;
  await owner.query(
    `INSERT INTO participant (member_id, city, approved_on, opened_on, categories)
     SELECT ${member}, $1, $2::date, $2::date,
       CASE WHEN ${grouped} THEN '[{"kind": "VETERAN", "graduatedOn": null}]'::jsonb ELSE '[]'::jsonb END
     FROM generate_series(1, $3) AS n`,
    [city, `${months[0]}-01`, count],
  );
  await owner.query('ALTER TABLE monthly_fact DROP CONSTRAINT monthly_fact_pkey');
  await owner.query(
    `INSERT INTO monthly_fact (member_id, month, city, is_full, credited, streak_months, used)
     SELECT member_id, month, $1, is_full, CASE WHEN is_full THEN fen ELSE 0 END,
       CASE WHEN is_full THEN sum(is_full::int) OVER (PARTITION BY n, gaps ORDER BY i)::int ELSE 0 END, used
     FROM (
       SELECT n, i, ${member} AS member_id, month, NOT (${skipped}) AS is_full, (${used}) AS used,
         (20700 + (n::bigint * 7919 + i * 104729) % 821000)::bigint AS fen,
         count(*) FILTER (WHERE ${skipped}) OVER (PARTITION BY n ORDER BY i) AS gaps
       FROM generate_series(1, $2) AS n CROSS JOIN unnest($3::text[]) WITH ORDINALITY AS m (month, i)
       WHERE NOT (${late})) AS lived`,
    [city, count, months],
  );
  await owner.query('ALTER TABLE monthly_fact ADD CONSTRAINT monthly_fact_pkey PRIMARY KEY (member_id, month)');
  await owner.query(
    `INSERT INTO loan_use (loan_id, member_id, granted_on) SELECT gen_random_uuid(), ${member}, $1::date
     FROM generate_series(1, $2) AS n WHERE n % 12 = 9`,
    [`${months[0]}-15`, count],
  );
  await owner.query('INSERT INTO told_month (city, month) SELECT $1, unnest($2::text[])', [city, months]);
  for (const table of ['participant', 'monthly_fact', 'loan_use']) await owner.query(`VACUUM (ANALYZE) ${table}`);
  await owner.query('RESET session_replication_role');
}
