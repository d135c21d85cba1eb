import { randomUUID } from 'node:crypto';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import type { CorrectionReason, IdentityCorrectionRow } from '../tables/identity-correction.ts';
import { findCorrection, officerOf } from './identity-corrections.ts';
import { sealedColumns } from './member-sealed.ts';

/** What is proposed: whose identity becomes which, why, and by which evidence. */
export type Proposal = {
  memberId: string;
  /** The number that it brings; of a correction of the name the one that stays. */
  number: string;
  name?: string;
  person: Pick<IdentityCorrectionRow, 'documentKind' | 'birthDate' | 'sex'>;
  reason: CorrectionReason;
  mergedId: string | null;
  evidence: string;
};

const insertSql = `
  INSERT INTO identity_correction (id, member_id, reason, merged_id, number_sealed, name_sealed, document_kind,
    birth_date, sex, evidence_reference, status, proposed_by, proposed_on)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'PROPOSED', $11, $12) ON CONFLICT DO NOTHING RETURNING id`;

/** Writes a proposal down, or refuses IN_PROGRESS while another of the same member waits for its decision (CJ-03). */
export async function propose(
  context: Context,
  db: Db,
  today: string,
  proposal: Proposal,
): Promise<IdentityCorrectionRow> {
  const { memberId, number, name, person, reason, mergedId, evidence } = proposal;
  const { documentKind, birthDate, sex } = person;
  const id = randomUUID();
  const made = await rows(db, insertSql, [
    ...[id, memberId, reason, mergedId, context.sealer.seal(number, sealedColumns.corrected, id)],
    name === undefined ? null : context.sealer.seal(name, sealedColumns.correctedName, id),
    ...[documentKind, birthDate, sex, evidence, officerOf(context), today],
  ]);
  if (made.length === 1) return (await findCorrection(db, id))!;
  throw new Refusal('IN_PROGRESS', 'A correction of this member waits for its decision', { field: 'memberId' });
}

/** What is remembered of the command: neither a number nor a name, sealed or not. */
export const idOf = ({ id }: IdentityCorrectionRow) => ({ id });
