import { migration } from '#service/tables.ts';

const role = 'provident_subsidies';

/**
 * Which of the facts told of a member are kept, and which parts of closed months were awarded. Months known before this
 * register existed count as not awarded: awarding a month again awards nobody twice.
 */
export const subsidyOrder = migration(
  'SubsidyOrder1704067200001',
  `ALTER TABLE participant ADD COLUMN facts_sequence integer NOT NULL DEFAULT 0;
  GRANT UPDATE (facts_sequence) ON participant TO ${role};

  CREATE TABLE told_month (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    city text NOT NULL,
    month text NOT NULL,
    awarded_at timestamptz
  );
  CREATE INDEX told_month_open ON told_month (city, month) WHERE awarded_at IS NULL;
  GRANT UPDATE (awarded_at) ON told_month TO ${role};
  INSERT INTO told_month (city, month) SELECT DISTINCT city, month FROM monthly_fact;`,
);
