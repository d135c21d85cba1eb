import { migration } from '#service/tables.ts';

const role = 'provident_subsidies';

/** Which records ended in another of the same person (CJ-08): what is given once in a lifetime counts for both. */
export const merged = migration(
  'Merged1704067200008',
  `CREATE TABLE merged_member (member_id uuid PRIMARY KEY, kept_id uuid NOT NULL);
  CREATE INDEX merged_member_kept ON merged_member (kept_id);
  GRANT UPDATE (kept_id) ON merged_member TO ${role};
  GRANT UPDATE (member_id) ON loan_use TO ${role};`,
);
