import { migration } from '#service/tables.ts';

const role = 'provident_contributions';

/**
 * Money leaves an account in two phases: held for a payout, then settled or taken back. An account may be frozen, a
 * movement corrected by its reversal, and both leave a line in the register of what happened to an account.
 */
export const contributions0004 = migration(
  'Contributions1767200000004',
  `
  CREATE TABLE payout (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    -- By which the bank, or the transfer platform, knows it.
    reference uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    member_id uuid NOT NULL,
    account_id integer NOT NULL REFERENCES account,
    city text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('WITHDRAWAL', 'CLOSING', 'TRANSFER_OUT')),
    fen bigint NOT NULL CHECK (fen > 0),
    -- JGJ/T 320 A.7; a transfer has none.
    reason_code text,
    evidence text,
    status text NOT NULL CHECK (status IN ('HELD', 'PAID', 'VOIDED', 'EXPIRED')),
    requested_on date NOT NULL,
    decide_by date NOT NULL,
    expires_on date NOT NULL,
    resolved_on date,
    CHECK ((status = 'HELD') = (resolved_on IS NULL)),
    CHECK ((kind = 'TRANSFER_OUT') = (reason_code IS NULL))
  ) WITH (fillfactor = 80);
  CREATE UNIQUE INDEX payout_in_flight ON payout (account_id) WHERE status = 'HELD';
  CREATE INDEX payout_member ON payout (member_id);
  GRANT UPDATE (status, resolved_on) ON payout TO ${role};

  CREATE TABLE payout_part (
    payout_id uuid NOT NULL REFERENCES payout,
    ledger_account integer NOT NULL REFERENCES ledger_account,
    pool text NOT NULL,
    segment text NOT NULL,
    fen bigint NOT NULL CHECK (fen > 0),
    hold_movement bigint NOT NULL UNIQUE REFERENCES movement,
    settle_movement bigint UNIQUE REFERENCES movement,
    PRIMARY KEY (payout_id, ledger_account)
  );
  GRANT UPDATE (settle_movement) ON payout_part TO ${role};

  -- The first answer of each kind, with what it did; one that comes again does nothing.
  CREATE TABLE payout_answer (
    payout_id uuid NOT NULL REFERENCES payout,
    outcome text NOT NULL CHECK (outcome IN ('paid', 'refused')),
    answered_on date NOT NULL,
    effect text NOT NULL CHECK (effect IN ('SETTLED', 'RELEASED', 'LATE', 'CONTRADICTS', 'NONE')),
    PRIMARY KEY (payout_id, outcome)
  );
  -- How the centre came by what the bank had paid too late.
  CREATE TABLE payout_recovery (
    payout_id uuid PRIMARY KEY REFERENCES payout,
    way text NOT NULL CHECK (way IN ('CHARGED', 'RETURNED')),
    recovered_on date NOT NULL
  );
  CREATE TRIGGER payout_resolved_once BEFORE UPDATE ON payout FOR EACH ROW WHEN (OLD.status <> 'HELD')
    EXECUTE FUNCTION refuse_rewriting_history();
  CREATE TRIGGER payout_part_settled_once BEFORE UPDATE ON payout_part FOR EACH ROW
    WHEN (OLD.settle_movement IS NOT NULL) EXECUTE FUNCTION refuse_rewriting_history();

  -- What happened to an account that moved no money: JGJ/T 320 A.5, 03 to 06, 10, 13 to 15.
  CREATE TABLE account_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id integer NOT NULL REFERENCES account,
    code text NOT NULL CHECK (code IN ('03', '04', '05', '06', '10', '13', '14', '15')),
    happened_on date NOT NULL,
    detail text
  );
  CREATE INDEX account_event_account ON account_event (account_id, id);

  CREATE TABLE account_freeze (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    member_id uuid NOT NULL,
    account_id integer NOT NULL REFERENCES account,
    kind text NOT NULL CHECK (kind IN ('RECEIVE_ONLY', 'NO_MOVEMENT', 'PARTIAL')),
    -- What stays in the account under a partial freeze.
    fen bigint CHECK (fen > 0),
    authority text NOT NULL,
    document text NOT NULL,
    from_on date NOT NULL,
    -- The last day; null until it is lifted.
    until_on date,
    lifted_on date,
    lifted_document text,
    CHECK ((kind = 'PARTIAL') = (fen IS NOT NULL)),
    CHECK (until_on >= from_on),
    CHECK ((lifted_on IS NULL) = (lifted_document IS NULL))
  );
  CREATE INDEX account_freeze_account ON account_freeze (account_id);
  GRANT UPDATE (lifted_on, lifted_document) ON account_freeze TO ${role};
  CREATE TRIGGER account_freeze_lifted_once BEFORE UPDATE ON account_freeze FOR EACH ROW WHEN (OLD.lifted_on IS NOT NULL)
    EXECUTE FUNCTION refuse_rewriting_history();

  CREATE TABLE correction (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    member_id uuid NOT NULL,
    account_id integer NOT NULL REFERENCES account,
    movement_id bigint NOT NULL REFERENCES movement,
    reason_code text NOT NULL,
    reason text NOT NULL,
    status text NOT NULL CHECK (status IN ('PROPOSED', 'BOOKED', 'REJECTED')),
    proposed_by text NOT NULL,
    proposed_on date NOT NULL,
    decided_by text,
    decided_on date,
    reversal bigint UNIQUE REFERENCES movement,
    CHECK ((status = 'PROPOSED') = (decided_on IS NULL) AND (status = 'PROPOSED') = (decided_by IS NULL)),
    CHECK ((status = 'BOOKED') = (reversal IS NOT NULL)),
    -- Four eyes.
    CHECK (decided_by <> proposed_by)
  );
  CREATE UNIQUE INDEX correction_open ON correction (movement_id) WHERE status <> 'REJECTED';
  CREATE INDEX correction_member ON correction (member_id);
  GRANT UPDATE (status, decided_by, decided_on, reversal) ON correction TO ${role};
  CREATE TRIGGER correction_decided_once BEFORE UPDATE ON correction FOR EACH ROW WHEN (OLD.status <> 'PROPOSED')
    EXECUTE FUNCTION refuse_rewriting_history();

  -- A paid month is unpaid again only when the movement that paid it has been taken back; nothing else of it changes.
  CREATE FUNCTION refuse_unpaying() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      credited integer;
    BEGIN
      SELECT flexible INTO credited FROM agreement a JOIN account acc ON acc.id = a.account_id WHERE a.id = OLD.agreement_id;
      IF NEW.filled_on IS NULL AND NEW.paid_fen = 0
        AND (NEW.agreement_id, NEW.month, NEW.base, NEW.due_fen, NEW.due_on) = (OLD.agreement_id, OLD.month, OLD.base, OLD.due_fen, OLD.due_on)
        AND NEW.batch_id IS NOT DISTINCT FROM OLD.batch_id
        AND EXISTS (SELECT FROM movement m JOIN movement r ON r.reverses = m.id
          WHERE m.to_account = credited AND m.code = '01' AND m.period = OLD.month AND m.fen = OLD.paid_fen
            AND m.booked_on = OLD.filled_on)
        AND NOT EXISTS (SELECT FROM movement m WHERE m.to_account = credited AND m.code = '01' AND m.period = OLD.month
          AND NOT EXISTS (SELECT FROM movement r WHERE r.reverses = m.id)) THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '% is answered or paid already and is not rewritten', TG_TABLE_NAME;
    END $$;
  DROP TRIGGER period_due_paid_once ON period_due;
  CREATE TRIGGER period_due_paid_once BEFORE UPDATE ON period_due FOR EACH ROW WHEN (OLD.filled_on IS NOT NULL)
    EXECUTE FUNCTION refuse_unpaying();
  `,
);
