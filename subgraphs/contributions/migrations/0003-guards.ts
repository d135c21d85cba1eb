import { migration } from '#service/tables.ts';

/**
 * Debit batches belong to a run, so that a month may have several; and what has been answered, paid or booked once is
 * not rewritten by anybody, whatever a grant on the column allows.
 */
export const contributions0003 = migration(
  'Contributions1767200000003',
  `
  ALTER TABLE debit_batch ADD COLUMN run_id integer REFERENCES run;
  UPDATE debit_batch b SET run_id = r.id FROM run r WHERE r.kind = 'collect' AND r.city = b.city AND r.period = b.month;
  ALTER TABLE debit_batch ALTER COLUMN run_id SET NOT NULL, DROP CONSTRAINT debit_batch_city_month_chunk_key,
    ADD CONSTRAINT debit_batch_chunk UNIQUE (run_id, chunk);
  CREATE INDEX agreement_signed ON agreement (city, signed_on);

  -- Said by the withdrawals themselves, for any day.
  ALTER TABLE account DROP COLUMN last_withdrawal_on;
  CREATE INDEX withdrawal_account ON withdrawal (account_id, paid_on);

  CREATE FUNCTION refuse_rewriting_history() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is answered or paid already and is not rewritten', TG_TABLE_NAME; END $$;
  CREATE TRIGGER period_due_paid_once BEFORE UPDATE ON period_due FOR EACH ROW WHEN (OLD.filled_on IS NOT NULL)
    EXECUTE FUNCTION refuse_rewriting_history();
  CREATE TRIGGER debit_line_answered_once BEFORE UPDATE ON debit_line FOR EACH ROW WHEN (OLD.outcome IS NOT NULL)
    EXECUTE FUNCTION refuse_rewriting_history();
  CREATE TRIGGER debit_batch_booked_once BEFORE UPDATE ON debit_batch FOR EACH ROW WHEN (OLD.status = 'BOOKED')
    EXECUTE FUNCTION refuse_rewriting_history();
  `,
);
