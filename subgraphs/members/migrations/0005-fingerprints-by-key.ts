import { migration } from '#service/tables.ts';

const role = 'provident_members';

// While the key of the index is changed a person has one fingerprint under each key, unique under all of them together:
// whoever is known by an old key alone cannot join a second time by the new one.
const persons = `
  CREATE TABLE person_index (
    fingerprint bytea PRIMARY KEY,
    key text NOT NULL,
    member_id uuid NOT NULL REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (member_id, key)
  );
  INSERT INTO person_index (fingerprint, key, member_id) SELECT identity_index, '1', id FROM member;
  ALTER TABLE member DROP COLUMN identity_index;
`;

// Sealed, since the fingerprint alone could never be reckoned anew.
const spouses = `
  CREATE TABLE spouse_index (
    application_id uuid NOT NULL REFERENCES application,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    PRIMARY KEY (application_id, key)
  );
  CREATE INDEX spouse_index_fingerprint ON spouse_index (fingerprint);
  INSERT INTO spouse_index (application_id, key, fingerprint)
    SELECT id, '1', spouse_index FROM application WHERE spouse_index IS NOT NULL;
  ALTER TABLE application DROP COLUMN spouse_index, ADD COLUMN spouse_sealed bytea;
`;

// The service removes nothing by itself: only this takes away fingerprints under keys that are not given any more, and
// only of whom has one under the current key, the first of those given.
const forgetting = `
  CREATE FUNCTION forget_fingerprints(given text[], most integer) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = members, pg_temp AS $$
    WITH person AS (
      DELETE FROM person_index WHERE (member_id, key) IN (
        SELECT i.member_id, i.key FROM person_index i WHERE i.key <> ALL(given) AND EXISTS (
          SELECT FROM person_index c WHERE c.member_id = i.member_id AND c.key = given[1]) LIMIT most)
      RETURNING 1),
    spouse AS (
      DELETE FROM spouse_index WHERE (application_id, key) IN (
        SELECT i.application_id, i.key FROM spouse_index i WHERE i.key <> ALL(given) AND EXISTS (
          SELECT FROM spouse_index c WHERE c.application_id = i.application_id AND c.key = given[1]) LIMIT most)
      RETURNING 1)
    SELECT ((SELECT count(*) FROM person) + (SELECT count(*) FROM spouse))::integer
  $$;
  REVOKE ALL ON FUNCTION forget_fingerprints FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION forget_fingerprints TO ${role};
`;

const rights = `
  CREATE TABLE key_check (name text PRIMARY KEY, fingerprint bytea NOT NULL);
  GRANT UPDATE (fingerprint) ON key_check TO ${role};
  GRANT UPDATE (spouse_sealed) ON application TO ${role};
`;

/** Finds persons and declared spouses by fingerprints under several keys, so that the key of the index can be changed online. */
export const members0005 = migration('Members1767225600005', persons + spouses + forgetting + rights);
