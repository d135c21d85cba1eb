import { migration } from '#service/tables.ts';

const role = 'provident_risk';

/** HZ-11: what the reserve gave for each loan that was written off, once; what it could not give is kept beside it. */
export const risk0003 = migration(
  'Risk1700000000003',
  `CREATE TABLE reserve_use (
    loan_id uuid PRIMARY KEY,
    city text NOT NULL,
    pool text NOT NULL,
    fen bigint NOT NULL CHECK (fen > 0),
    covered bigint NOT NULL CHECK (covered BETWEEN 0 AND fen),
    movement_id bigint REFERENCES movement,
    booked_on date NOT NULL,
    CHECK ((covered = 0) = (movement_id IS NULL))
  );
  CREATE INDEX reserve_use_pool ON reserve_use (city, pool);
  REVOKE ALL ON reserve_use FROM ${role};
  GRANT SELECT, INSERT ON reserve_use TO ${role};`,
);
