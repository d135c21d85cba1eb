import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { perform, type Transaction } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import { retirement, retirementCategory } from '../rules/retirement.ts';
import type { IdentityCorrectionRow } from '../tables/identity-correction.ts';
import { lockApplications, moveApplications } from './application-moves.ts';
import { findMemberOf } from './correction-holder.ts';
import { reachMember } from './find-member.ts';
import { findCorrection, officerOf } from './identity-corrections.ts';
import { factsOnApproval } from './member-facts.ts';
import { fingerprintsOf, openIdentity, sealedColumns } from './member-sealed.ts';
import { mergeable } from './propose-identity-correction.ts';

export type DecideIdentityCorrection = { correctionId: string; decision: 'APPLY' | 'REJECT'; idempotencyKey: string };

const noSuchCorrection = () =>
  new Refusal('NOT_FOUND', 'There is no such correction to decide', { field: 'correctionId' });

/**
 * CJ-03, CJ-08: applies a proposed correction of identity or merger, or rejects it, by another officer than the one who
 * proposed it. What was stays on record; a re-issued number, and one of a merged record, still finds the member.
 */
export async function decideIdentityCorrection(
  context: Context,
  input: DecideIdentityCorrection,
): Promise<IdentityCorrectionRow> {
  admit(context.caller, 'centre');
  const officer = officerOf(context);
  const known = isId(input.correctionId) ? await findCorrection(context.database, input.correctionId) : undefined;
  if (!known) throw noSuchCorrection();
  const command = { name: 'decide-identity-correction', subject: known.memberId, key: input.idempotencyKey, input };
  await perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    await reachMember(context, db, known.memberId).catch((cause: unknown) => {
      throw cause instanceof Refusal ? noSuchCorrection() : cause;
    });
    const correction = (await findCorrection(db, known.id))!;
    if (correction.status !== 'PROPOSED') throw noSuchCorrection();
    if (officer === correction.proposedBy) {
      const detail = { field: 'officer', rule: 'four-eyes' };
      throw new Refusal('FORBIDDEN', 'Another officer decides on a correction', detail);
    }
    const applies = input.decision === 'APPLY';
    if (applies) await apply(context, transaction, correction);
    const sql = 'UPDATE identity_correction SET status = $2, decided_by = $3, decided_on = $4 WHERE id = $1';
    await db.query(sql, [correction.id, applies ? 'APPLIED' : 'REJECTED', officer, today]);
    return { id: correction.id };
  });
  return (await findCorrection(context.database, known.id))!;
}

async function apply(context: Context, transaction: Transaction, correction: IdentityCorrectionRow): Promise<void> {
  const { db, emit, today } = transaction;
  const { id, memberId, reason, mergedId, numberSealed } = correction;
  const number = context.sealer.open(numberSealed, sealedColumns.corrected, id);
  if (mergedId) await endMerged(context, transaction, correction, mergedId);
  else {
    const holder = await findMemberOf(context, db, number);
    if (holder) throw holder.refusal(memberId);
    await keepFormer(context, db, correction);
  }
  const sql = 'SELECT correct_identity($1, $2::bytea[], $3::text[])';
  const fingerprints = reason === 'MERGED' ? [] : fingerprintsOf(context, number);
  await db.query(sql, [id, fingerprints, reason === 'MERGED' ? [] : context.index.keys]);
  if (!mergedId) await replace(context, db, correction, number, today);
  const { own, declarers } = await factsOnApproval(context, db, memberId, today);
  for (const facts of [...(own ? [own] : []), ...declarers]) emit({ type: 'member-facts-changed', ...facts });
}

type Before = { id: string; identity_sealed: Buffer; document_kind: string; birth_date: string };

async function former(db: Db, id: string): Promise<Before> {
  const sql = 'SELECT id, identity_sealed, document_kind, birth_date FROM member WHERE id = $1';
  return (await rows<Before>(db, sql, [id]))[0]!;
}

const keepSql = `
  UPDATE identity_correction SET former_sealed = $2, former_kind = $3, former_birth_date = $4 WHERE id = $1`;

async function keepFormer(context: Context, db: Db, { id, memberId, mergedId }: IdentityCorrectionRow): Promise<void> {
  const before = await former(db, mergedId ?? memberId);
  const sealed = context.sealer.seal(openIdentity(context, before), sealedColumns.former, id);
  await db.query(keepSql, [id, sealed, before.document_kind, before.birth_date]);
}

const replaceSql = `
  UPDATE member SET identity_sealed = $2, document_kind = $3, birth_date = $4, sex = $5, retirement_on = $6 WHERE id = $1`;

async function replace(
  context: Context,
  db: Db,
  { memberId, city, documentKind, birthDate, sex }: IdentityCorrectionRow,
  number: string,
  today: string,
): Promise<void> {
  const { national } = context.policy(city, today);
  const { retirementOn } = retirement(birthDate, retirementCategory(sex, national), national);
  const sealed = context.sealer.seal(number, sealedColumns.identity, memberId);
  await db.query(replaceSql, [memberId, sealed, documentKind, birthDate, sex, retirementOn]);
}

const ownApplicationsSql = 'SELECT id FROM application WHERE member_id = $1 AND live';
const joinSql = [
  `INSERT INTO credit_standing (member_id, value, source, as_of, self_declared, recorded_at)
   SELECT $2, value, source, as_of, self_declared, recorded_at FROM credit_standing WHERE member_id = $1 ORDER BY id`,
  `INSERT INTO unit_participation (member_id, in_unit, since, recorded_at)
   SELECT $2, in_unit, since, recorded_at FROM unit_participation WHERE member_id = $1 ORDER BY id`,
  'UPDATE member SET merged_into = $2 WHERE id = $1',
];

/** Ends a record in another: what it waited for is withdrawn, its consents too, and its dated facts become the other's. */
async function endMerged(
  context: Context,
  transaction: Transaction,
  correction: IdentityCorrectionRow,
  mergedId: string,
): Promise<void> {
  const { db, now } = transaction;
  await mergeable(context, db, mergedId);
  await keepFormer(context, db, correction);
  const live = await rows<{ id: string }>(db, ownApplicationsSql, [mergedId]);
  const locked = await lockApplications(
    db,
    live.map(({ id }) => id),
  );
  const move = { to: 'WITHDRAWN', clause: 'CJ-08', reason: '与本人另一条登记合并' } as const;
  await moveApplications(
    context,
    transaction,
    locked,
    locked.map(({ id }) => ({ id, ...move })),
  );
  const withdrawSql = 'UPDATE consent SET withdrawn_at = coalesce(withdrawn_at, $2) WHERE member_id = $1';
  await db.query(withdrawSql, [mergedId, now]);
  for (const sql of joinSql) await db.query(sql, [mergedId, correction.memberId]);
}
