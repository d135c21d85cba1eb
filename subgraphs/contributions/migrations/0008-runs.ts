import { onePoolSql, spreadSql } from '#ledger/schema.ts';
import { migration } from '#service/tables.ts';

const role = 'provident_contributions';

/**
 * What staff can see and stop of a run, interest of both pools, and closings; and for a register that was begun before,
 * the book as ledgerTablesSql now makes it.
 */
export const contributions0008 = migration(
  'Contributions1767200000008',
  `
  -- A run that was taken back makes room for one that does it again.
  ALTER TABLE run ADD COLUMN paused_at timestamptz, ADD COLUMN reverses integer REFERENCES run,
    ADD COLUMN reversed_by integer REFERENCES run, DROP CONSTRAINT run_kind_city_period_key;
  CREATE UNIQUE INDEX run_once ON run (kind, city, period) WHERE reversed_by IS NULL;
  GRANT UPDATE (paused_at, reversed_by) ON run TO ${role};
  ALTER TABLE run_chunk ADD COLUMN rows integer NOT NULL DEFAULT 0, ADD COLUMN fen bigint NOT NULL DEFAULT 0;
  GRANT UPDATE (rows, fen) ON run_chunk TO ${role};

  ALTER TABLE interest_settlement ADD COLUMN pool text NOT NULL DEFAULT 'flexible',
    -- No foreign keys: they would ask a million times for rows that nobody may take away.
    ADD COLUMN run_id integer, ADD COLUMN taken_back_by integer,
    DROP CONSTRAINT interest_settlement_pkey, DROP CONSTRAINT interest_settlement_account_id_fkey;
  ALTER TABLE interest_settlement ALTER COLUMN pool DROP DEFAULT;
  CREATE UNIQUE INDEX interest_settlement_once ON interest_settlement (account_id, pool, year) WHERE taken_back_by IS NULL;
  GRANT UPDATE (taken_back_by) ON interest_settlement TO ${role};

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
  ${spreadSql}
  ALTER TABLE ledger_account SET (fillfactor = 70);
  DROP INDEX movement_into, movement_out_of;
  CREATE INDEX movement_into ON movement (to_account, booked_on) INCLUDE (fen);
  CREATE INDEX movement_out_of ON movement (from_account, booked_on) INCLUDE (fen);
  `,
);
