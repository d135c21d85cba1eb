import { migration } from '#service/tables.ts';

/**
 * HZ-07: the interest subsidy that contributions pays on closing is kept among the member's awards, paid already when it
 * is heard of. Unlike the others it may come twice in a month, for whoever opens an account again and closes it.
 */
export const closingSubsidy = migration(
  'ClosingSubsidy1704067200003',
  `ALTER TABLE award DROP CONSTRAINT award_clause_check, DROP CONSTRAINT award_member_id_clause_month_key,
    ADD CONSTRAINT award_clause_check CHECK (clause IN ('CJ-15', 'CJ-16', 'HZ-07')),
    ADD CONSTRAINT award_closing_paid_check CHECK (clause <> 'HZ-07' OR status = 'CREDITED');
  CREATE UNIQUE INDEX award_once_a_month ON award (member_id, clause, month) WHERE clause <> 'HZ-07';
  CREATE INDEX award_member ON award (member_id);`,
);
