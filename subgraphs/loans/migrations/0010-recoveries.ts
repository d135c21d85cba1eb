import { migration } from '#service/tables.ts';

const role = 'provident_loans';

/**
 * What is recovered of a loan after it was written off (核销后收回), which opens no plan again; and what was paid of each
 * instalment on which day, by which it is told what was ever overdue of it (JGJ/T 320).
 */
export const loans0010 = migration(
  'Loans1700000000010',
  `CREATE TABLE recovery (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    loan_id uuid NOT NULL REFERENCES loan,
    principal bigint NOT NULL CHECK (principal >= 0),
    interest bigint NOT NULL CHECK (interest >= 0),
    penalty bigint NOT NULL CHECK (penalty >= 0),
    -- The voucher of the money that came in.
    reference text NOT NULL,
    recorded_by text NOT NULL,
    booked_on date NOT NULL,
    CHECK (principal + interest + penalty > 0)
  );
  CREATE INDEX recovery_loan ON recovery (loan_id, ordinal);

  ALTER TABLE loan ADD COLUMN recovered_on date,
    ADD CONSTRAINT loan_recovered_check CHECK (recovered_on IS NULL OR status = 'WRITTEN_OFF');
  GRANT UPDATE (recovered_on) ON loan TO ${role};
  DROP INDEX loan_one_outstanding;
  -- What is written off is still owed, until all of it is recovered.
  CREATE UNIQUE INDEX loan_one_outstanding ON loan (member_id)
    WHERE status IN ('PENDING', 'REPAYING', 'WRITTEN_OFF') AND recovered_on IS NULL;

  CREATE TABLE instalment_payment (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    loan_id uuid NOT NULL,
    number integer NOT NULL,
    -- The day as of which it counts, which a late answer does not put off.
    paid_on date NOT NULL,
    principal bigint NOT NULL CHECK (principal >= 0),
    interest bigint NOT NULL CHECK (interest >= 0),
    penalty bigint NOT NULL CHECK (penalty >= 0),
    FOREIGN KEY (loan_id, number) REFERENCES instalment
  );
  CREATE INDEX instalment_payment_of ON instalment_payment (loan_id, number, id);
  -- Of what was paid before, the last day on which its instalment was paid or its penalty counted.
  INSERT INTO instalment_payment (loan_id, number, paid_on, principal, interest, penalty)
    SELECT loan_id, number, least(closed_on, penalty_through), paid_principal, paid_interest, paid_penalty
    FROM instalment WHERE paid_principal + paid_interest + paid_penalty > 0;`,
);
