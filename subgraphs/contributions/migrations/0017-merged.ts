import { migration } from '#service/tables.ts';

const role = 'provident_contributions';

/**
 * In which other record of the same person a record ends, or is about to (CJ-08): by the number of the merger, so that what
 * is told late of one merger undoes nothing of another. The loans of a person are those of the record that stays.
 */
export const contributions0017 = migration(
  'Contributions1767200000017',
  `ALTER TABLE enrolment ADD COLUMN merged_into uuid, ADD COLUMN merger uuid,
    ADD CHECK ((merged_into IS NULL) = (merger IS NULL));
  CREATE INDEX enrolment_merged ON enrolment (merged_into) WHERE merged_into IS NOT NULL;
  GRANT UPDATE (merged_into, merger) ON enrolment TO ${role};
  GRANT UPDATE (member_id) ON member_loan TO ${role};`,
);
