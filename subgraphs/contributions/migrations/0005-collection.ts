import { migration } from '#service/tables.ts';

const role = 'provident_contributions';

/**
 * The bank's files: what a batch was answered, the lines that were not paid, money that pays no dues; payments outside
 * the batch; and the text that an agreement was signed by. "Paid without a gap through" is read from the dues, and a
 * line is answered by its batch, so that a million of them are booked without a row written for each.
 */
export const contributions0005 = migration(
  'Contributions1767200000005',
  `
  CREATE TABLE debit_refusal (
    batch_id integer NOT NULL,
    line integer NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('insufficient-funds', 'account-closed', 'unmatched')),
    PRIMARY KEY (batch_id, line),
    FOREIGN KEY (batch_id, line) REFERENCES debit_line
  );
  INSERT INTO debit_refusal SELECT batch_id, line, outcome FROM debit_line WHERE outcome <> 'paid';
  DROP TRIGGER debit_line_answered_once ON debit_line;
  -- Lines are made from the agreements that a batch has dues of, and nothing they name is ever deleted: a check of both
  -- for each line took a third of the time of making a batch.
  ALTER TABLE debit_line DROP COLUMN outcome, DROP CONSTRAINT debit_line_batch_id_fkey,
    DROP CONSTRAINT debit_line_agreement_id_fkey;

  ALTER TABLE agreement DROP COLUMN paid_through, ADD COLUMN text_version text, ADD COLUMN text_digest text,
    ADD CHECK ((text_version IS NULL) = (text_digest IS NULL));
  -- As for the dues below: the month that is due next is written for everybody at once, and finds room on its own page.
  ALTER TABLE agreement SET (fillfactor = 50);

  -- A member's own payment is a batch of one line that belongs to no run.
  ALTER TABLE debit_batch ALTER COLUMN run_id DROP NOT NULL, ALTER COLUMN chunk DROP NOT NULL,
    ADD CHECK ((run_id IS NULL) = (chunk IS NULL)), DROP CONSTRAINT debit_batch_status_check,
    -- One that the bank did not answer by its last day is given up: only a member's own payment ever is.
    ADD CONSTRAINT debit_batch_status_check CHECK (status IN ('PREPARED', 'BOOKED', 'VOIDED')),
    ADD CHECK (status <> 'VOIDED' OR run_id IS NULL);
  DROP TRIGGER debit_batch_booked_once ON debit_batch;
  CREATE TRIGGER debit_batch_ended_once BEFORE UPDATE ON debit_batch FOR EACH ROW WHEN (OLD.status <> 'PREPARED')
    EXECUTE FUNCTION refuse_rewriting_history();
  CREATE INDEX debit_batch_open ON debit_batch (city, debit_on) WHERE status <> 'BOOKED';
  CREATE INDEX debit_batch_month ON debit_batch (city, month);

  -- One for each batch that the bank ever answered, known or not, with every line as the bank returned it.
  CREATE TABLE debit_result (
    reference uuid PRIMARY KEY,
    batch_id integer UNIQUE REFERENCES debit_batch,
    city text NOT NULL,
    digest text NOT NULL,
    file text NOT NULL,
    lines integer NOT NULL,
    paid_fen bigint NOT NULL,
    booked_fen bigint NOT NULL,
    suspended_fen bigint NOT NULL,
    taken_on date NOT NULL,
    CHECK (paid_fen = booked_fen + suspended_fen)
  );

  CREATE TABLE suspense_item (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    city text NOT NULL,
    reference uuid NOT NULL REFERENCES debit_result,
    line integer NOT NULL,
    reason text NOT NULL CHECK (reason IN ('UNKNOWN_BATCH', 'UNKNOWN_LINE', 'WRONG_AMOUNT', 'PAID_TWICE', 'PAID_LATE')),
    -- Whose line it was; null where the line is not known.
    member_id uuid,
    fen bigint NOT NULL CHECK (fen > 0),
    open_fen bigint NOT NULL CHECK (open_fen BETWEEN 0 AND fen),
    noted_on date NOT NULL
  );
  CREATE INDEX suspense_item_open ON suspense_item (city, ordinal) WHERE open_fen > 0;
  GRANT UPDATE (open_fen) ON suspense_item TO ${role};

  CREATE TABLE suspense_resolution (
    item_id uuid NOT NULL REFERENCES suspense_item,
    number integer NOT NULL,
    resolution text NOT NULL CHECK (resolution IN ('CREDITED', 'RETURNED')),
    member_id uuid,
    fen bigint NOT NULL CHECK (fen > 0),
    resolved_on date NOT NULL,
    PRIMARY KEY (item_id, number),
    CHECK ((resolution = 'CREDITED') = (member_id IS NOT NULL))
  );

  CREATE SEQUENCE payment_receipt;
  CREATE TABLE payment (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    receipt text NOT NULL UNIQUE,
    city text NOT NULL,
    member_id uuid NOT NULL,
    agreement_id uuid NOT NULL REFERENCES agreement,
    channel text NOT NULL CHECK (channel IN ('COUNTER', 'APP', 'NATIONAL_PLATFORM')),
    -- By which the one who took the money knows it: the same money is booked once.
    reference text CHECK (length(reference) BETWEEN 1 AND 64),
    batch_id integer UNIQUE REFERENCES debit_batch,
    fen bigint NOT NULL CHECK (fen > 0),
    months text[] NOT NULL,
    status text NOT NULL CHECK (status IN ('PENDING', 'PAID', 'REFUSED', 'EXPIRED')),
    asked_on date NOT NULL,
    settled_on date,
    CHECK ((status = 'PENDING') = (settled_on IS NULL)),
    CHECK ((channel = 'APP') = (batch_id IS NOT NULL))
  );
  CREATE UNIQUE INDEX payment_reference ON payment (city, channel, reference) WHERE reference IS NOT NULL;
  CREATE INDEX payment_member ON payment (member_id, asked_on);
  GRANT UPDATE (status, settled_on) ON payment TO ${role};

  -- After the row, not before it: a trigger before takes every row a second time. Half a page is left free, so that the
  -- month that is filled at once finds room on its own page.
  DROP TRIGGER period_due_paid_once ON period_due;
  CREATE TRIGGER period_due_paid_once AFTER UPDATE ON period_due FOR EACH ROW WHEN (OLD.filled_on IS NOT NULL)
    EXECUTE FUNCTION refuse_unpaying();
  ALTER TABLE period_due SET (fillfactor = 50);
  GRANT UPDATE (due_on) ON period_due TO ${role};
  CREATE TRIGGER payment_settled_once BEFORE UPDATE ON payment FOR EACH ROW WHEN (OLD.status <> 'PENDING')
    EXECUTE FUNCTION refuse_rewriting_history();
  `,
);
