import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { type Application, applicationById, lockApplication, refuseEnded } from './applications.ts';

/** HZ-05: takes an application back that is not decided; another may be made then. */
export async function withdrawApplication(
  context: Context,
  { applicationId: id, idempotencyKey: key }: { applicationId: string; idempotencyKey: string },
): Promise<Application> {
  const command = { name: 'withdraw-loan-application', subject: id, key, input: { id } };
  return perform(context, command, async ({ db, today }) => {
    refuseEnded(await lockApplication(context, db, id));
    await db.query("UPDATE loan_application SET status = 'WITHDRAWN', withdrawn_on = $2 WHERE id = $1", [id, today]);
    return applicationById(db, id);
  });
}
