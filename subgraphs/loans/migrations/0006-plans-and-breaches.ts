import { migration } from '#service/tables.ts';

const role = 'provident_loans';

/**
 * A plan is changed by what is written beside it; money of the account repays the loan (冲还贷); a loan is written off, and
 * a breach decided, by two officers.
 */
export const loans0006 = migration(
  'Loans1700000000006',
  `ALTER TABLE loan
    ADD COLUMN monthly_offset boolean NOT NULL DEFAULT false,
    -- The last day of repricing that was looked at; until then the day of its payment.
    ADD COLUMN repriced_on date,
    -- What a breach adds to the rate, as a share of it (HZ-08).
    ADD COLUMN rate_uplift text,
    ADD COLUMN written_off_on date,
    DROP CONSTRAINT loan_status_check,
    ADD CONSTRAINT loan_status_check CHECK (status IN ('PENDING', 'REPAYING', 'SETTLED', 'REFUSED', 'WRITTEN_OFF')),
    ADD CONSTRAINT loan_written_off_check CHECK ((status = 'WRITTEN_OFF') = (written_off_on IS NOT NULL));
  DROP INDEX loan_one_outstanding;
  -- What is written off is still owed: nobody borrows beside it.
  CREATE UNIQUE INDEX loan_one_outstanding ON loan (member_id) WHERE status IN ('PENDING', 'REPAYING', 'WRITTEN_OFF');
  GRANT UPDATE (annual_rate, monthly_offset, repriced_on, rate_uplift, written_off_on) ON loan TO ${role};
  GRANT UPDATE (due_on, principal, interest) ON instalment TO ${role};

  CREATE TABLE plan_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    loan_id uuid NOT NULL REFERENCES loan,
    kind text NOT NULL CHECK (kind IN ('PREPAYMENT', 'REPRICING', 'RATE_RAISED', 'RECALL')),
    changed_on date NOT NULL,
    from_number integer NOT NULL,
    prepaid bigint NOT NULL CHECK (prepaid >= 0),
    balance bigint NOT NULL CHECK (balance > 0),
    old_rate text NOT NULL,
    new_rate text NOT NULL,
    instalments integer NOT NULL CHECK (instalments > 0)
  );
  CREATE INDEX plan_change_loan ON plan_change (loan_id, id);

  CREATE TABLE loan_offset (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    loan_id uuid NOT NULL REFERENCES loan,
    status text NOT NULL DEFAULT 'REQUESTED' CHECK (status IN ('REQUESTED', 'BOOKED', 'REFUSED')),
    requested bigint NOT NULL CHECK (requested > 0),
    booked bigint CHECK (booked BETWEEN 1 AND requested),
    requested_on date NOT NULL,
    booked_on date,
    refused_for text,
    CHECK ((status = 'BOOKED') = (booked IS NOT NULL) AND (booked IS NULL) = (booked_on IS NULL)),
    CHECK ((status = 'REFUSED') = (refused_for IS NOT NULL))
  );
  -- One at a time: what is due is counted from the loan as it stands.
  CREATE UNIQUE INDEX loan_offset_open ON loan_offset (loan_id) WHERE status = 'REQUESTED';
  CREATE INDEX loan_offset_loan ON loan_offset (loan_id, ordinal);
  GRANT UPDATE (status, booked, booked_on, refused_for) ON loan_offset TO ${role};
  CREATE TRIGGER loan_offset_decided_once BEFORE UPDATE ON loan_offset FOR EACH ROW WHEN (OLD.status <> 'REQUESTED')
    EXECUTE FUNCTION refuse_rewriting_decision();

  CREATE TABLE write_off (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    loan_id uuid NOT NULL REFERENCES loan,
    status text NOT NULL DEFAULT 'PROPOSED' CHECK (status IN ('PROPOSED', 'WRITTEN_OFF', 'REJECTED')),
    amount bigint NOT NULL CHECK (amount > 0),
    grade text NOT NULL,
    reason text NOT NULL,
    evidence text NOT NULL,
    weighing jsonb NOT NULL,
    proposed_by text NOT NULL,
    proposed_on date NOT NULL,
    decided_by text,
    decided_on date,
    CHECK ((status = 'PROPOSED') = (decided_on IS NULL) AND (decided_on IS NULL) = (decided_by IS NULL)),
    -- Four eyes.
    CHECK (decided_by <> proposed_by)
  );
  CREATE UNIQUE INDEX write_off_open ON write_off (loan_id) WHERE status <> 'REJECTED';
  GRANT UPDATE (status, amount, grade, weighing, decided_by, decided_on) ON write_off TO ${role};
  CREATE TRIGGER write_off_decided_once BEFORE UPDATE ON write_off FOR EACH ROW WHEN (OLD.status <> 'PROPOSED')
    EXECUTE FUNCTION refuse_rewriting_decision();

  CREATE TABLE breach_case (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    loan_id uuid NOT NULL REFERENCES loan,
    member_id uuid NOT NULL REFERENCES borrower,
    kind text NOT NULL CHECK (kind IN ('FALSE_PROMISE', 'LOAN_DEFAULT')),
    status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'REPLIED', 'DECIDED')),
    grounds text NOT NULL,
    evidence text NOT NULL,
    opened_by text NOT NULL,
    opened_on date NOT NULL,
    reply_by date NOT NULL,
    reply text,
    replied_on date,
    measure text CHECK (measure IN ('CLOSE_ACCOUNT', 'RAISE_RATE', 'RECALL_LOAN', 'NONE')),
    reason text,
    weighing jsonb NOT NULL,
    decided_by text,
    decided_on date,
    CHECK ((reply IS NULL) = (replied_on IS NULL)),
    CHECK ((status = 'DECIDED') = (measure IS NOT NULL) AND (measure IS NULL) = (reason IS NULL)),
    CHECK ((measure IS NULL) = (decided_on IS NULL) AND (decided_on IS NULL) = (decided_by IS NULL)),
    -- Four eyes.
    CHECK (decided_by <> opened_by)
  );
  CREATE UNIQUE INDEX breach_case_open ON breach_case (loan_id) WHERE status <> 'DECIDED';
  CREATE INDEX breach_case_member ON breach_case (member_id);
  GRANT UPDATE (status, reply, replied_on, measure, reason, weighing, decided_by, decided_on) ON breach_case TO ${role};
  CREATE TRIGGER breach_case_decided_once BEFORE UPDATE ON breach_case FOR EACH ROW WHEN (OLD.status = 'DECIDED')
    EXECUTE FUNCTION refuse_rewriting_decision();`,
);
