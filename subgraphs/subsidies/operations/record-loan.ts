import { monthOf } from '#kernel/calendar.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { beforeLateFact, examineAwards } from './examine-awards.ts';
import { openAgain } from './told-months.ts';

// Either may arrive first; a day not known yet is open, so a loan settled before its grant was told still counts as lent.
const recordSql = {
  'loan-granted': `
    INSERT INTO loan_use (loan_id, member_id, granted_on) VALUES ($1, $2, $3)
    ON CONFLICT (loan_id) DO UPDATE SET granted_on = excluded.granted_on`,
  'loan-settled': `
    INSERT INTO loan_use (loan_id, member_id, settled_on) VALUES ($1, $2, $3)
    ON CONFLICT (loan_id) DO UPDATE SET settled_on = excluded.settled_on`,
};

/**
 * Keeps the days between which a member's funds were lent against (账户资金未使用, CJ-15, CJ-16). A loan told of late takes
 * back what was awarded over its days; one told of late to have been settled opens the months since for what it held back.
 */
export function recordLoan(
  context: Context,
  arrived: Arrived<'loan-granted'> | Arrived<'loan-settled'>,
): Promise<void> {
  const { type, loanId, memberId, city, on } = arrived.event;
  return consume(context, arrived, async ({ db, emit }) => {
    await beforeLateFact(db, memberId);
    await db.query(recordSql[type], [loanId, memberId, on]);
    await examineAwards(context, { db, emit }, memberId, { kind: 'LOAN', event: arrived.id, loan: loanId });
    if (type === 'loan-settled') await openAgain(db, city, monthOf(on));
  });
}
