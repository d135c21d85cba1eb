import { migration } from '#service/tables.ts';

/** Which of the facts told of a member are kept, since messages may arrive in another order. */
export const contributions0002 = migration(
  'Contributions1767200000002',
  `ALTER TABLE enrolment ADD COLUMN facts_sequence integer NOT NULL DEFAULT 0;
  GRANT UPDATE (facts_sequence) ON enrolment TO provident_contributions;`,
);
