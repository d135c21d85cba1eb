import { randomUUID } from 'node:crypto';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import { readIdentity, referenceText, type Sex } from '../rules/declaration.ts';
import type { CorrectionReason, IdentityCorrectionRow } from '../tables/identity-correction.ts';
import { findMemberOf } from './correction-holder.ts';
import { reachMember } from './find-member.ts';
import { findCorrection, officerOf } from './identity-corrections.ts';
import { openIdentity, sealedColumns } from './member-sealed.ts';

export type ProposeIdentityCorrection = {
  memberId: string;
  identityNumber: string;
  sex?: Sex | null;
  reason: 'TYPING_ERROR' | 'REISSUED';
  evidenceReference: string;
  idempotencyKey: string;
};
export type ProposeMerge = {
  memberId: string;
  mergedMemberId: string;
  evidenceReference: string;
  idempotencyKey: string;
};

const insertSql = `
  INSERT INTO identity_correction (id, member_id, reason, merged_id, number_sealed, document_kind, birth_date, sex,
    evidence_reference, status, proposed_by, proposed_on)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'PROPOSED', $10, $11) ON CONFLICT DO NOTHING RETURNING id`;

/** What is proposed: whose identity becomes which, why, and by which evidence. */
type Proposal = {
  memberId: string;
  number: string;
  person: Pick<IdentityCorrectionRow, 'documentKind' | 'birthDate' | 'sex'>;
  reason: CorrectionReason;
  mergedId: string | null;
  evidence: string;
};

async function propose(context: Context, db: Db, today: string, proposal: Proposal): Promise<IdentityCorrectionRow> {
  const { memberId, number, person, reason, mergedId, evidence } = proposal;
  const id = randomUUID();
  const sealed = context.sealer.seal(number, sealedColumns.corrected, id);
  const { documentKind, birthDate, sex } = person;
  const made = await rows(db, insertSql, [
    ...[id, memberId, reason, mergedId, sealed, documentKind, birthDate, sex, evidence, officerOf(context), today],
  ]);
  if (made.length === 1) return (await findCorrection(db, id))!;
  throw new Refusal('IN_PROGRESS', 'A correction of this member waits for its decision', { field: 'memberId' });
}

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

/**
 * CJ-08: proposes that two records of a city are of one person. The one that ends must never have been approved, so that
 * no account, loan or subsidy hangs on it; the other may have all of them. Another officer decides.
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
    await reachMember(context, db, memberId);
    const { person, number } = await mergeable(context, db, mergedId);
    return idOf(await propose(context, db, today, { memberId, number, person, reason: 'MERGED', mergedId, evidence }));
  });
  return (await findCorrection(context.database, id))!;
}

// What is remembered of a command holds no number, sealed or not.
const idOf = ({ id }: IdentityCorrectionRow) => ({ id });

const mergeableSql = `
  SELECT m.identity_sealed, m.document_kind AS "documentKind", m.birth_date AS "birthDate", m.sex,
    m.merged_into IS NOT NULL OR EXISTS (SELECT FROM application a WHERE a.member_id = m.id AND a.approved_on IS NOT NULL)
      AS held
  FROM member m WHERE m.id = $1`;

/** A record that may end in another: refused NOT_ELIGIBLE where it was ever approved. */
export async function mergeable(
  context: Context,
  db: Db,
  id: string,
): Promise<{ person: Proposal['person']; number: string }> {
  await reachMember(context, db, id).catch((cause: unknown) => {
    throw cause instanceof Refusal ? new Refusal('NOT_FOUND', 'No such member', { field: 'mergedMemberId' }) : cause;
  });
  const [found] = await rows<Proposal['person'] & { identity_sealed: Buffer; held: boolean }>(db, mergeableSql, [id]);
  const { identity_sealed, held, ...person } = found!;
  if (held) {
    const message = 'A record that was approved, or merged already, does not end in another';
    throw new Refusal('NOT_ELIGIBLE', message, { field: 'mergedMemberId', clause: 'CJ-08', rule: 'approved' });
  }
  return { person, number: openIdentity(context, { id, identity_sealed }) };
}
