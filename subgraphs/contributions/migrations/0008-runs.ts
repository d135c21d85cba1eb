import { onePoolSql } from '#ledger/schema.ts';
import { migration } from '#service/tables.ts';

const role = 'provident_contributions';

/**
 * What staff can see and stop of a run, interest of both pools, and closings; and for a register that was begun before,
 * the book as ledgerTablesSql now makes it.
 */
export const contributions0008 = migration(
  'Contributions1767200000008',
  `
  ALTER TABLE run ADD COLUMN paused_at timestamptz;
  GRANT UPDATE (paused_at) ON run TO ${role};
  ALTER TABLE run_chunk ADD COLUMN rows integer NOT NULL DEFAULT 0, ADD COLUMN fen bigint NOT NULL DEFAULT 0;
  GRANT UPDATE (rows, fen) ON run_chunk TO ${role};

  ALTER TABLE interest_settlement ADD COLUMN pool text NOT NULL DEFAULT 'flexible',
    ADD COLUMN run_id integer REFERENCES run,
    DROP CONSTRAINT interest_settlement_pkey, ADD PRIMARY KEY (account_id, pool, year);
  ALTER TABLE interest_settlement ALTER COLUMN pool DROP DEFAULT;

  -- Interest paid inside a year, when an account is closed or leaves: what is earned from that day on is still to come.
  CREATE TABLE interest_accrual (
    account_id integer NOT NULL REFERENCES account,
    pool text NOT NULL,
    through date NOT NULL,
    product bigint NOT NULL,
    fen bigint NOT NULL,
    PRIMARY KEY (account_id, pool, through)
  );

  ALTER TABLE movement DROP CONSTRAINT IF EXISTS movement_from, DROP CONSTRAINT IF EXISTS movement_to;
  ALTER TABLE ledger_account DROP CONSTRAINT IF EXISTS ledger_account_pool;
  DROP FUNCTION IF EXISTS movement_one_pool, refuse_removing_accounts CASCADE;
  ${onePoolSql}
  DROP INDEX movement_into, movement_out_of;
  CREATE INDEX movement_into ON movement (to_account, booked_on) INCLUDE (fen);
  CREATE INDEX movement_out_of ON movement (from_account, booked_on) INCLUDE (fen);
  `,
);
