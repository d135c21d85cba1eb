import { migration } from '#service/tables.ts';

/** Whom a borrower declared as spouse, or who declared them: a loan looks at both, which the record of disclosures says. */
export const loans0004 = migration(
  'Loans1700000000004',
  `ALTER TABLE borrower ADD COLUMN spouse_id uuid;
  CREATE INDEX borrower_of_spouse ON borrower (spouse_id);
  GRANT UPDATE (spouse_id) ON borrower TO provident_loans;`,
);
