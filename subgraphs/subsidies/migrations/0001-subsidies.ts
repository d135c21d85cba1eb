import { migration, serviceTablesSql } from '#service/tables.ts';

const role = 'provident_subsidies';

/** What the rules look at, as told by events, and what they awarded. */
export const subsidyTables = migration(
  'SubsidyTables1704067200000',
  `
  ${serviceTablesSql(role)}
  CREATE TABLE participant (
    member_id uuid PRIMARY KEY,
    city text NOT NULL,
    approved_on date,
    opened_on date,
    categories jsonb NOT NULL DEFAULT '[]'
  );
  GRANT UPDATE (city, approved_on, opened_on, categories) ON participant TO ${role};

  CREATE TABLE monthly_fact (
    member_id uuid NOT NULL,
    month text NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    city text NOT NULL,
    is_full boolean NOT NULL,
    credited bigint NOT NULL CHECK (credited >= 0),
    streak_months integer NOT NULL CHECK (streak_months >= 0),
    used boolean NOT NULL,
    PRIMARY KEY (member_id, month)
  );
  CREATE INDEX monthly_fact_candidate ON monthly_fact (city, month, member_id);

  CREATE TABLE loan_use (
    loan_id uuid PRIMARY KEY,
    member_id uuid NOT NULL,
    granted_on date,
    settled_on date
  );
  CREATE INDEX loan_use_member ON loan_use (member_id);
  GRANT UPDATE (granted_on, settled_on) ON loan_use TO ${role};

  CREATE TABLE award (
    id uuid PRIMARY KEY,
    member_id uuid NOT NULL,
    city text NOT NULL,
    clause text NOT NULL CHECK (clause IN ('CJ-15', 'CJ-16')),
    month text NOT NULL,
    window_from text,
    fen bigint NOT NULL CHECK (fen > 0),
    pay_on date NOT NULL,
    status text NOT NULL DEFAULT 'AWARDED',
    credited_on date,
    movement_id text,
    rule text NOT NULL,
    reference text NOT NULL,
    figures jsonb NOT NULL,
    facts jsonb NOT NULL,
    conditions jsonb NOT NULL,
    awarded_at timestamptz NOT NULL,
    CHECK ((status = 'AWARDED' AND credited_on IS NULL AND movement_id IS NULL)
      OR (status = 'CREDITED' AND credited_on IS NOT NULL AND movement_id IS NOT NULL)),
    CHECK ((clause = 'CJ-15') = (window_from IS NOT NULL)),
    UNIQUE (member_id, clause, month)
  );
  CREATE UNIQUE INDEX award_once_in_a_lifetime ON award (member_id) WHERE clause = 'CJ-16';
  GRANT UPDATE (status, credited_on, movement_id) ON award TO ${role};
  `,
);
