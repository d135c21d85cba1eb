import { migration } from '#service/tables.ts';

/** A payout that repays the member's loan (冲还贷): held here, booked by the loan register, cleared between the two books. */
export const contributions0013 = migration(
  'Contributions1767200000013',
  `ALTER TABLE payout DROP CONSTRAINT payout_kind_check,
    ADD CONSTRAINT payout_kind_check CHECK (kind IN ('WITHDRAWAL', 'CLOSING', 'TRANSFER_OUT', 'LOAN_OFFSET'));`,
);
