import { addDays } from '#kernel/calendar.ts';
import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import { tryEach } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { figuresKept } from '../rules/application.ts';
import { lockApplications, moveApplications } from './application-moves.ts';

const dueSql = `
  SELECT a.id FROM verification v JOIN application a ON a.id = v.application_id
  WHERE v.status = 'PENDING' AND v.round = 1 AND v.due_on < $1 AND a.status = 'AWAITING_VERIFICATION' ORDER BY a.id`;

/** Ends every application that nobody verified within the days that policy gave it on its day (CJ-23). */
export async function expireApplications(context: Context): Promise<void> {
  const due = await rows<{ id: string }>(context.database, dueSql, [context.clock.today()]);
  await tryEach(due, ({ id }) => expire(context, id));
}

async function expire(context: Context, id: string): Promise<void> {
  const command = { name: 'expire-application', subject: id, key: `expire ${id}`, input: { id } };
  await perform(context, command, async (transaction) => {
    const [application] = await lockApplications(transaction.db, [id]);
    // Whoever was faster, the bureau or the applicant, has the word.
    if (application?.status !== 'AWAITING_VERIFICATION') return { expired: false };
    const { enrolment } = context.policy(application.city, transaction.today).national;
    const reason = `截至${addDays(transaction.today, -1)}未核实，申请失效，可以重新申请`;
    const figures = figuresKept(enrolment.verificationDays);
    await moveApplications(
      context,
      transaction,
      [application],
      [{ id, to: 'EXPIRED', clause: 'CJ-23', reason, figures }],
    );
    return { expired: true };
  });
}
