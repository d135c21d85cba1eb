import { migration } from '#service/tables.ts';

const role = 'provident_contributions';

/**
 * By which reference a city's tax bureau knows a person, and what it was told of whole years: every chunk with its
 * digest, so that reading it again gives the same or is refused, and every line with a fingerprint, so that a correction
 * tells what has changed since.
 */
export const contributions0009 = migration(
  'Contributions1767200000009',
  `
  -- A keyed token of the identity number under the key of one bureau; nothing else can ever stand in an export's column.
  ALTER TABLE enrolment ADD COLUMN tax_reference text CHECK (tax_reference ~ '^[0-9a-f]{64}$');
  GRANT UPDATE (tax_reference) ON enrolment TO ${role};

  CREATE TABLE tax_export (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- By which the bureau names it.
    reference uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    city text NOT NULL,
    tax_year integer NOT NULL,
    client text NOT NULL,
    correction_of integer UNIQUE REFERENCES tax_export,
    begun_at timestamptz NOT NULL,
    -- The figures of the day on which it was begun.
    cap_ratio text NOT NULL,
    ceiling_base bigint NOT NULL,
    basis text NOT NULL CHECK (basis IN ('cash', 'period'))
  );
  -- One export of a year, and then its corrections one after the other.
  CREATE UNIQUE INDEX tax_export_first ON tax_export (city, tax_year) WHERE correction_of IS NULL;

  CREATE TABLE tax_export_chunk (
    export_id integer NOT NULL REFERENCES tax_export,
    chunk integer NOT NULL,
    first_account integer NOT NULL,
    last_account integer NOT NULL,
    rows integer,
    fen bigint,
    -- SHA-256 of the lines, once they have been told.
    digest text,
    told_at timestamptz,
    PRIMARY KEY (export_id, chunk),
    CHECK ((digest IS NULL) = (rows IS NULL) AND (digest IS NULL) = (fen IS NULL) AND (digest IS NULL) = (told_at IS NULL))
  );
  GRANT UPDATE (rows, fen, digest, told_at) ON tax_export_chunk TO ${role};
  CREATE TRIGGER tax_export_chunk_told_once BEFORE UPDATE ON tax_export_chunk FOR EACH ROW WHEN (OLD.digest IS NOT NULL)
    EXECUTE FUNCTION refuse_rewriting_history();

  -- Without references to what they name: nothing there is ever deleted, and a check a line would double the time.
  CREATE TABLE tax_export_line (
    export_id integer NOT NULL,
    account_id integer NOT NULL,
    fingerprint uuid NOT NULL,
    PRIMARY KEY (account_id, export_id)
  );
  `,
);
