import { migration } from '#service/tables.ts';

/** A member's agreements, ended ones too, are found without reading those of all. */
export const contributions0015 = migration(
  'Contributions1767200000015',
  'CREATE INDEX agreement_member ON agreement (member_id);',
);
