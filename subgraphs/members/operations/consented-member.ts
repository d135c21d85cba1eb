import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { admit, type Context } from '../context.ts';
import { consentCovers } from '../rules/consent.ts';
import { type ConsentRow, consentColumns } from '../tables/consent.ts';
import type { MemberRow } from '../tables/member.ts';

const noConsent = '00000000-0000-0000-0000-000000000000';

/** A member whom a consent lets this caller learn about, and which consent that is. */
export type ConsentedMember = MemberRow & { consent: string };

/**
 * The member who gave this consent to the bank that asks, while it holds (AG-03, CJ-18). Every other case – unknown,
 * another bank's, withdrawn, expired, given to fewer fields, malformed – is refused in the same words, so that nothing is learnt from them.
 */
export async function consentedMember(context: Context, consentId: string): Promise<ConsentedMember> {
  const { caller, clock, database } = context;
  admit(caller, 'bank');
  // Another bank's is not even read, so that it takes as long as none.
  const sql = `SELECT ${consentColumns} FROM consent c WHERE c.id = $1 AND c.recipient = $2`;
  const named = isId(consentId) ? consentId : noConsent;
  const [consent] = await rows<ConsentRow>(database, sql, [named, caller.client]);
  const asked = { recipient: caller.client, purpose: 'GREEN_CHANNEL', now: clock.now(), today: clock.today() } as const;
  const member = consent && consentCovers(consent, asked) && (await context.loaders.member.load(consent.memberId));
  if (!consent || !member) throw new Refusal('CONSENT_NOT_VALID', 'There is no valid consent', { clause: 'AG-03' });
  return { ...member, consent: consent.id };
}
