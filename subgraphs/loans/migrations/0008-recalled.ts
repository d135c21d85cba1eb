import { migration } from '#service/tables.ts';

const role = 'provident_loans';

/**
 * An instalment says whether the loan was recalled by it: it counts as overdue month after month (HZ-08, HZ-11). An offset
 * keeps what the account gave and left out, and why.
 */
export const loans0008 = migration(
  'Loans1700000000008',
  `ALTER TABLE instalment ADD COLUMN recalled boolean NOT NULL DEFAULT false;
  UPDATE instalment i SET recalled = true FROM plan_change c
    WHERE c.kind = 'RECALL' AND c.loan_id = i.loan_id AND c.from_number = i.number;
  GRANT UPDATE (recalled) ON instalment TO ${role};

  ALTER TABLE loan_offset ADD COLUMN explained jsonb;
  GRANT UPDATE (explained) ON loan_offset TO ${role};`,
);
