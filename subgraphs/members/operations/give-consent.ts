import { randomUUID } from 'node:crypto';
import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import { type ConsentPurpose, consentTexts, fieldsTold, latestConsentEnd } from '../rules/consent.ts';
import { type ConsentRow, consentColumns } from '../tables/consent.ts';
import { reachMember } from './find-member.ts';

export type GiveConsent = {
  memberId: string;
  recipient: string;
  purpose: ConsentPurpose;
  validUntil: CivilDate;
  textVersion?: string | null;
  idempotencyKey: string;
};

const recipientPattern = /^[a-z][a-z0-9-]{0,63}$/;

const giveSql = `
  INSERT INTO consent AS c (id, member_id, recipient, purpose, fields, text_version, given_on, valid_until)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${consentColumns}`;

// What is one's own to say is not said for one by a clerk who would then ask by it.
function refuseForAnother({ caller }: Context, purpose: ConsentPurpose): void {
  if (purpose !== 'SPOUSE_CHECK' || caller.audience === 'member') return;
  throw new Refusal('FORBIDDEN', 'Given by the person’s own token only', { field: 'purpose', rule: 'own-consent' });
}

/** Gives one recipient consent for one purpose until a day, with the fields told in a dated wording (PIPL 23, CJ-18). */
export async function giveConsent(context: Context, input: GiveConsent): Promise<ConsentRow> {
  const { memberId, recipient, purpose, validUntil } = input;
  admit(context.caller, 'centre', 'member');
  refuseForAnother(context, purpose);
  if (!recipientPattern.test(recipient)) {
    throw new Refusal('INVALID_INPUT', 'The recipient is a client name such as bank-a', { field: 'recipient' });
  }
  const command = { name: 'give-consent', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const member = await reachMember(context, db, memberId);
    const latest = latestConsentEnd(today, context.policy(member.city, today).national);
    if (validUntil < today || validUntil > latest) {
      throw new Refusal('INVALID_INPUT', `A consent given today ends by ${latest}`, { field: 'validUntil' });
    }
    const { textVersion } = consentTexts[purpose];
    if ((input.textVersion ?? textVersion) !== textVersion) {
      throw new Refusal('CONSENT_TEXT_CHANGED', `The wording now in use is ${textVersion}`, { field: 'textVersion' });
    }
    const told = fieldsTold(purpose);
    const parameters = [randomUUID(), memberId, recipient, purpose, told, textVersion, today, validUntil];
    const [consent] = await rows<ConsentRow>(db, giveSql, parameters);
    return consent!;
  });
}
