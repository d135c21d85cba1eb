import { migration } from '#service/tables.ts';

const role = 'provident_contributions';

/**
 * A second file of the bank that says another thing than the first is kept; a batch that the bank never answers is given
 * up by two officers; and a collection is taken back by two, with what could not be taken back for staff to see.
 */
export const contributions0011 = migration(
  'Contributions1767200000011',
  `
  CREATE TABLE debit_contradiction (
    reference uuid NOT NULL REFERENCES debit_result,
    digest text NOT NULL,
    ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    city text NOT NULL,
    file text NOT NULL,
    lines integer NOT NULL,
    paid_fen bigint NOT NULL,
    received_on date NOT NULL,
    PRIMARY KEY (reference, digest)
  );
  CREATE INDEX debit_contradiction_city ON debit_contradiction (city, ordinal);

  ALTER TABLE debit_batch DROP CONSTRAINT debit_batch_check1;
  CREATE TABLE debit_void (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    batch_id integer NOT NULL REFERENCES debit_batch,
    note text NOT NULL,
    status text NOT NULL CHECK (status IN ('PROPOSED', 'VOIDED', 'REJECTED')),
    proposed_by text NOT NULL,
    proposed_on date NOT NULL,
    decided_by text,
    decided_on date,
    CHECK ((status = 'PROPOSED') = (decided_on IS NULL) AND (status = 'PROPOSED') = (decided_by IS NULL)),
    -- Four eyes.
    CHECK (decided_by <> proposed_by)
  );
  CREATE UNIQUE INDEX debit_void_open ON debit_void (batch_id) WHERE status <> 'REJECTED';
  GRANT UPDATE (status, decided_by, decided_on) ON debit_void TO ${role};
  CREATE TRIGGER debit_void_decided_once BEFORE UPDATE ON debit_void FOR EACH ROW WHEN (OLD.status <> 'PROPOSED')
    EXECUTE FUNCTION refuse_rewriting_history();

  -- Two officers take a collection back: until the second has agreed, its run stands still.
  ALTER TABLE run ADD COLUMN asked_by text, ADD COLUMN agreed_by text, ADD CHECK (agreed_by <> asked_by),
    ADD CHECK (kind <> 'reverse-collect' OR asked_by IS NOT NULL),
    ADD CHECK (kind <> 'reverse-collect' OR agreed_by IS NOT NULL OR (paused_at IS NOT NULL AND finished_at IS NULL));
  GRANT UPDATE (agreed_by) ON run TO ${role};
  CREATE UNIQUE INDEX run_taken_back_once ON run (reverses) WHERE reverses IS NOT NULL;

  CREATE TABLE run_refusal (
    run_id integer NOT NULL REFERENCES run,
    account_id integer NOT NULL REFERENCES account,
    rows integer NOT NULL CHECK (rows > 0),
    fen bigint NOT NULL CHECK (fen > 0),
    reasons text[] NOT NULL CHECK (cardinality(reasons) > 0),
    PRIMARY KEY (run_id, account_id)
  );
  `,
);
