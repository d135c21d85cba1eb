/**
 * The SQL of one book: accounts, and movements that each name the account money leaves and the one it enters, so the
 * book of a pool cannot be unbalanced. The role may add movements and never change one.
 */
export function ledgerTablesSql(role: string): string {
  return `
    CREATE TABLE ledger_account (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL,
      city text NOT NULL,
      pool text NOT NULL,
      owner uuid,
      segment text,
      balance bigint,
      CONSTRAINT ledger_account_code UNIQUE (city, pool, code),
      CONSTRAINT ledger_account_pool UNIQUE (id, city, pool),
      CONSTRAINT ledger_account_personal CHECK ((owner IS NULL) = (balance IS NULL) AND (owner IS NULL) = (segment IS NULL)),
      CONSTRAINT ledger_account_not_overdrawn CHECK (balance >= 0)
    ) WITH (fillfactor = 80);
    CREATE INDEX ledger_account_owner ON ledger_account (owner) WHERE owner IS NOT NULL;

    CREATE TABLE movement (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      from_account integer NOT NULL,
      to_account integer NOT NULL,
      city text NOT NULL,
      pool text NOT NULL,
      fen bigint NOT NULL CHECK (fen > 0),
      code text NOT NULL,
      booked_on date NOT NULL,
      period text,
      run text,
      reverses bigint UNIQUE REFERENCES movement,
      recorded_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT movement_two_accounts CHECK (from_account <> to_account),
      -- Both accounts must be of the movement's own pool: this is what keeps every pool at zero.
      CONSTRAINT movement_from FOREIGN KEY (from_account, city, pool) REFERENCES ledger_account (id, city, pool),
      CONSTRAINT movement_to FOREIGN KEY (to_account, city, pool) REFERENCES ledger_account (id, city, pool)
    );
    CREATE INDEX movement_into ON movement (to_account, booked_on);
    CREATE INDEX movement_out_of ON movement (from_account, booked_on);

    REVOKE ALL ON ledger_account, movement FROM ${role};
    GRANT SELECT, INSERT ON ledger_account TO ${role};
    -- When a movement was recorded is for the database to say.
    GRANT SELECT, INSERT (from_account, to_account, city, pool, fen, code, booked_on, period, run, reverses) ON movement TO ${role};
    GRANT UPDATE (balance) ON ledger_account TO ${role};`;
}
