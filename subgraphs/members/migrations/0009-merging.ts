import { migration } from '#service/tables.ts';

const role = 'provident_members';

// What an approved record still has is told by the registers that keep it; a merger waits for both, or is hindered.
const asking = `
  ALTER TABLE identity_correction DROP CONSTRAINT identity_correction_status_check;
  ALTER TABLE identity_correction ADD CONSTRAINT identity_correction_status_check
    CHECK (status IN ('PROPOSED', 'ASKED', 'APPLIED', 'REJECTED', 'HINDERED'));
  DROP INDEX identity_correction_proposed;
  CREATE UNIQUE INDEX identity_correction_proposed ON identity_correction (member_id)
    WHERE status IN ('PROPOSED', 'ASKED');
  CREATE INDEX identity_correction_merged ON identity_correction (merged_id) WHERE merged_id IS NOT NULL;
  CREATE INDEX member_merged_into ON member (merged_into) WHERE merged_into IS NOT NULL;
  CREATE TABLE merge_answer (
    correction_id uuid NOT NULL REFERENCES identity_correction,
    register text NOT NULL CHECK (register IN ('members', 'contributions', 'loans')),
    obstacles text[] NOT NULL,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (correction_id, register)
  );
`;

const applying = `
  CREATE OR REPLACE FUNCTION correct_identity(correction uuid, fingerprints bytea[], keys text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = members, pg_temp AS $$
  DECLARE c identity_correction;
  BEGIN
    SELECT * INTO STRICT c FROM identity_correction WHERE id = correction AND status IN ('PROPOSED', 'ASKED') FOR UPDATE;
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
  GRANT SELECT, INSERT ON merge_answer TO ${role};
`;

/** Two approved records of one person are merged when no register has anything of the one that ends. */
export const members0009 = migration('Members1767225600009', asking + applying);
