import { migration } from '#service/tables.ts';

const role = 'provident_risk';

/** HZ-10: financing facilities, what was decided of each once, and every drawing and repayment, which nobody changes. */
export const risk0002 = migration(
  'Risk1700000000002',
  `CREATE TABLE financing_facility (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY,
    city text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('FLEXIBLE', 'UNIT')),
    lender text NOT NULL,
    purpose text NOT NULL,
    limit_fen bigint NOT NULL CHECK (limit_fen > 0),
    until_on date NOT NULL,
    status text NOT NULL DEFAULT 'PROPOSED' CHECK (status IN ('PROPOSED', 'APPROVED', 'REJECTED')),
    proposed_by text NOT NULL,
    proposed_on date NOT NULL,
    -- The resolution of the committee (管委会), as it was recorded.
    resolution text,
    resolved_on date,
    decided_by text,
    decided_on date,
    CHECK ((status = 'PROPOSED') = (decided_on IS NULL) AND (decided_by IS NULL) = (decided_on IS NULL)),
    CHECK (status <> 'APPROVED' OR (resolution IS NOT NULL AND resolved_on IS NOT NULL)),
    CONSTRAINT financing_four_eyes CHECK (decided_by IS DISTINCT FROM proposed_by)
  );
  CREATE TABLE financing_posting (
    movement_id bigint PRIMARY KEY REFERENCES movement,
    facility_id uuid NOT NULL REFERENCES financing_facility,
    kind text NOT NULL CHECK (kind IN ('DRAWN', 'REPAID')),
    fen bigint NOT NULL CHECK (fen > 0),
    booked_on date NOT NULL,
    officer text NOT NULL
  );
  CREATE INDEX financing_posting_facility ON financing_posting (facility_id);
  REVOKE ALL ON financing_facility, financing_posting FROM ${role};
  GRANT SELECT, INSERT ON financing_facility, financing_posting TO ${role};
  GRANT UPDATE (status, resolution, resolved_on, decided_by, decided_on) ON financing_facility TO ${role};`,
);
