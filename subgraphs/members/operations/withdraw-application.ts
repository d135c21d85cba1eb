import { Refusal } from '#kernel/refusal.ts';
import { isId } from '#service/ids.ts';
import { perform } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import { admit, type Context, mayReach } from '../context.ts';
import { isWaiting } from '../rules/application.ts';
import { lockApplications, moveApplications } from './application-moves.ts';

export type WithdrawApplication = { applicationId: string; idempotencyKey: string };

const notFound = () => new Refusal('NOT_FOUND', 'No such application', { field: 'applicationId' });

/** Withdraws an application that still waits; the applicant may apply again (CJ-01, CJ-23). */
export async function withdrawApplication(context: Context, input: WithdrawApplication): Promise<{ id: string }> {
  const { applicationId: id } = input;
  admit(context.caller, 'centre', 'member');
  if (!isId(id)) throw notFound();
  const command = { name: 'withdraw-application', subject: id, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const [application] = await lockApplications(transaction.db, [id]);
    if (!application || !mayReach(context.caller, { id: application.memberId, city: application.city }))
      throw notFound();
    if (!isWaiting(application.status)) {
      const decided = new Refusal('APPLICATION_DECIDED', 'The application is decided already', {
        field: 'applicationId',
      });
      throw about(application.memberId, decided);
    }
    const move = { id, to: 'WITHDRAWN', clause: 'CJ-01', reason: '申请人撤回' } as const;
    await moveApplications(context, transaction, [application], [move]);
    return { id };
  });
}
