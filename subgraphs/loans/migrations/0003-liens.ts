import { migration } from '#service/tables.ts';

const role = 'provident_loans';

/**
 * A loan waits for its lien before it is paid out, or ends refused (CJ-13); and the loans of banks whose interest the
 * fund subsidises (贴息贷款), as facts without money.
 */
export const loans0003 = migration(
  'Loans1700000000003',
  `ALTER TABLE loan
    ALTER COLUMN disbursed_on DROP NOT NULL,
    ALTER COLUMN status SET DEFAULT 'PENDING',
    ADD COLUMN requested_on date,
    ADD COLUMN refused_on date,
    ADD COLUMN refused_for text;
  UPDATE loan SET requested_on = disbursed_on;
  ALTER TABLE loan
    ALTER COLUMN requested_on SET NOT NULL,
    DROP CONSTRAINT loan_status_check,
    ADD CONSTRAINT loan_status_check CHECK (status IN ('PENDING', 'REPAYING', 'SETTLED', 'REFUSED')),
    ADD CONSTRAINT loan_disbursed_check CHECK ((disbursed_on IS NULL) = (status IN ('PENDING', 'REFUSED'))),
    ADD CONSTRAINT loan_refused_check
      CHECK ((status = 'REFUSED') = (refused_on IS NOT NULL) AND (refused_on IS NULL) = (refused_for IS NULL));
  DROP INDEX loan_one_outstanding;
  -- One that waits for its lien counts: two asked for in the same moment must not both be paid out.
  CREATE UNIQUE INDEX loan_one_outstanding ON loan (member_id) WHERE status IN ('PENDING', 'REPAYING');
  CREATE INDEX loan_pending ON loan (requested_on) WHERE status = 'PENDING';
  GRANT UPDATE (disbursed_on, refused_on, refused_for) ON loan TO ${role};

  CREATE TABLE subsidised_loan (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id uuid NOT NULL REFERENCES borrower,
    city text NOT NULL,
    bank text NOT NULL,
    contract_reference text NOT NULL,
    status text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'IN_FORCE', 'REFUSED', 'ENDED')),
    recorded_on date NOT NULL,
    in_force_on date,
    ended_on date,
    refused_for text,
    CHECK ((status = 'ENDED') = (ended_on IS NOT NULL)),
    CHECK ((status = 'REFUSED') = (refused_for IS NOT NULL)),
    CHECK ((in_force_on IS NULL) = (status IN ('PENDING', 'REFUSED')))
  );
  -- A contract is recorded once, as long as it was not refused.
  CREATE UNIQUE INDEX subsidised_loan_contract ON subsidised_loan (bank, contract_reference) WHERE status <> 'REFUSED';
  CREATE INDEX subsidised_loan_member ON subsidised_loan (member_id);
  CREATE INDEX subsidised_loan_pending ON subsidised_loan (recorded_on) WHERE status = 'PENDING';
  GRANT UPDATE (status, in_force_on, ended_on, refused_for) ON subsidised_loan TO ${role};`,
);
