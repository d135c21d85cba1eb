import { randomUUID } from 'node:crypto';
import { rows } from '#service/database.ts';
import type { EventOf } from '#service/event-types.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';

const waitingSql = `
  SELECT id AS "loanId", member_id AS "memberId", city, 'FUND' AS kind FROM loan
  WHERE status = 'PENDING' AND requested_on < $1
  UNION ALL
  SELECT id, member_id, city, 'SUBSIDISED' FROM subsidised_loan WHERE status = 'PENDING' AND recorded_on < $1`;

/**
 * CJ-13: asks again for the liens of an earlier day that were not answered, whatever became of the question or of its
 * answer. A lien that was placed meanwhile is told again and placed once.
 */
export async function askForLiens(context: Context): Promise<void> {
  const waiting = await rows<Omit<EventOf<'lien-requested'>, 'type'>>(context.database, waitingSql, [
    context.clock.today(),
  ]);
  if (waiting.length === 0) return;
  const command = { name: 'ask-for-liens', subject: 'loans', key: randomUUID(), input: null };
  await perform(context, command, async ({ emit }) => {
    for (const lien of waiting) emit({ type: 'lien-requested', ...lien });
    return null;
  });
}
