import { type Db, rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import { log } from '#service/log.ts';
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
    if (type === 'loan-granted') await warnOfAwards(db, loanId);
  });
}

// The days of a run as run-facts.ts counts them; whoever was awarded was not known to have borrowed in them.
const awardedSql = `
  SELECT a.id AS award, a.city, a.clause, a.month FROM loan_use l JOIN award a USING (member_id)
  CROSS JOIN LATERAL (
    SELECT (a.month || '-01')::date AS first_of_last,
      (a.month || '-01')::date - make_interval(months => (a.facts->>'streakMonths')::integer - 1) AS first_day
  ) run
  WHERE l.loan_id = $1 AND l.granted_on < run.first_of_last + interval '1 month'
    AND (l.settled_on IS NULL OR l.settled_on >= run.first_day)`;

// An award is not taken back by itself: a person must look at it, so it is named, and the member is not.
async function warnOfAwards(db: Db, loanId: string): Promise<void> {
  for (const found of await rows<Record<'award' | 'city' | 'clause' | 'month', string>>(db, awardedSql, [loanId])) {
    log.warn(found, 'a loan told of late falls in the run of months of a subsidy awarded already');
  }
}
