import { migration } from '#service/tables.ts';

/** HZ-07: what the subsidy on closing was reckoned by, told with it: an explanation names the facts it used. */
export const contributions0014 = migration(
  'Contributions1767200000014',
  'ALTER TABLE closing ADD COLUMN subsidy_facts jsonb;',
);
