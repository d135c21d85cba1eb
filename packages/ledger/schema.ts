/**
 * A few internal accounts are on one side of nearly every movement. Whoever asks for an account means a member's, so the
 * planner is told how the others are spread; by the average it would read the whole book for each of them.
 */
export const spreadSql = `
    ALTER TABLE movement ALTER COLUMN from_account SET (n_distinct = -0.1), ALTER COLUMN to_account SET (n_distinct = -0.1);`;

/**
 * Both accounts of a movement must be of its own pool: this is what keeps every pool at zero. A foreign key asks for each
 * row, which is most of what a run over a million accounts would do; this asks once for a statement, and accounts that no
 * one may remove or move stay where they were found. What the caller names its own tables, or plans, changes nothing.
 */
export const onePoolSql = `
    CREATE FUNCTION movement_one_pool() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE wrong text;
    BEGIN
      SELECT named.side INTO wrong FROM (
        SELECT 'movement_from' AS side, from_account AS account, city, pool FROM booked
        UNION SELECT 'movement_to', to_account, city, pool FROM booked) AS named
      WHERE NOT EXISTS (
        SELECT FROM ledger_account a WHERE a.id = named.account AND a.city = named.city AND a.pool = named.pool)
      LIMIT 1;
      IF FOUND THEN
        RAISE foreign_key_violation USING CONSTRAINT = wrong,
          MESSAGE = format('insert on table "movement" violates "%s": no such account in its pool', wrong);
      END IF;
      RETURN NULL;
    END $$;
    CREATE FUNCTION refuse_removing_accounts() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'An account of a book stays in its pool for ever'; END $$;
    DO $$ BEGIN
      EXECUTE format('ALTER FUNCTION movement_one_pool() SET search_path = %I, pg_temp', current_schema());
    END $$;
    ALTER FUNCTION movement_one_pool() SET enable_hashjoin = off;
    ALTER FUNCTION movement_one_pool() SET enable_mergejoin = off;
    ALTER FUNCTION movement_one_pool() SET enable_seqscan = off;
    CREATE TRIGGER movement_one_pool AFTER INSERT ON movement REFERENCING NEW TABLE AS booked
      FOR EACH STATEMENT EXECUTE FUNCTION movement_one_pool();
    CREATE TRIGGER ledger_account_stays BEFORE UPDATE OF id, city, pool OR DELETE ON ledger_account
      FOR EACH ROW EXECUTE FUNCTION refuse_removing_accounts();
    CREATE TRIGGER ledger_account_not_emptied BEFORE TRUNCATE ON ledger_account
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_removing_accounts();`;

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
      CONSTRAINT ledger_account_personal CHECK ((owner IS NULL) = (balance IS NULL) AND (owner IS NULL) = (segment IS NULL)),
      CONSTRAINT ledger_account_not_overdrawn CHECK (balance >= 0)
    -- Room for a new version of every third row of a page, as a run over one segment makes it.
    ) WITH (fillfactor = 70);
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
      CONSTRAINT movement_two_accounts CHECK (from_account <> to_account)
    );
    -- With the amount, so that what an account held on any day is read from them alone.
    CREATE INDEX movement_into ON movement (to_account, booked_on) INCLUDE (fen);
    CREATE INDEX movement_out_of ON movement (from_account, booked_on) INCLUDE (fen);
    ${spreadSql}
    ${onePoolSql}

    REVOKE ALL ON ledger_account, movement FROM ${role};
    GRANT SELECT, INSERT ON ledger_account TO ${role};
    -- When a movement was recorded is for the database to say.
    GRANT SELECT, INSERT (from_account, to_account, city, pool, fen, code, booked_on, period, run, reverses) ON movement TO ${role};
    GRANT UPDATE (balance) ON ledger_account TO ${role};`;
}
