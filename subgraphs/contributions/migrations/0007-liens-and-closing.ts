import { migration } from '#service/tables.ts';

const role = 'provident_contributions';

/**
 * Who belongs to whom, what is lent against an account, and what was decided when one was closed: closing and a lien of
 * the same couple exclude each other (CJ-13).
 */
export const contributions0007 = migration(
  'Contributions1767200000007',
  `
  ALTER TABLE enrolment ADD COLUMN spouse_id uuid;
  CREATE INDEX enrolment_spouse ON enrolment (spouse_id) WHERE spouse_id IS NOT NULL;
  GRANT UPDATE (spouse_id) ON enrolment TO ${role};

  -- How often a closing or a lien took its turn at the couple's accounts: written each time, so that whoever waited sees
  -- what was done meanwhile, or fails, at any isolation level.
  ALTER TABLE account ADD COLUMN turns integer NOT NULL DEFAULT 0;
  GRANT UPDATE (turns) ON account TO ${role};

  CREATE TABLE lien (
    loan_id uuid PRIMARY KEY,
    member_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('FUND', 'SUBSIDISED')),
    status text NOT NULL CHECK (status IN ('PLACED', 'REFUSED', 'RELEASED')),
    decided_on date NOT NULL,
    refused_for text,
    released_on date,
    CHECK ((status = 'REFUSED') = (refused_for IS NOT NULL)),
    CHECK ((status = 'RELEASED') = (released_on IS NOT NULL))
  );
  CREATE INDEX lien_member ON lien (member_id) WHERE status <> 'REFUSED';
  GRANT UPDATE (status, released_on) ON lien TO ${role};
  CREATE TRIGGER lien_ends_once BEFORE UPDATE ON lien FOR EACH ROW WHEN (OLD.status <> 'PLACED')
    EXECUTE FUNCTION refuse_rewriting_history();

  CREATE TABLE closing (
    payout_id uuid PRIMARY KEY REFERENCES payout,
    account_id integer NOT NULL REFERENCES account,
    ground text NOT NULL CHECK (ground IN ('MEMBER_WISH', 'BREACH')),
    case_reference text,
    -- What comes back when the payout is not made.
    agreement_id uuid REFERENCES agreement,
    status_before text NOT NULL,
    interest_fen bigint NOT NULL CHECK (interest_fen >= 0),
    interest_movement bigint UNIQUE REFERENCES movement,
    subsidy_fen bigint NOT NULL CHECK (subsidy_fen >= 0),
    subsidy_movement bigint UNIQUE REFERENCES movement,
    subsidy_award uuid UNIQUE,
    subsidy_reference text,
    subsidy_figures jsonb,
    demonstration_figures text[] NOT NULL,
    CHECK ((ground = 'BREACH') = (case_reference IS NOT NULL)),
    CHECK ((interest_fen > 0) = (interest_movement IS NOT NULL)),
    CHECK ((subsidy_fen > 0) = (subsidy_movement IS NOT NULL) AND (subsidy_fen > 0) = (subsidy_award IS NOT NULL))
  );
  CREATE INDEX closing_account ON closing (account_id);
  `,
);
