import { migration } from '#service/tables.ts';

const role = 'provident_subsidies';

/**
 * An award that a late fact took the ground from is taken back by an entry of its own; it stays as it was, but for a mark
 * by which its month may be earned anew. What staff try without posting is kept too.
 */
export const lateFacts = migration(
  'LateFacts1704067200006',
  `ALTER TABLE award ADD COLUMN taken_back boolean NOT NULL DEFAULT false;
  GRANT UPDATE (taken_back) ON award TO ${role};
  DROP INDEX award_once_in_a_lifetime;
  DROP INDEX award_once_a_month;
  CREATE UNIQUE INDEX award_once_in_a_lifetime ON award (member_id) WHERE clause = 'CJ-16' AND NOT taken_back;
  CREATE UNIQUE INDEX award_once_a_month ON award (member_id, clause, month) WHERE clause <> 'HZ-07' AND NOT taken_back;

  CREATE TABLE award_taking_back (
    award_id uuid PRIMARY KEY REFERENCES award,
    -- What was told late: a month that was corrected, a loan.
    late_fact jsonb NOT NULL,
    conditions jsonb NOT NULL,
    basis_id integer NOT NULL REFERENCES award_basis,
    taken_back_at timestamptz NOT NULL,
    taken_back_on date NOT NULL,
    booked_on date,
    movement_id text,
    -- Whether the money came back from the account, or is owed by the member.
    recovered boolean,
    CHECK ((booked_on IS NULL) = (movement_id IS NULL) AND (booked_on IS NULL) = (recovered IS NULL))
  );
  REVOKE ALL ON award_taking_back FROM ${role};
  GRANT SELECT, INSERT ON award_taking_back TO ${role};
  GRANT UPDATE (booked_on, movement_id, recovered) ON award_taking_back TO ${role};
  CREATE INDEX award_taking_back_booked ON award_taking_back (booked_on);
  CREATE INDEX award_credited ON award (credited_on) WHERE status = 'CREDITED';

  CREATE TABLE award_trial (
    id uuid PRIMARY KEY,
    city text NOT NULL,
    first_month text NOT NULL,
    last_month text NOT NULL,
    changes jsonb NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamptz NOT NULL,
    finished_at timestamptz,
    outcome jsonb,
    CHECK ((finished_at IS NULL) = (outcome IS NULL))
  );
  REVOKE ALL ON award_trial FROM ${role};
  GRANT SELECT, INSERT ON award_trial TO ${role};
  GRANT UPDATE (finished_at, outcome) ON award_trial TO ${role};`,
);
