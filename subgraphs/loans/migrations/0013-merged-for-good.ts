import { migration } from '#service/tables.ts';

/** A merger that is carried out has no number any more that what is told late could take it back by (CJ-08). */
export const loans0013 = migration(
  'Loans1700000000013',
  `ALTER TABLE borrower DROP CONSTRAINT borrower_check, ADD CHECK (merger IS NULL OR merged_into IS NOT NULL);`,
);
