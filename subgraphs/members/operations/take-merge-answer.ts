import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import type { MergeObstacle } from '#service/event-types.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { IdentityCorrectionRow } from '../tables/identity-correction.ts';
import { findCorrection } from './identity-corrections.ts';
import { lockCorrection } from './lock-correction.ts';
import { mergeRecords } from './merge-records.ts';
import { mergeable } from './mergeable.ts';

type Answer = Arrived<'account-merge-answered'> | Arrived<'loan-merge-answered'>;
type Merger = IdentityCorrectionRow & { mergedId: string };

const registers = { 'account-merge-answered': 'contributions', 'loan-merge-answered': 'loans' } as const;

const keepSql = `
  INSERT INTO merge_answer (correction_id, register, obstacles, told_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`;
const toldSql = 'SELECT obstacles FROM merge_answer WHERE correction_id = $1';

/**
 * CJ-08: takes what a register tells of a record that is to end in another. When both have told, the merger that two
 * officers decided on is carried out if nothing is left of that record, and otherwise stays hindered, with every reason.
 */
export async function takeMergeAnswer(context: Context, arrived: Answer): Promise<void> {
  const { type, correctionId, obstacles } = arrived.event;
  await consume(context, arrived as Arrived<'account-merge-answered'>, async (transaction) => {
    const known = await findCorrection(transaction.db, correctionId);
    if (!known?.mergedId) throw new Error(`Nobody asked about a merger ${correctionId}`);
    const correction = await lockCorrection(transaction.db, known);
    if (correction.status !== 'ASKED') {
      // Given up meanwhile: a register that was asked late holds the record no longer.
      if (correction.status === 'REJECTED')
        transaction.emit(decidedOf({ ...correction, mergedId: known.mergedId }, false));
      return;
    }
    await transaction.db.query(keepSql, [correctionId, registers[type], obstacles, context.clock.now()]);
    const told = await rows<{ obstacles: MergeObstacle[] }>(transaction.db, toldSql, [correctionId]);
    if (told.length < Object.keys(registers).length) return;
    const hindered = told.some((each) => each.obstacles.length > 0);
    await end(
      context,
      { ...transaction, now: context.clock.now(), today: context.clock.today() },
      {
        correction: { ...correction, mergedId: known.mergedId },
        hindered,
      },
    );
  });
}

const decidedOf = ({ id: correctionId, memberId: keptId, mergedId: memberId, city }: Merger, merged: boolean) =>
  ({ type: 'merge-decided', correctionId, memberId, keptId, city, merged }) as const;

const statusSql = 'UPDATE identity_correction SET status = $2 WHERE id = $1';

async function end(
  context: Context,
  transaction: Transaction,
  { correction, hindered }: { correction: Merger; hindered: boolean },
): Promise<void> {
  const { db, emit } = transaction;
  const { id } = correction;
  const own = hindered ? [] : await ownObstacles(context, transaction, correction);
  if (own.length > 0) await db.query(keepSql, [id, 'members', own, transaction.now]);
  if (hindered || own.length > 0) {
    await db.query(statusSql, [id, 'HINDERED']);
    emit(decidedOf(correction, false));
    return;
  }
  await mergeRecords(context, transaction, correction);
  await db.query(statusSql, [id, 'APPLIED']);
}

// Asked for since the decision, such as a confirmation that ends soon; or one of the two has ended elsewhere meanwhile.
async function ownObstacles(
  context: Context,
  { db }: Transaction,
  { memberId, mergedId }: Merger,
): Promise<MergeObstacle[]> {
  try {
    await mergeable(context, db, mergedId, memberId);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { reasons } = thrown.detail;
    return reasons ? reasons.map(({ code }) => code as MergeObstacle) : ['RECORD_ENDED'];
  }
}
