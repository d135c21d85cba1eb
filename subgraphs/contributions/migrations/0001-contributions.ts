import { ledgerTablesSql } from '#ledger/schema.ts';
import { migration, serviceTablesSql } from '#service/tables.ts';

const role = 'provident_contributions';

/** Who may contribute, their accounts and agreements, what is due and paid, the debits, the runs and the book. */
export const contributions0001 = migration(
  'Contributions1767200000001',
  `
  ${serviceTablesSql(role)}
  ${ledgerTablesSql(role)}

  CREATE TABLE enrolment (
    member_id uuid PRIMARY KEY,
    city text NOT NULL,
    approved_on date NOT NULL,
    retirement_on date NOT NULL,
    in_unit boolean NOT NULL
  );
  GRANT UPDATE (city, approved_on, retirement_on, in_unit) ON enrolment TO ${role};

  CREATE TABLE account (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id uuid NOT NULL UNIQUE,
    city text NOT NULL,
    number text NOT NULL UNIQUE,
    -- JGJ/T 320 A.6
    status text NOT NULL CHECK (status IN ('01', '02', '03', '04', '05', '06', '99')),
    opened_on date NOT NULL,
    flexible integer NOT NULL REFERENCES ledger_account,
    subsidy integer NOT NULL REFERENCES ledger_account,
    interest integer NOT NULL REFERENCES ledger_account,
    last_withdrawal_on date,
    streak_months integer NOT NULL DEFAULT 0,
    streak_from text,
    streak_through text,
    streak_agreement uuid
  ) WITH (fillfactor = 80);
  CREATE INDEX account_city ON account (city, id);
  GRANT UPDATE (status, last_withdrawal_on, streak_months, streak_from, streak_through, streak_agreement) ON account TO ${role};
  CREATE SEQUENCE account_number;
  CREATE SEQUENCE agreement_number;

  CREATE TABLE member_loan (
    loan_id uuid PRIMARY KEY,
    member_id uuid NOT NULL,
    granted_on date,
    settled_on date
  );
  CREATE INDEX member_loan_member ON member_loan (member_id);
  GRANT UPDATE (granted_on, settled_on) ON member_loan TO ${role};

  CREATE TABLE agreement (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id uuid NOT NULL,
    account_id integer NOT NULL REFERENCES account,
    city text NOT NULL,
    number text NOT NULL UNIQUE,
    status text NOT NULL CHECK (status IN ('ACTIVE', 'TERMINATED', 'LAPSED')),
    mode text NOT NULL CHECK (mode IN ('MONTHLY', 'QUARTERLY', 'YEARLY')),
    -- Sealed for this row.
    debit_account bytea NOT NULL,
    signed_on date NOT NULL,
    ended_on date,
    first_month text NOT NULL,
    paid_through text,
    -- The first month that has no row in period_due yet.
    due_next text NOT NULL,
    CHECK ((status = 'ACTIVE') = (ended_on IS NULL))
  ) WITH (fillfactor = 80);
  CREATE UNIQUE INDEX agreement_in_force ON agreement (member_id) WHERE status = 'ACTIVE';
  CREATE INDEX agreement_account ON agreement (account_id);
  GRANT UPDATE (status, ended_on, paid_through, due_next) ON agreement TO ${role};

  CREATE TABLE plan_version (
    agreement_id uuid NOT NULL REFERENCES agreement,
    version integer NOT NULL,
    from_month text NOT NULL,
    base bigint NOT NULL CHECK (base > 0),
    ratio text NOT NULL,
    monthly bigint NOT NULL CHECK (monthly > 0),
    decided_on date NOT NULL,
    PRIMARY KEY (agreement_id, version)
  );

  CREATE TABLE debit_batch (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- By which the bank knows the batch: a serial would come again after a backup is restored.
    reference uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    city text NOT NULL,
    month text NOT NULL,
    chunk integer NOT NULL,
    debit_on date NOT NULL,
    status text NOT NULL CHECK (status IN ('PREPARED', 'BOOKED')),
    lines integer NOT NULL,
    fen bigint NOT NULL,
    digest text NOT NULL,
    UNIQUE (city, month, chunk)
  );
  GRANT UPDATE (status, lines, fen, digest) ON debit_batch TO ${role};

  CREATE TABLE debit_line (
    batch_id integer NOT NULL REFERENCES debit_batch,
    line integer NOT NULL,
    agreement_id uuid NOT NULL REFERENCES agreement,
    fen bigint NOT NULL CHECK (fen > 0),
    outcome text CHECK (outcome IN ('paid', 'insufficient-funds', 'account-closed')),
    PRIMARY KEY (batch_id, line),
    UNIQUE (batch_id, agreement_id)
  );
  GRANT UPDATE (outcome) ON debit_line TO ${role};

  CREATE TABLE period_due (
    agreement_id uuid NOT NULL REFERENCES agreement,
    month text NOT NULL CHECK (month ~ '^\\d{4}-\\d{2}$'),
    base bigint NOT NULL,
    due_fen bigint NOT NULL CHECK (due_fen > 0),
    paid_fen bigint NOT NULL DEFAULT 0 CHECK (paid_fen IN (0, due_fen)),
    due_on date NOT NULL,
    filled_on date,
    -- The last debit batch that asked the bank for it.
    batch_id integer REFERENCES debit_batch,
    PRIMARY KEY (agreement_id, month),
    CHECK ((paid_fen = 0) = (filled_on IS NULL))
  ) WITH (fillfactor = 80);
  CREATE INDEX period_due_batch ON period_due (batch_id) WHERE batch_id IS NOT NULL;
  GRANT UPDATE (base, due_fen, paid_fen, filled_on, batch_id) ON period_due TO ${role};

  CREATE TABLE run (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    city text NOT NULL,
    period text NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    UNIQUE (kind, city, period)
  );
  GRANT UPDATE (finished_at) ON run TO ${role};

  CREATE TABLE run_chunk (
    run_id integer NOT NULL REFERENCES run,
    chunk integer NOT NULL,
    first_account integer NOT NULL,
    last_account integer NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (run_id, chunk)
  );
  GRANT UPDATE (done_at) ON run_chunk TO ${role};

  CREATE TABLE interest_settlement (
    account_id integer NOT NULL REFERENCES account,
    year integer NOT NULL,
    product bigint NOT NULL,
    fen bigint NOT NULL,
    settled_on date NOT NULL,
    PRIMARY KEY (account_id, year)
  );

  CREATE TABLE subsidy_credit (
    award_id uuid PRIMARY KEY,
    member_id uuid NOT NULL,
    clause text NOT NULL,
    movement_id bigint NOT NULL REFERENCES movement,
    credited_on date NOT NULL,
    -- Booked to suspense: the member has no account to credit.
    suspended boolean NOT NULL
  );

  CREATE TABLE withdrawal (
    movement_id bigint PRIMARY KEY REFERENCES movement,
    account_id integer NOT NULL REFERENCES account,
    -- JGJ/T 320 A.7
    reason_code text NOT NULL,
    paid_on date NOT NULL
  );

  CREATE TABLE arrears_breach (
    agreement_id uuid NOT NULL REFERENCES agreement,
    since_month text NOT NULL,
    noted_on date NOT NULL,
    PRIMARY KEY (agreement_id, since_month)
  );
  `,
);
