import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { type BreachCase, findBreachCase, reachedCase } from './breach-cases.ts';
import { lockLoan } from './lock-loan.ts';
import { textOf } from './officer-of.ts';

export type ReplyToBreachCase = { breachCaseId: string; reply: string; idempotencyKey: string };

/** HZ-08: takes the member's reply (陈述申辩) to a breach case, until its decision; replied again, the last reply counts. */
export async function replyToBreachCase(context: Context, input: ReplyToBreachCase): Promise<BreachCase> {
  const reply = textOf('reply', input.reply, 2000);
  const known = await reachedCase(context, input.breachCaseId);
  const command = { name: 'reply-to-breach-case', subject: known.memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    await lockLoan(context, db, known.loanId);
    const { status } = (await findBreachCase(db, known.id))!;
    if (status === 'DECIDED') {
      const decided = new Refusal('NOT_ELIGIBLE', 'The case is decided', { field: 'breachCaseId', clause: 'HZ-08' });
      throw about(known.memberId, decided);
    }
    await db.query("UPDATE breach_case SET status = 'REPLIED', reply = $2, replied_on = $3 WHERE id = $1", [
      ...[known.id, reply, today],
    ]);
    return (await findBreachCase(db, known.id))!;
  });
}
