import { migration } from '#service/tables.ts';

/** A merger that is carried out has no number any more that what is told late could take it back by (CJ-08). */
export const contributions0018 = migration(
  'Contributions1767200000018',
  `ALTER TABLE enrolment DROP CONSTRAINT enrolment_check, ADD CHECK (merger IS NULL OR merged_into IS NOT NULL);`,
);
