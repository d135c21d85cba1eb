import { migration } from '#service/tables.ts';

// What belongs to a group, or works in an industry, does so from a day and to a day; a line is never rewritten.
const categories = `
  ALTER TABLE category DROP CONSTRAINT category_pkey,
    ADD COLUMN id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ADD COLUMN since date, ADD COLUMN until date;
  UPDATE category c SET since = (SELECT min(a.applied_on) FROM application a WHERE a.member_id = c.member_id);
  ALTER TABLE category ALTER COLUMN since SET NOT NULL, ADD CHECK (until >= since - 1);
  CREATE INDEX category_member ON category (member_id, kind, since DESC, id DESC);
  REVOKE UPDATE (graduated_on, evidence_reference, recorded_at) ON category FROM provident_members;
`;

const industries = `
  CREATE TABLE industry_period (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES member,
    industry_code text NOT NULL,
    industry_name text NOT NULL,
    since date NOT NULL,
    until date,
    evidence_reference text NOT NULL,
    recorded_at timestamptz NOT NULL,
    CHECK (until >= since - 1)
  );
  CREATE INDEX industry_period_member ON industry_period (member_id, since DESC, id DESC);
`;

/** Categories and industries with the days from which and to which they hold, as histories. */
export const members0010 = migration('Members1767225600010', categories + industries);
