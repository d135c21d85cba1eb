import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { perform } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import { type ConsentRow, consentColumns } from '../tables/consent.ts';
import { reachMember } from './find-member.ts';

export type WithdrawConsent = { consentId: string; idempotencyKey: string };

const notFound = () => new Refusal('NOT_FOUND', 'No such consent', { field: 'consentId' });

/** Withdraws a consent from this moment on; what is withdrawn already keeps its first moment (PIPL 15, CJ-18). */
export async function withdrawConsent(context: Context, input: WithdrawConsent): Promise<ConsentRow> {
  admit(context.caller, 'centre', 'member');
  if (!isId(input.consentId)) throw notFound();
  const command = { name: 'withdraw-consent', subject: input.consentId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, now }) => {
    const [owner] = await rows<{ id: string }>(db, 'SELECT member_id AS id FROM consent WHERE id = $1', [
      input.consentId,
    ]);
    if (!owner) throw notFound();
    await reachMember(context, db, owner.id).catch((cause) => {
      throw cause instanceof Refusal ? notFound() : cause;
    });
    const sql = `UPDATE consent c SET withdrawn_at = coalesce(c.withdrawn_at, $2) WHERE c.id = $1 RETURNING ${consentColumns}`;
    const [consent] = await rows<ConsentRow>(db, sql, [input.consentId, now]);
    return consent!;
  });
}
