import { migration } from '#service/tables.ts';

const role = 'provident_risk';

/** HZ-11: what is recovered of loans that were written off, once for each time, and what of it goes back to the reserve. */
export const risk0004 = migration(
  'Risk1700000000004',
  `CREATE TABLE reserve_return (
    recovery_id uuid PRIMARY KEY,
    loan_id uuid NOT NULL REFERENCES reserve_use,
    fen bigint NOT NULL CHECK (fen > 0),
    returned bigint NOT NULL CHECK (returned BETWEEN 0 AND fen),
    movement_id bigint REFERENCES movement,
    booked_on date NOT NULL,
    CHECK ((returned = 0) = (movement_id IS NULL))
  );
  CREATE INDEX reserve_return_loan ON reserve_return (loan_id);
  REVOKE ALL ON reserve_return FROM ${role};
  GRANT SELECT, INSERT ON reserve_return TO ${role};`,
);
