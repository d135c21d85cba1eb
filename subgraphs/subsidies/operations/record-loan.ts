import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';

// Either may arrive first; a day not known yet is open, so a loan settled before its grant was told still counts as lent.
const recordSql = {
  'loan-granted': `
    INSERT INTO loan_use (loan_id, member_id, granted_on) VALUES ($1, $2, $3)
    ON CONFLICT (loan_id) DO UPDATE SET granted_on = excluded.granted_on`,
  'loan-settled': `
    INSERT INTO loan_use (loan_id, member_id, settled_on) VALUES ($1, $2, $3)
    ON CONFLICT (loan_id) DO UPDATE SET settled_on = excluded.settled_on`,
};

/** Keeps the days between which a member's funds were lent against (账户资金未使用, CJ-15, CJ-16). */
export function recordLoan(
  context: Context,
  arrived: Arrived<'loan-granted'> | Arrived<'loan-settled'>,
): Promise<void> {
  const { type, loanId, memberId, on } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    await db.query(recordSql[type], [loanId, memberId, on]);
  });
}
