import { migration } from '#service/tables.ts';

const role = 'provident_subsidies';

/** CJ-24: awards that the book has paid, to suspense: the member's account was closed before. */
export const suspended = migration(
  'Suspended1704067200009',
  `ALTER TABLE award ADD COLUMN suspended_on date, ADD COLUMN suspense_movement text,
    ADD CHECK ((suspended_on IS NULL) = (suspense_movement IS NULL)),
    ADD CHECK (suspended_on IS NULL OR status = 'AWARDED');
  GRANT UPDATE (suspended_on, suspense_movement) ON award TO ${role};
  CREATE INDEX award_suspended ON award (suspended_on) WHERE suspended_on IS NOT NULL;`,
);
