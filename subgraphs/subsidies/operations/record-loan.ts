import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { beforeLateFact, examineAwards } from './examine-awards.ts';
import { openEarned } from './open-earned.ts';

// Either may arrive first; a day not known yet is open, so a loan settled before its grant was told still counts as lent.
const recordSql = {
  'loan-granted': `
    INSERT INTO loan_use (loan_id, member_id, granted_on) VALUES ($1, $2, $3)
    ON CONFLICT (loan_id) DO UPDATE SET granted_on = excluded.granted_on RETURNING granted_on AS "grantedOn"`,
  'loan-settled': `
    INSERT INTO loan_use (loan_id, member_id, settled_on) VALUES ($1, $2, $3)
    ON CONFLICT (loan_id) DO UPDATE SET settled_on = excluded.settled_on RETURNING granted_on AS "grantedOn"`,
};

/**
 * Keeps the days between which a member's funds were lent against (账户资金未使用, CJ-15, CJ-16). A loan told of late takes
 * back what was awarded over its days; one told of late to have begun or been settled opens a month that it held back.
 */
export function recordLoan(
  context: Context,
  arrived: Arrived<'loan-granted'> | Arrived<'loan-settled'>,
): Promise<void> {
  const { type, loanId, memberId, on } = arrived.event;
  return consume(context, arrived, async ({ db, emit }) => {
    await beforeLateFact(db, memberId);
    const [loan] = await rows<{ grantedOn: string | null }>(db, recordSql[type], [loanId, memberId, on]);
    // Over which days it stood is not known before its grant is told, which is on its way: nothing is taken back for it yet.
    if (loan!.grantedOn === null) return;
    await examineAwards(context, { db, emit }, memberId, { kind: 'LOAN', event: arrived.id, loan: loanId });
    await openEarned(context, db, memberId);
  });
}
