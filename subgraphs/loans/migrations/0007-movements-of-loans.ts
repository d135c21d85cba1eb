import { migration } from '#service/tables.ts';

/** Every movement names its loan by its run; what was repaid of one is found by it, interest and penalty too. */
export const loans0007 = migration(
  'Loans1700000000007',
  "CREATE INDEX movement_of_loan ON movement (run, id) WHERE run LIKE 'loan:%';",
);
