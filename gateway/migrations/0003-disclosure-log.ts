import { migration } from '#service/tables.ts';

/**
 * The log into which disclosures are sealed: a leaf a row, the roots of its full subtrees of 256, 65,536 … leaves for
 * proofs, and signed checkpoints. All of it is only added to; none of it is needed to read the record.
 */
export const gateway0003 = migration(
  'DisclosureLog1700000000003',
  `
  ALTER TABLE disclosure
    ADD COLUMN contract text NOT NULL DEFAULT 'before contracts were named',
    ADD CHECK (array_ndims(fields) = 1 AND array_lower(fields, 1) = 1 AND array_position(fields, NULL) IS NULL);
  ALTER TABLE disclosure ALTER COLUMN contract DROP DEFAULT;

  CREATE TABLE disclosure_leaf (
    position bigint PRIMARY KEY CHECK (position >= 0),
    disclosure bigint NOT NULL UNIQUE,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32)
  );
  CREATE TABLE disclosure_node (
    level smallint NOT NULL CHECK (level > 0),
    place bigint NOT NULL CHECK (place >= 0),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, place)
  );
  CREATE TABLE disclosure_checkpoint (
    number bigint PRIMARY KEY CHECK (number > 0),
    size bigint NOT NULL UNIQUE CHECK (size > 0),
    note text NOT NULL,
    peaks bytea NOT NULL,
    last_id bigint NOT NULL
  );
  `,
);
