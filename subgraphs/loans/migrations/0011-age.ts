import { migration } from '#service/tables.ts';

/** By which day a borrower is to have repaid by age, and by which figure that was reckoned; null until it is told. */
export const loans0011 = migration(
  'Loans1700000000011',
  `ALTER TABLE borrower ADD COLUMN repay_by date, ADD COLUMN repay_by_figure text,
    ADD CHECK ((repay_by IS NULL) = (repay_by_figure IS NULL));
  GRANT UPDATE (repay_by, repay_by_figure) ON borrower TO provident_loans;`,
);
