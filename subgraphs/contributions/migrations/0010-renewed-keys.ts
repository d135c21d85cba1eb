import { migration } from '#service/tables.ts';

/** A debit account is sealed anew when the keys are rotated; the number itself stays what it was. */
export const contributions0010 = migration(
  'Contributions1767200000010',
  'GRANT UPDATE (debit_account) ON agreement TO provident_contributions;',
);
