import { migration } from '#service/tables.ts';

/** A closed month whose contribution was booked wrongly is not full after all. */
export const correctedMonth = migration(
  'CorrectedMonth1704067200005',
  'GRANT UPDATE (is_full, credited, streak_months) ON monthly_fact TO provident_subsidies;',
);
