import { Refusal, type RefusalCode } from '#kernel/refusal.ts';
import { perform, refuseKey } from '#service/perform.ts';
import { memberTold } from '#service/told-refusals.ts';
import { admit, type Context } from '../context.ts';
import type { VerificationRow } from '../tables/verification.ts';
import { askPlatformOnce } from './ask-platform.ts';
import { confirmations, type Decision, settleVerifications } from './settle-verifications.ts';

export type DecideVerifications = { decisions: Decision[]; idempotencyKey: string };

/** What became of one row of a batch: the verification as decided, or why it was not. */
export type RowDecided = {
  position: number;
  decided: boolean;
  verification: VerificationRow | null;
  code: RefusalCode | null;
  field: string | null;
  message: string | null;
  /** Whom a refusal tells a fact about. */
  memberId: string | null;
};

const most = 500;

/**
 * Decides 1 to 500 verifications at once, row by row: one that cannot be decided is told by its place and holds up no
 * other. All that can be decided are, or none; the same key and rows have the first answer again (CJ-23, AG-02).
 */
export async function decideVerifications(context: Context, input: DecideVerifications): Promise<RowDecided[]> {
  admit(context.caller, 'hr-bureau');
  const field = 'decisions';
  if (input.decisions.length === 0) throw new Refusal('INVALID_INPUT', 'At least one decision is expected', { field });
  if (input.decisions.length > most) throw new Refusal('TOO_MANY', `At most ${most} decisions at a time`, { field });
  refuseKey(input.idempotencyKey);
  await askPlatformOnce(context, confirmations(input.decisions, context.clock.today()));
  const command = { name: 'decide-verifications', subject: 'verification', key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const results = await settleVerifications(context, transaction, input.decisions);
    return results.map(rowOf);
  });
}

function rowOf(result: VerificationRow | Refusal, position: number): RowDecided {
  if (!(result instanceof Refusal)) {
    const { memberId } = result;
    return { position, decided: true, verification: result, code: null, field: null, message: null, memberId };
  }
  const { code, message, detail } = result;
  const refused = { code, message, field: detail.field ?? null, memberId: memberTold(result) ?? null };
  return { position, decided: false, verification: null, ...refused };
}
