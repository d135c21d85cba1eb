import { migration } from '#service/tables.ts';

const role = 'provident_members';

// One line for each number that was not the first: who proposed and who decided, what it is and what it replaced.
const corrections = `
  CREATE TABLE identity_correction (
    id uuid PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES member,
    reason text NOT NULL CHECK (reason IN ('TYPING_ERROR', 'REISSUED', 'MERGED')),
    merged_id uuid REFERENCES member,
    number_sealed bytea NOT NULL,
    document_kind text NOT NULL,
    birth_date date NOT NULL,
    sex text NOT NULL CHECK (sex IN ('MALE', 'FEMALE')),
    former_sealed bytea,
    former_kind text,
    former_birth_date date,
    evidence_reference text NOT NULL,
    status text NOT NULL CHECK (status IN ('PROPOSED', 'APPLIED', 'REJECTED')),
    proposed_by text NOT NULL,
    proposed_on date NOT NULL,
    decided_by text CHECK (decided_by <> proposed_by),
    decided_on date,
    CHECK ((reason = 'MERGED') = (merged_id IS NOT NULL)),
    CHECK ((status = 'PROPOSED') = (decided_on IS NULL))
  );
  CREATE UNIQUE INDEX identity_correction_proposed ON identity_correction (member_id) WHERE status = 'PROPOSED';
  CREATE INDEX identity_correction_member ON identity_correction (member_id);
  GRANT UPDATE (status, decided_by, decided_on, number_sealed, former_sealed, former_kind, former_birth_date)
    ON identity_correction TO ${role};
  ALTER TABLE member ADD COLUMN merged_into uuid REFERENCES member, ADD COLUMN retirement_on date;
  CREATE INDEX member_birth ON member (birth_date);
  GRANT UPDATE (merged_into, retirement_on) ON member TO ${role};
`;

// A number that was re-issued, or of a record that was merged, still finds the person; one typed wrongly is free again.
const fingerprints = `
  ALTER TABLE person_index ADD COLUMN correction_id uuid REFERENCES identity_correction,
    DROP CONSTRAINT person_index_member_id_key_key;
  CREATE UNIQUE INDEX person_index_current ON person_index (member_id, key) WHERE correction_id IS NULL;
  CREATE UNIQUE INDEX person_index_former ON person_index (correction_id, key) WHERE correction_id IS NOT NULL;
  CREATE INDEX person_index_member ON person_index (member_id);
  CREATE FUNCTION correct_identity(correction uuid, fingerprints bytea[], keys text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = members, pg_temp AS $$
  DECLARE c identity_correction;
  BEGIN
    SELECT * INTO STRICT c FROM identity_correction WHERE id = correction AND status = 'PROPOSED' FOR UPDATE;
    IF c.reason = 'MERGED' THEN
      UPDATE person_index SET member_id = c.member_id, correction_id = coalesce(correction_id, c.id)
        WHERE member_id = c.merged_id;
      RETURN;
    ELSIF c.reason = 'REISSUED' THEN
      UPDATE person_index SET correction_id = c.id WHERE member_id = c.member_id AND correction_id IS NULL;
    ELSE
      DELETE FROM person_index WHERE member_id = c.member_id AND correction_id IS NULL;
    END IF;
    INSERT INTO person_index (fingerprint, key, member_id)
      SELECT g.fingerprint, g.key, c.member_id FROM unnest(fingerprints, keys) AS g (fingerprint, key) ORDER BY 1;
  END $$;
  REVOKE ALL ON FUNCTION correct_identity FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION correct_identity TO ${role};
`;

const forgetting = `
  CREATE OR REPLACE FUNCTION forget_fingerprints(given text[], most integer) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = members, pg_temp AS $$
    WITH person AS (
      DELETE FROM person_index WHERE fingerprint IN (
        SELECT i.fingerprint FROM person_index i WHERE i.key <> ALL(given) AND EXISTS (
          SELECT FROM person_index c WHERE c.member_id = i.member_id AND c.key = given[1]
            AND c.correction_id IS NOT DISTINCT FROM i.correction_id) LIMIT most)
      RETURNING 1),
    spouse AS (
      DELETE FROM spouse_index WHERE (application_id, key) IN (
        SELECT i.application_id, i.key FROM spouse_index i WHERE i.key <> ALL(given) AND EXISTS (
          SELECT FROM spouse_index c WHERE c.application_id = i.application_id AND c.key = given[1]) LIMIT most)
      RETURNING 1)
    SELECT ((SELECT count(*) FROM person) + (SELECT count(*) FROM spouse))::integer
  $$;
`;

/** Corrections of identity by two officers, with the numbers that were, and merged records. */
export const members0007 = migration('Members1767225600007', corrections + fingerprints + forgetting);
