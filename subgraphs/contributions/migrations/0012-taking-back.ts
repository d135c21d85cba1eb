import { migration } from '#service/tables.ts';

const role = 'provident_contributions';

/** Two officers take interest back too, as they do a collection; and a taking back that was asked for can be rejected. */
export const contributions0012 = migration(
  'Contributions1767200000012',
  `
  ALTER TABLE run ADD COLUMN rejected_by text, ADD COLUMN rejected_at timestamptz,
    ADD CHECK ((rejected_by IS NULL) = (rejected_at IS NULL)),
    ADD CHECK (rejected_at IS NULL OR (reverses IS NOT NULL AND agreed_by IS NULL AND paused_at IS NOT NULL)),
    -- Of those that one officer took back before there is no other's name.
    ADD CONSTRAINT run_taken_back_by_two CHECK (kind <> 'reverse-interest' OR
      (asked_by IS NOT NULL AND (agreed_by IS NOT NULL OR (paused_at IS NOT NULL AND finished_at IS NULL)))) NOT VALID;
  GRANT UPDATE (rejected_by, rejected_at) ON run TO ${role};
  DROP INDEX run_taken_back_once;
  CREATE UNIQUE INDEX run_taken_back_once ON run (reverses) WHERE reverses IS NOT NULL AND rejected_at IS NULL;
  `,
);
