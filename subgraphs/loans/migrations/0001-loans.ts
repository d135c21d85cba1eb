import { ledgerTablesSql } from '#ledger/schema.ts';
import { migration, serviceTablesSql } from '#service/tables.ts';

const role = 'provident_loans';

export const loans0001 = migration(
  'Loans1700000000001',
  `${serviceTablesSql(role)}
  ${ledgerTablesSql(role)}

  CREATE TABLE borrower (
    member_id uuid PRIMARY KEY,
    city text NOT NULL,
    approved_on date NOT NULL
  );

  CREATE SEQUENCE contract_number;
  GRANT USAGE ON SEQUENCE contract_number TO ${role};

  CREATE TABLE loan (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    contract_number text NOT NULL UNIQUE,
    member_id uuid NOT NULL REFERENCES borrower,
    city text NOT NULL,
    status text NOT NULL DEFAULT 'REPAYING' CHECK (status IN ('REPAYING', 'SETTLED')),
    priority text NOT NULL CHECK (priority IN ('first-home', 'second-home')),
    principal bigint NOT NULL CHECK (principal > 0),
    annual_rate text NOT NULL,
    months integer NOT NULL CHECK (months > 0),
    method text NOT NULL CHECK (method IN ('EQUAL_INSTALMENT', 'EQUAL_PRINCIPAL')),
    disbursed_on date NOT NULL,
    settled_on date,
    demonstration_figures text[] NOT NULL,
    CHECK ((status = 'SETTLED') = (settled_on IS NOT NULL))
  );
  -- One loan at a time, also when two are asked for in the same moment.
  CREATE UNIQUE INDEX loan_one_outstanding ON loan (member_id) WHERE status = 'REPAYING';
  CREATE INDEX loan_member ON loan (member_id);
  CREATE INDEX loan_disbursed ON loan (city, disbursed_on);
  GRANT UPDATE (status, settled_on) ON loan TO ${role};

  CREATE TABLE instalment (
    loan_id uuid NOT NULL REFERENCES loan,
    number integer NOT NULL CHECK (number > 0),
    due_on date NOT NULL,
    principal bigint NOT NULL CHECK (principal >= 0),
    interest bigint NOT NULL CHECK (interest >= 0),
    penalty bigint NOT NULL DEFAULT 0,
    penalty_through date NOT NULL,
    paid_principal bigint NOT NULL DEFAULT 0 CHECK (paid_principal BETWEEN 0 AND principal),
    paid_interest bigint NOT NULL DEFAULT 0 CHECK (paid_interest BETWEEN 0 AND interest),
    paid_penalty bigint NOT NULL DEFAULT 0 CHECK (paid_penalty BETWEEN 0 AND penalty),
    closed_on date,
    PRIMARY KEY (loan_id, number)
  );
  CREATE INDEX instalment_open ON instalment (due_on, loan_id) WHERE closed_on IS NULL;
  CREATE INDEX instalment_open_of ON instalment (loan_id, due_on) WHERE closed_on IS NULL;
  GRANT UPDATE (penalty, penalty_through, paid_principal, paid_interest, paid_penalty, closed_on) ON instalment TO ${role};`,
);
