import { migration } from '#service/tables.ts';

const role = 'provident_contributions';

/** As whom a member contributed and when, what their units paid, and what came from and went to other centres. */
export const contributions0006 = migration(
  'Contributions1767200000006',
  `
  CREATE TABLE identity_period (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id uuid NOT NULL,
    identity text NOT NULL CHECK (identity IN ('FLEXIBLE', 'UNIT')),
    from_on date NOT NULL,
    -- The first day on which it no longer held.
    until_on date CHECK (until_on >= from_on)
  );
  CREATE UNIQUE INDEX identity_period_open ON identity_period (member_id) WHERE until_on IS NULL;
  CREATE INDEX identity_period_member ON identity_period (member_id, id);
  GRANT UPDATE (until_on) ON identity_period TO ${role};
  INSERT INTO identity_period (member_id, identity, from_on)
    SELECT member_id, CASE WHEN in_unit THEN 'UNIT' ELSE 'FLEXIBLE' END, approved_on FROM enrolment;

  ALTER TABLE agreement DROP CONSTRAINT agreement_status_check,
    ADD CONSTRAINT agreement_status_check CHECK (status IN ('ACTIVE', 'TERMINATED', 'LAPSED', 'CONVERTED'));

  CREATE TABLE unit_contribution (
    movement_id bigint PRIMARY KEY REFERENCES movement,
    account_id integer NOT NULL REFERENCES account,
    month text NOT NULL CHECK (month ~ '^\\d{4}-\\d{2}$'),
    base bigint NOT NULL CHECK (base > 0)
  );
  CREATE INDEX unit_contribution_month ON unit_contribution (account_id, month);

  CREATE TABLE contact_letter (
    city text NOT NULL,
    written_on date NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (city, written_on)
  );
  GRANT UPDATE (last) ON contact_letter TO ${role};

  CREATE TABLE transfer (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    letter text NOT NULL UNIQUE CHECK (letter ~ '^\\d{16}$'),
    direction text NOT NULL CHECK (direction IN ('IN', 'OUT')),
    member_id uuid NOT NULL,
    account_id integer REFERENCES account,
    city text NOT NULL,
    other_centre text NOT NULL CHECK (other_centre ~ '^\\d{15}$'),
    -- BDC904
    status text NOT NULL CHECK (status IN ('00', '01', '02', '05', '06', '08', '13', '20', '40')),
    reason text,
    requested_on date NOT NULL,
    -- What the platform has not been told yet: the letter, its cancellation, or this centre's answer to another's.
    unsent text CHECK (unsent IN ('APPLY', 'CANCEL', 'ANSWER')),
    -- Since when the platform may know of the letter, whether or not it has said so.
    sent_on date,
    principal bigint CHECK (principal >= 0),
    interest bigint CHECK (interest >= 0),
    -- Booked from the bank to suspense when it came, and from where it came to the member's account when it agreed.
    received_fen bigint CHECK (received_fen > 0),
    suspense_movement bigint UNIQUE REFERENCES movement,
    movement_id bigint UNIQUE REFERENCES movement,
    payout_id uuid UNIQUE REFERENCES payout,
    ended_on date,
    CHECK ((ended_on IS NOT NULL) = (status IN ('00', '05', '13', '20', '40'))),
    CHECK (movement_id IS NULL OR received_fen = principal + interest)
  );
  -- One in flight for one person and business; one whose money has come only waits for its formal end.
  CREATE UNIQUE INDEX transfer_in_flight ON transfer (member_id) WHERE ended_on IS NULL AND movement_id IS NULL;
  CREATE INDEX transfer_member ON transfer (member_id, requested_on);
  GRANT UPDATE (status, reason, unsent, sent_on, principal, interest, received_fen, suspense_movement, movement_id, payout_id, ended_on)
    ON transfer TO ${role};

  CREATE TABLE transfer_message (
    id text PRIMARY KEY,
    letter text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('STATUS', 'INFO', 'CREDIT')),
    status text,
    fen bigint,
    effect text NOT NULL CHECK (effect IN ('moves', 'late', 'contradicts', 'rejected', 'noted', 'booked', 'suspended')),
    received_on date NOT NULL,
    -- Of money that went to suspense: where it was booked, and what sent it back.
    city text,
    suspended bigint UNIQUE REFERENCES movement,
    returned bigint UNIQUE REFERENCES movement,
    CHECK ((effect = 'suspended') = (suspended IS NOT NULL) AND (suspended IS NULL) = (city IS NULL)),
    CHECK (returned IS NULL OR suspended IS NOT NULL)
  );
  GRANT UPDATE (returned) ON transfer_message TO ${role};
  CREATE INDEX transfer_message_suspended ON transfer_message (city) WHERE suspended IS NOT NULL AND returned IS NULL;
  CREATE INDEX transfer_message_letter ON transfer_message (letter);
  `,
);
