import { migration } from '#service/tables.ts';

const role = 'provident_loans';

/** In which other record of the same person a borrower's record ends, or is about to (CJ-08), by which merger. */
export const loans0009 = migration(
  'Loans1700000000009',
  `ALTER TABLE borrower ADD COLUMN merged_into uuid, ADD COLUMN merger uuid,
    ADD CHECK ((merged_into IS NULL) = (merger IS NULL));
  CREATE INDEX borrower_merged ON borrower (merged_into) WHERE merged_into IS NOT NULL;
  GRANT UPDATE (merged_into, merger) ON borrower TO ${role};`,
);
