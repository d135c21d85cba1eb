import type { Db } from '#service/database.ts';
import type { Context } from '../context.ts';
import { awardsEarned, onLastDay } from '../rules/member-awards.ts';
import { readMemberFacts } from './read-facts.ts';
import { openAgain } from './told-months.ts';

/** After every month. */
const anyMonth = '9999-12';

/**
 * CJ-15, CJ-16: opens the month again in which a member has first earned something, by all that is known of them now, that was
 * not awarded: its run did not know of what was just told, and a run that has broken since then would never earn it again.
 */
export async function openEarned(context: Context, db: Db, memberId: string): Promise<void> {
  const known = await readMemberFacts(db, memberId, anyMonth);
  if (!known) return;
  const [earned] = awardsEarned(onLastDay(context.policy), known, known.months);
  if (earned) await openAgain(db, earned.city, earned.month);
}
