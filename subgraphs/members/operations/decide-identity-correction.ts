import { Refusal } from '#kernel/refusal.ts';
import { isId } from '#service/ids.ts';
import { perform, type Transaction } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import type { IdentityCorrectionRow } from '../tables/identity-correction.ts';
import { correctName, correctNumber } from './apply-correction.ts';
import { findCorrection, officerOf } from './identity-corrections.ts';
import { lockCorrection } from './lock-correction.ts';
import { mergeRecords } from './merge-records.ts';
import { mergeable } from './mergeable.ts';

export type DecideIdentityCorrection = { correctionId: string; decision: 'APPLY' | 'REJECT'; idempotencyKey: string };

const noSuchCorrection = () =>
  new Refusal('NOT_FOUND', 'There is no such correction to decide', { field: 'correctionId' });

/**
 * CJ-03, CJ-08: applies a proposed correction of identity or merger, or rejects it, by another officer than the one who
 * proposed it. What was stays on record; a re-issued number, and one of a merged record, still finds the member. A merger
 * of two approved records waits until the registers have told what the one that ends still has.
 */
export async function decideIdentityCorrection(
  context: Context,
  input: DecideIdentityCorrection,
): Promise<IdentityCorrectionRow> {
  admit(context.caller, 'centre');
  const officer = officerOf(context);
  const known = isId(input.correctionId) ? await findCorrection(context.database, input.correctionId) : undefined;
  if (!known || !context.caller.cities.includes(known.city)) throw noSuchCorrection();
  const command = { name: 'decide-identity-correction', subject: known.memberId, key: input.idempotencyKey, input };
  await perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    const correction = await lockCorrection(db, known);
    if (!mayDecide(correction, input.decision) || !context.caller.cities.includes(correction.city)) {
      throw noSuchCorrection();
    }
    if (officer === correction.proposedBy) {
      const detail = { field: 'officer', rule: 'four-eyes' };
      throw new Refusal('FORBIDDEN', 'Another officer decides on a correction', detail);
    }
    const status =
      input.decision === 'APPLY' ? await apply(context, transaction, correction) : reject(transaction, correction);
    const sql = 'UPDATE identity_correction SET status = $2, decided_by = $3, decided_on = $4 WHERE id = $1';
    await db.query(sql, [correction.id, status, officer, today]);
    return { id: correction.id };
  });
  return (await findCorrection(context.database, known.id))!;
}

// A merger for which the registers are asked is given up only: whichever of them never answers must not hold both records.
const mayDecide = ({ status }: IdentityCorrectionRow, decision: DecideIdentityCorrection['decision']): boolean =>
  status === 'PROPOSED' || (status === 'ASKED' && decision === 'REJECT');

function reject({ emit }: Transaction, { status, ...correction }: IdentityCorrectionRow): 'REJECTED' {
  const { id: correctionId, memberId: keptId, mergedId, city } = correction;
  if (status === 'ASKED' && mergedId) {
    emit({ type: 'merge-decided', correctionId, memberId: mergedId, keptId, city, merged: false });
  }
  return 'REJECTED';
}

async function apply(
  context: Context,
  transaction: Transaction,
  correction: IdentityCorrectionRow,
): Promise<'APPLIED' | 'ASKED'> {
  const { id, memberId, mergedId, city, nameSealed } = correction;
  if (nameSealed) await correctName(context, transaction, correction, nameSealed);
  else if (!mergedId) await correctNumber(context, transaction, correction);
  else {
    const { approved } = await mergeable(context, transaction.db, mergedId, memberId);
    if (approved) {
      transaction.emit({ type: 'merge-requested', correctionId: id, memberId: mergedId, keptId: memberId, city });
      return 'ASKED';
    }
    await mergeRecords(context, transaction, { ...correction, mergedId });
  }
  return 'APPLIED';
}
