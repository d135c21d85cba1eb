import { perform } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import { readIdentity, referenceText, type Sex } from '../rules/declaration.ts';
import type { IdentityCorrectionRow } from '../tables/identity-correction.ts';
import { findMemberOf } from './correction-holder.ts';
import { idOf, propose } from './correction-proposal.ts';
import { reachMember } from './find-member.ts';
import { findCorrection, officerOf } from './identity-corrections.ts';

export type ProposeIdentityCorrection = {
  memberId: string;
  identityNumber: string;
  sex?: Sex | null;
  reason: 'TYPING_ERROR' | 'REISSUED';
  evidenceReference: string;
  idempotencyKey: string;
};

/**
 * CJ-03: proposes another identity number for a member, since the first was typed wrongly or the document was issued
 * anew; another officer decides. Nothing is changed yet.
 */
export async function proposeIdentityCorrection(
  context: Context,
  input: ProposeIdentityCorrection,
): Promise<IdentityCorrectionRow> {
  const { memberId, reason } = input;
  admit(context.caller, 'centre');
  officerOf(context);
  const evidence = referenceText(input.evidenceReference, 'evidenceReference');
  const { identityNumber: number, ...person } = readIdentity(input, context.clock.today());
  const command = { name: 'propose-identity-correction', subject: memberId, key: input.idempotencyKey, input };
  const { id } = await perform(context, command, async ({ db, today }) => {
    await reachMember(context, db, memberId);
    const holder = await findMemberOf(context, db, number);
    if (holder) throw holder.refusal(memberId);
    return idOf(await propose(context, db, today, { memberId, number, person, reason, mergedId: null, evidence }));
  });
  return (await findCorrection(context.database, id))!;
}
