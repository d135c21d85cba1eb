import { sumFen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { RecoverPayoutInput } from '../schema.generated.ts';
import { refuseFrozenOut } from './freezes.ts';
import { lockAccount } from './lock-account.ts';
import { payoutKinds } from './payout-kinds.ts';
import { findPayout, type Payout, type PayoutPart, partsOf } from './payouts.ts';
import { paidLateAccount, recordTaken } from './resolve-payout.ts';

/**
 * HZ-04: settles what the bank paid too late, once: charged to the segments that had it back, as long as they hold it,
 * or returned to the bank account by whoever was paid.
 */
export async function recoverPayout(context: Context, input: RecoverPayoutInput): Promise<Payout> {
  const known = isId(input.withdrawalId) ? await findPayout(context.database, 'id', input.withdrawalId) : undefined;
  if (!known) throw noSuchPayout();
  const command = { name: 'recover-payout', subject: known.memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const account = await lockAccount(context, transaction.db, known.memberId).catch(() => {
      throw noSuchPayout();
    });
    await refuseUnowed(transaction.db, known);
    const parts = await partsOf(transaction.db, known.id);
    if (input.way === 'CHARGED') {
      await refuseFrozenOut(transaction, account, sumFen(parts.map(({ fen }) => fen)));
      for (const part of parts) await charge(transaction, known, part);
    } else {
      for (const part of parts) await takeReturned(transaction, known, part);
    }
    await transaction.db.query('INSERT INTO payout_recovery (payout_id, way, recovered_on) VALUES ($1, $2, $3)', [
      known.id,
      input.way,
      transaction.today,
    ]);
    return known;
  });
}

const noSuchPayout = () => new Refusal('NOT_FOUND', 'There is no such withdrawal', { field: 'withdrawalId' });

async function refuseUnowed(db: Db, { id }: Payout): Promise<void> {
  const [late] = await rows<{ recovered: boolean }>(
    db,
    `SELECT EXISTS (SELECT FROM payout_recovery WHERE payout_id = $1) AS recovered
     FROM payout_answer WHERE payout_id = $1 AND effect = 'LATE'`,
    [id],
  );
  if (late && !late.recovered) return;
  throw new Refusal('PAYOUT_RESOLVED', 'Nothing is owed for this withdrawal', { field: 'withdrawalId' });
}

async function charge({ db, today }: Transaction, payout: Payout, part: PayoutPart): Promise<void> {
  const to = await internalAccount(db, { city: payout.city, pool: part.pool, code: paidLateAccount });
  const { code } = payoutKinds[payout.kind];
  const run = `payout:${payout.id}`;
  const movement = await post(db, { from: part.ledgerAccount, to, fen: part.fen, code, bookedOn: today, run });
  await recordTaken(db, payout, movement);
}

async function takeReturned({ db, today }: Transaction, payout: Payout, { pool, fen }: PayoutPart): Promise<void> {
  const of = { city: payout.city, pool };
  const from = await internalAccount(db, { ...of, code: 'bank:custody' });
  const to = await internalAccount(db, { ...of, code: paidLateAccount });
  await post(db, { from, to, fen, code: '99', bookedOn: today, run: `payout:${payout.id}` });
}
