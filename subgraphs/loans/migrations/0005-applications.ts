import { migration } from '#service/tables.ts';

const role = 'provident_loans';

/** An application for a loan is taken, reviewed by one officer and decided by another; what was decided stays as it is. */
export const loans0005 = migration(
  'Loans1700000000005',
  `CREATE FUNCTION refuse_rewriting_decision() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% is decided already and is not rewritten', TG_TABLE_NAME;
    END $$;

  CREATE TABLE loan_application (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    member_id uuid NOT NULL REFERENCES borrower,
    city text NOT NULL,
    status text NOT NULL DEFAULT 'SUBMITTED'
      CHECK (status IN ('SUBMITTED', 'REVIEWED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    priority text NOT NULL CHECK (priority IN ('first-home', 'second-home')),
    -- The place of its class in the city's order on its day (HZ-05).
    class integer NOT NULL,
    principal bigint NOT NULL CHECK (principal > 0),
    months integer NOT NULL CHECK (months > 0),
    method text NOT NULL CHECK (method IN ('EQUAL_INSTALMENT', 'EQUAL_PRINCIPAL')),
    house_price bigint NOT NULL CHECK (house_price > 0),
    submitted_on date NOT NULL,
    decide_by date NOT NULL,
    -- What the register of contributions told; facts_on is null until it has.
    facts jsonb,
    facts_on date,
    review jsonb,
    reviewed_by text,
    reviewed_on date,
    decision jsonb,
    decided_by text,
    decided_on date,
    withdrawn_on date,
    loan_id uuid UNIQUE REFERENCES loan,
    CHECK ((review IS NULL) = (reviewed_by IS NULL) AND (review IS NULL) = (reviewed_on IS NULL)),
    CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_on IS NULL)),
    CHECK ((status IN ('APPROVED', 'REFUSED')) = (decision IS NOT NULL)),
    CHECK ((status = 'WITHDRAWN') = (withdrawn_on IS NOT NULL)),
    CHECK ((status = 'APPROVED') = (loan_id IS NOT NULL)),
    -- Four eyes.
    CHECK (decided_by <> reviewed_by)
  );
  -- One application at a time, also when two are made in the same moment.
  CREATE UNIQUE INDEX loan_application_open ON loan_application (member_id) WHERE status IN ('SUBMITTED', 'REVIEWED');
  CREATE INDEX loan_application_member ON loan_application (member_id);
  CREATE INDEX loan_application_queue ON loan_application (city, class, ordinal) WHERE status IN ('SUBMITTED', 'REVIEWED');
  GRANT UPDATE (status, facts, facts_on, review, reviewed_by, reviewed_on, decision, decided_by, decided_on, withdrawn_on,
    loan_id) ON loan_application TO ${role};
  CREATE TRIGGER loan_application_decided_once BEFORE UPDATE ON loan_application FOR EACH ROW
    WHEN (OLD.status IN ('APPROVED', 'REFUSED', 'WITHDRAWN')) EXECUTE FUNCTION refuse_rewriting_decision();`,
);
