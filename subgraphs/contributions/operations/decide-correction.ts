import { Refusal } from '#kernel/refusal.ts';
import { reverse } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { streakWithout } from '../rules/correction.ts';
import type { Streak } from '../rules/streak.ts';
import type { DecideCorrectionInput } from '../schema.generated.ts';
import { owedWhenClosed } from './close-accounts.ts';
import { type Correction, findCorrection, officerOf } from './corrections.ts';
import { refuseFrozenOut } from './freezes.ts';
import { type LockedAccount, lockAccount } from './lock-account.ts';

/**
 * A.9: books a proposed correction, or rejects it, by another officer than the one who proposed it or took the money. A
 * contribution leaves as it came, and its month is unpaid again; refused where the money is gone or frozen.
 */
export async function decideCorrection(context: Context, input: DecideCorrectionInput): Promise<Correction> {
  const officer = officerOf(context);
  const known = isId(input.correctionId) ? await findCorrection(context.database, input.correctionId) : undefined;
  if (!known) throw noSuchCorrection();
  const command = { name: 'decide-correction', subject: known.memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    const account = await lockAccount(context, db, known.memberId).catch(() => {
      throw noSuchCorrection();
    });
    const correction = (await findCorrection(db, known.id))!;
    if (correction.status !== 'PROPOSED') throw noSuchCorrection();
    await refuseSecondHand(db, correction, officer);
    const booking = input.decision === 'BOOK';
    const reversal = booking ? await takeBack(transaction, account, correction) : null;
    await db.query('UPDATE correction SET status = $2, decided_by = $3, decided_on = $4, reversal = $5 WHERE id = $1', [
      known.id,
      booking ? 'BOOKED' : 'REJECTED',
      officer,
      today,
      reversal,
    ]);
    return (await findCorrection(db, known.id))!;
  });
}

const noSuchCorrection = () =>
  new Refusal('NOT_FOUND', 'There is no such correction to decide', { field: 'correctionId' });

// Who took the money is in the audit lines: of a payment by its months, of a signing by its agreement.
async function refuseSecondHand(db: Db, correction: Correction, officer: string): Promise<void> {
  const took = await rows(
    db,
    `SELECT FROM operation o WHERE o.subject = $1 AND o.officer = $2 AND (
       (o.name = 'contribute' AND o.answer -> 'months' ? $3)
       OR (o.name = 'book-unit-contribution' AND o.answer ->> 'id' = $4)
       OR (o.name = 'sign-agreement' AND EXISTS (SELECT FROM agreement a JOIN period_due d ON d.agreement_id = a.id
         WHERE a.id::text = o.answer ->> 'id' AND d.month = $3 AND d.filled_on = a.signed_on)))`,
    [correction.memberId, officer, correction.period, correction.movementId],
  );
  if (took.length === 0 && officer !== correction.proposedBy) return;
  throw new Refusal('FORBIDDEN', 'Another officer decides on a correction', { field: 'officer', rule: 'four-eyes' });
}

async function takeBack(transaction: Transaction, account: LockedAccount, correction: Correction): Promise<string> {
  const { db, today } = transaction;
  await refuseFrozenOut(transaction, account, correction.fen);
  const reversal = await reverse(db, correction.movementId, { bookedOn: today });
  if (reversal.fromAccount === account.flexible) await unpay(transaction, account, correction);
  return reversal.id;
}

// CJ-14 CJ-15: what is read from the month, here and in the subsidies, its deduction and its place in a run, follows from its being unpaid.
async function unpay({ db, emit }: Transaction, account: LockedAccount, correction: Correction): Promise<void> {
  const { period, movementId } = correction;
  const unpaid = await rows<{ owed: boolean }>(
    db,
    `UPDATE period_due d SET paid_fen = 0, filled_on = NULL FROM agreement a, movement m
     WHERE a.id = d.agreement_id AND a.account_id = $1 AND m.id = $2 AND d.month = $3 AND d.filled_on = m.booked_on
     RETURNING ${owedWhenClosed} AS owed`,
    [account.id, movementId, period],
  );
  if (unpaid.length !== 1) throw new Error('A contribution is of one month that it has paid');
  const [run] = await rows<Streak>(
    db,
    `SELECT streak_months AS months, streak_from AS "from", streak_through AS through, streak_agreement AS agreement
     FROM account WHERE id = $1`,
    [account.id],
  );
  const { months, from, through, agreement } = streakWithout(run!, period!);
  await db.query(
    'UPDATE account SET streak_months = $2, streak_from = $3, streak_through = $4, streak_agreement = $5 WHERE id = $1',
    [account.id, months, from, through, agreement],
  );
  if (unpaid[0]!.owed && through !== null && period! <= through) {
    emit({ type: 'month-corrected', memberId: account.memberId, city: account.city, month: period! });
  }
}
