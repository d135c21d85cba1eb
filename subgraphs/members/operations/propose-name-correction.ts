import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import { readName, referenceText } from '../rules/declaration.ts';
import type { IdentityCorrectionRow, NameReason } from '../tables/identity-correction.ts';
import { idOf, type Proposal, propose } from './correction-proposal.ts';
import { reachMember } from './find-member.ts';
import { findCorrection, officerOf } from './identity-corrections.ts';
import { openIdentity, openName } from './member-sealed.ts';

export type ProposeNameCorrection = {
  memberId: string;
  name: string;
  reason: NameReason;
  evidenceReference: string;
  idempotencyKey: string;
};

type Named = Proposal['person'] & { id: string; identity_sealed: Buffer; name_sealed: Buffer };

const namedSql = `
  SELECT id, identity_sealed, name_sealed, document_kind AS "documentKind", birth_date AS "birthDate", sex
  FROM member WHERE id = $1`;

/** CJ-03: proposes another name for a member, typed wrongly or changed since (更名); another officer decides. */
export async function proposeNameCorrection(
  context: Context,
  input: ProposeNameCorrection,
): Promise<IdentityCorrectionRow> {
  const { memberId, reason } = input;
  admit(context.caller, 'centre');
  officerOf(context);
  const evidence = referenceText(input.evidenceReference, 'evidenceReference');
  const name = readName(input.name);
  const command = { name: 'propose-name-correction', subject: memberId, key: input.idempotencyKey, input };
  const { id } = await perform(context, command, async ({ db, today }) => {
    await reachMember(context, db, memberId);
    const [member] = await rows<Named>(db, namedSql, [memberId]);
    if (openName(context, member!) === name) {
      throw new Refusal('INVALID_INPUT', 'The member has this very name', { field: 'name' });
    }
    const { documentKind, birthDate, sex } = member!;
    const number = openIdentity(context, member!);
    const person = { documentKind, birthDate, sex };
    return idOf(
      await propose(context, db, today, { memberId, number, name, person, reason, mergedId: null, evidence }),
    );
  });
  return (await findCorrection(context.database, id))!;
}
