import { migration } from '#service/tables.ts';

const role = 'provident_loans';

/** What the bank is asked to debit, written down before it is asked; and which facts of a borrower were told last. */
export const loans0002 = migration(
  'Loans1700000000002',
  `ALTER TABLE borrower ADD COLUMN facts_sequence integer NOT NULL DEFAULT 0;
  GRANT UPDATE (city, approved_on, facts_sequence) ON borrower TO ${role};

  -- The bank knows a batch by its reference: a serial number would come again after a backup is restored.
  CREATE TABLE repayment_batch (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reference uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    debit_on date NOT NULL,
    status text NOT NULL DEFAULT 'PREPARED' CHECK (status IN ('PREPARED', 'BOOKED')),
    lines integer NOT NULL CHECK (lines > 0),
    fen bigint NOT NULL CHECK (fen > 0)
  );
  CREATE INDEX repayment_batch_open ON repayment_batch (id) WHERE status = 'PREPARED';
  GRANT UPDATE (status) ON repayment_batch TO ${role};

  CREATE TABLE repayment_line (
    batch_id integer NOT NULL REFERENCES repayment_batch,
    line integer NOT NULL,
    loan_id uuid NOT NULL REFERENCES loan,
    debit_on date NOT NULL,
    fen bigint NOT NULL CHECK (fen > 0),
    outcome text CHECK (outcome IN ('paid', 'refused')),
    PRIMARY KEY (batch_id, line)
  );
  -- A loan is asked of the bank once a day, and not again before the answer is booked.
  CREATE UNIQUE INDEX repayment_line_day ON repayment_line (loan_id, debit_on);
  CREATE UNIQUE INDEX repayment_line_open ON repayment_line (loan_id) WHERE outcome IS NULL;
  GRANT UPDATE (outcome) ON repayment_line TO ${role};`,
);
