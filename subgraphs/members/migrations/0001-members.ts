import { migration, serviceTablesSql } from '#service/tables.ts';

const role = 'provident_members';

const persons = `
  CREATE TABLE member (
    id uuid PRIMARY KEY,
    city text NOT NULL CHECK (city IN ('652300', '330500')),
    identity_index bytea NOT NULL UNIQUE,
    identity_sealed bytea NOT NULL,
    name_sealed bytea NOT NULL,
    phone_sealed bytea NOT NULL,
    document_kind text NOT NULL,
    birth_date date NOT NULL,
    sex text NOT NULL CHECK (sex IN ('MALE', 'FEMALE')),
    application_id uuid NOT NULL
  );
  CREATE TABLE application (
    id uuid PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES member,
    city text NOT NULL CHECK (city IN ('652300', '330500')),
    status text NOT NULL CHECK (status IN ('AWAITING_VERIFICATION', 'APPROVED', 'REFUSED')),
    applied_on date NOT NULL,
    employment_form text NOT NULL,
    industry_code text NOT NULL,
    industry_name text NOT NULL,
    employed_since date NOT NULL,
    own_income boolean NOT NULL,
    in_unit boolean NOT NULL,
    spouse_index bytea,
    eligibility jsonb NOT NULL,
    approved_on date,
    refusal_reason text,
    CHECK ((status = 'APPROVED') = (approved_on IS NOT NULL)),
    CHECK ((status = 'REFUSED') = (refusal_reason IS NOT NULL))
  );
  -- CJ-08: at most one live application, and so one account, per person in both cities together.
  CREATE UNIQUE INDEX application_live ON application (member_id) WHERE status <> 'REFUSED';
  CREATE INDEX application_member ON application (member_id);
  CREATE INDEX application_spouse ON application (spouse_index) WHERE spouse_index IS NOT NULL;
  ALTER TABLE member ADD FOREIGN KEY (application_id) REFERENCES application DEFERRABLE INITIALLY DEFERRED;
  CREATE TABLE verification (
    id uuid PRIMARY KEY,
    application_id uuid NOT NULL UNIQUE REFERENCES application,
    member_id uuid NOT NULL REFERENCES member,
    city text NOT NULL,
    applied_on date NOT NULL,
    status text NOT NULL CHECK (status IN ('PENDING', 'CONFIRMED', 'REJECTED')),
    decided_on date,
    decided_by text,
    evidence_reference text,
    valid_until date,
    rejection_reason text,
    CHECK ((status = 'PENDING') = (decided_on IS NULL)),
    CHECK ((status = 'CONFIRMED') = (valid_until IS NOT NULL)),
    CHECK ((status = 'REJECTED') = (rejection_reason IS NOT NULL))
  );
  CREATE INDEX verification_pending ON verification (city, applied_on, id) WHERE status = 'PENDING';
  CREATE INDEX verification_member ON verification (member_id);
`;

const facts = `
  CREATE TABLE consent (
    id uuid PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES member,
    recipient text NOT NULL,
    purpose text NOT NULL,
    fields text[] NOT NULL,
    text_version text NOT NULL,
    given_on date NOT NULL,
    valid_until date NOT NULL,
    withdrawn_at timestamptz,
    CHECK (valid_until >= given_on)
  );
  CREATE INDEX consent_member ON consent (member_id, recipient);
  CREATE TABLE credit_standing (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES member,
    value text NOT NULL CHECK (value IN ('GOOD', 'ADVERSE', 'NOT_CHECKED')),
    source text NOT NULL,
    as_of date NOT NULL,
    self_declared boolean NOT NULL,
    recorded_at timestamptz NOT NULL
  );
  CREATE INDEX credit_standing_member ON credit_standing (member_id, self_declared, as_of DESC, id DESC);
  CREATE TABLE category (
    member_id uuid NOT NULL REFERENCES member,
    kind text NOT NULL CHECK (kind IN ('STUDENT', 'GRADUATE', 'VETERAN', 'BORDER_GUARD')),
    graduated_on date,
    evidence_reference text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (member_id, kind),
    CHECK (kind <> 'GRADUATE' OR graduated_on IS NOT NULL)
  );
  CREATE TABLE unit_participation (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES member,
    in_unit boolean NOT NULL,
    since date NOT NULL,
    recorded_at timestamptz NOT NULL
  );
  CREATE INDEX unit_participation_member ON unit_participation (member_id, since DESC, id DESC);
`;

// The number never changes; what is declared beside it may, when the person applies again.
const rights = `
  GRANT UPDATE (city, identity_sealed, name_sealed, phone_sealed, document_kind, birth_date, sex, application_id)
    ON member TO ${role};
  GRANT UPDATE (status, approved_on, refusal_reason) ON application TO ${role};
  GRANT UPDATE (status, decided_on, decided_by, evidence_reference, valid_until, rejection_reason)
    ON verification TO ${role};
  GRANT UPDATE (withdrawn_at) ON consent TO ${role};
  GRANT UPDATE (graduated_on, evidence_reference, recorded_at) ON category TO ${role};
`;

/** The register of members: persons, applications, verifications, consents and dated facts. */
export const members0001 = migration('Members1767225600001', serviceTablesSql(role) + persons + facts + rights);
