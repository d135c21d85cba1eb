import { Refusal } from '#kernel/refusal.ts';
import { isId } from '#service/ids.ts';
import { perform } from '#service/perform.ts';
import { admit, type Context, mayReach } from '../context.ts';
import { referenceText } from '../rules/declaration.ts';
import type { IdentityCorrectionRow } from '../tables/identity-correction.ts';
import { idOf, propose } from './correction-proposal.ts';
import { findCorrection, officerOf } from './identity-corrections.ts';
import { lockMembers } from './lock-members.ts';
import { mergeable } from './mergeable.ts';

export type ProposeMerge = {
  memberId: string;
  mergedMemberId: string;
  evidenceReference: string;
  idempotencyKey: string;
};

/**
 * CJ-08: proposes that two records of a city are of one person, one of which ends in the other. Another officer decides;
 * of a record that was approved the registers are asked then what it still has.
 */
export async function proposeMerge(context: Context, input: ProposeMerge): Promise<IdentityCorrectionRow> {
  const { memberId, mergedMemberId: mergedId } = input;
  admit(context.caller, 'centre');
  officerOf(context);
  const evidence = referenceText(input.evidenceReference, 'evidenceReference');
  if (memberId.toLowerCase() === mergedId.toLowerCase()) {
    throw new Refusal('INVALID_INPUT', 'Two records are merged, not one', { field: 'mergedMemberId' });
  }
  const command = { name: 'propose-merge', subject: memberId, key: input.idempotencyKey, input };
  const { id } = await perform(context, command, async ({ db, today }) => {
    const locked = await lockMembers(db, [memberId, mergedId].filter(isId));
    for (const [field, each] of Object.entries({ memberId, mergedMemberId: mergedId })) {
      const member = locked.find((found) => found.id === each);
      if (!member || !mayReach(context.caller, member)) throw new Refusal('NOT_FOUND', 'No such member', { field });
    }
    const { person, number } = await mergeable(context, db, mergedId, memberId);
    return idOf(await propose(context, db, today, { memberId, number, person, reason: 'MERGED', mergedId, evidence }));
  });
  return (await findCorrection(context.database, id))!;
}
