import type { Db } from '#service/database.ts';
import type { Context } from '../context.ts';
import { awardsEarned, onLastDay } from '../rules/member-awards.ts';
import { readMemberFacts } from './read-facts.ts';
import { openAgain } from './told-months.ts';

/** After every month. */
const anyMonth = '9999-12';

/**
 * CJ-16: opens the month again in which a member has earned the one-off subsidy by what was just told of them, a group or
 * the opening: its run did not know of it, and a run that has broken since then would never earn it again.
 */
export async function openEarned(context: Context, db: Db, memberId: string): Promise<void> {
  const known = await readMemberFacts(db, memberId, anyMonth);
  if (!known) return;
  const earned = awardsEarned(onLastDay(context.policy), known, known.months).find(({ clause }) => clause === 'CJ-16');
  if (earned) await openAgain(db, earned.city, earned.month);
}
