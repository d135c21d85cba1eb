import { Refusal } from '#kernel/refusal.ts';
import { isId } from '#service/ids.ts';
import { perform, refuseKey } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import type { VerificationRow } from '../tables/verification.ts';
import { askPlatformOnce } from './ask-platform.ts';
import { confirmations, type Decision, settleVerifications } from './settle-verifications.ts';

export type DecideVerification = Decision & { idempotencyKey: string };

/** Confirms or rejects identity and employment of an applicant of the bureau's own city, once (CJ-23, AG-02). */
export async function decideVerification(context: Context, input: DecideVerification): Promise<VerificationRow> {
  admit(context.caller, 'hr-bureau');
  if (!isId(input.verificationId)) throw new Refusal('NOT_FOUND', 'No such verification', { field: 'verificationId' });
  refuseKey(input.idempotencyKey);
  await askPlatformOnce(context, confirmations([input], context.clock.today()));
  const command = { name: 'decide-verification', subject: input.verificationId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const [decided] = await settleVerifications(context, transaction, [input]);
    if (decided instanceof Refusal) throw decided;
    return decided!;
  });
}
