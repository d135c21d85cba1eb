import { migration } from '#service/tables.ts';

const role = 'provident_members';

// An application waits, is decided, or ends by itself; what became of it and why is a line for each step.
const applications = `
  ALTER TABLE application DROP CONSTRAINT application_status_check;
  ALTER TABLE application ADD CONSTRAINT application_status_check CHECK (status IN (
    'AWAITING_VERIFICATION', 'AWAITING_PLATFORM', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'));
  ALTER TABLE application ADD COLUMN agreed_on date,
    ADD COLUMN live boolean GENERATED ALWAYS AS (status NOT IN ('REFUSED', 'WITHDRAWN', 'EXPIRED')) STORED;
  DROP INDEX application_live;
  CREATE UNIQUE INDEX application_live ON application (member_id) WHERE live;
  CREATE TABLE application_step (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES application,
    status text NOT NULL,
    day date NOT NULL,
    clause text NOT NULL,
    reason text NOT NULL,
    by_whom text NOT NULL,
    figures jsonb NOT NULL,
    at timestamptz NOT NULL
  );
  CREATE INDEX application_step_application ON application_step (application_id, id);
  GRANT UPDATE (agreed_on) ON application TO ${role};
`;

// CJ-23: a confirmation is asked for again before it ends, each time as another round.
const verifications = `
  ALTER TABLE verification DROP CONSTRAINT verification_application_id_key, DROP CONSTRAINT verification_status_check,
    ADD COLUMN round smallint NOT NULL DEFAULT 1, ADD COLUMN due_on date;
  ALTER TABLE verification ADD UNIQUE (application_id, round),
    ADD CONSTRAINT verification_status_check CHECK (status IN ('PENDING', 'CONFIRMED', 'REJECTED', 'LAPSED'));
  CREATE UNIQUE INDEX verification_one_pending ON verification (application_id) WHERE status = 'PENDING';
  CREATE INDEX verification_due ON verification (due_on) WHERE status = 'PENDING';
  CREATE INDEX verification_ending ON verification (valid_until) WHERE status = 'CONFIRMED';
`;

// CJ-08: what the national platform was asked of an applicant, and all that it ever answered.
const platform = `
  CREATE TABLE platform_inquiry (
    application_id uuid PRIMARY KEY REFERENCES application,
    member_id uuid NOT NULL REFERENCES member,
    city text NOT NULL,
    opened_on date NOT NULL,
    wait_until date NOT NULL,
    status text NOT NULL CHECK (status IN ('OPEN', 'CLEAR', 'OTHER_ACCOUNT', 'CONTRADICTED', 'UNANSWERED')),
    resolution text CHECK (resolution IN ('ADMIT', 'REFUSE')),
    resolved_on date,
    resolved_by text,
    evidence_reference text,
    CHECK ((resolution IS NULL) = (resolved_on IS NULL))
  );
  CREATE INDEX platform_inquiry_open ON platform_inquiry (application_id) WHERE status IN ('OPEN', 'UNANSWERED');
  CREATE INDEX platform_inquiry_staff ON platform_inquiry (city, opened_on, application_id)
    WHERE status IN ('OTHER_ACCOUNT', 'CONTRADICTED', 'UNANSWERED') AND resolution IS NULL;
  CREATE TABLE platform_answer (
    id text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 100),
    application_id uuid NOT NULL REFERENCES platform_inquiry,
    centre text CHECK (centre ~ '^[0-9]{15}$'),
    as_of date NOT NULL,
    received_at timestamptz NOT NULL
  );
  CREATE INDEX platform_answer_application ON platform_answer (application_id);
  GRANT UPDATE (status, resolution, resolved_on, resolved_by, evidence_reference) ON platform_inquiry TO ${role};
`;

/** Applications that end by themselves or wait for the national platform, and confirmations that are renewed. */
export const members0006 = migration('Members1767225600006', applications + verifications + platform);
