import { migration } from '#service/tables.ts';

const role = 'provident_subsidies';

/**
 * What many awards rest on alike, kept once: the rule, the document, the figures and the conditions. And indexes from which
 * a run over a million members reads its facts in order.
 */
export const awardBasis = migration(
  'AwardBasis1704067200004',
  `CREATE TABLE award_basis (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest text NOT NULL UNIQUE,
    rule text NOT NULL,
    reference text NOT NULL,
    figures jsonb NOT NULL,
    conditions jsonb NOT NULL
  );
  -- No foreign key: it would ask a million times for one row that nobody may take away.
  ALTER TABLE award ADD COLUMN basis_id integer;
  INSERT INTO award_basis (digest, rule, reference, figures, conditions)
    SELECT DISTINCT md5(concat_ws('|', rule, reference, figures, conditions)), rule, reference, figures, conditions FROM award;
  UPDATE award SET basis_id = b.id FROM award_basis b
    WHERE b.digest = md5(concat_ws('|', award.rule, award.reference, award.figures, award.conditions));
  ALTER TABLE award ALTER COLUMN basis_id SET NOT NULL, DROP COLUMN rule, DROP COLUMN reference, DROP COLUMN figures,
    DROP COLUMN conditions;
  REVOKE ALL ON award_basis FROM ${role};
  GRANT SELECT, INSERT ON award_basis TO ${role};

  ALTER TABLE monthly_fact DROP CONSTRAINT monthly_fact_pkey,
    ADD PRIMARY KEY (member_id, month) INCLUDE (is_full, credited);
  DROP INDEX monthly_fact_candidate;
  CREATE INDEX monthly_fact_candidate ON monthly_fact (city, month, member_id) INCLUDE (streak_months);
  CREATE INDEX monthly_fact_used ON monthly_fact (member_id, month) WHERE used;`,
);
