import { type Fen, sumFen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';
import { otherCentre, otherLetter } from '../rules/transfer-letter.ts';
import type { AcceptTransferOutInput } from '../schema.generated.ts';
import { agreementInForce, refuseWhileDebited } from './agreement-in-force.ts';
import { type Holding, holdPayout } from './hold-payout.ts';
import { loansOf } from './loans-of.ts';
import { type LockedAccount, lockAccount, memberIdOf } from './lock-account.ts';
import { closedAccount, flexiblePool, isClosed } from './open-account.ts';
import { payInterestUntil } from './settle-accounts.ts';
import { findTransfer, refuseDuringTransfer, refuseKnownLetter, type Transfer } from './transfers.ts';
import { unitPool } from './unit-accounts.ts';

/**
 * HZ-12, CJ-10: answers another centre's contact letter: credits the interest to the day, holds all that the member has in
 * every segment to be sent, and tells the centre what it is. Refused while an agreement is in force or a loan outstanding.
 */
export async function acceptTransferOut(context: Context, input: AcceptTransferOutInput): Promise<Transfer> {
  const memberId = memberIdOf(input.memberId);
  const command = { name: 'accept-transfer-out', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    const account = await lockAccount(context, db, memberId);
    const centre = otherCentre(account.city, input.centre);
    const letter = otherLetter(input.letter, centre);
    await refuseKnownLetter(db, letter);
    await refuseDuringTransfer(db, memberId);
    await mayLeave(transaction, account);
    const interest = await creditInterest(context, transaction, account);
    const holding: Holding = {
      account,
      kind: 'TRANSFER_OUT',
      parts: await segmentsOf(transaction, account),
      reasonCode: null,
    };
    const payout = await holdPayout(context, transaction, holding);
    await db.query(
      `INSERT INTO transfer (letter, direction, member_id, account_id, city, other_centre, status, requested_on, unsent,
         principal, interest, payout_id)
       VALUES ($1, 'OUT', $2, $3, $4, $5, '08', $6, 'ANSWER', $7, $8, $9)`,
      [letter, memberId, account.id, account.city, centre, today, payout.fen - interest, interest, payout.id],
    );
    return (await findTransfer(db, 'letter', letter))!;
  });
}

// The money leaves a sealed account (封存): one that is in use, or paid for by a unit, would go on being paid into.
async function mayLeave({ db }: Transaction, account: LockedAccount): Promise<void> {
  const clause = clauseOf(account.city, 'transfer');
  if (await agreementInForce(db, account.id)) {
    throw new Refusal('AGREEMENT_ACTIVE', 'An agreement is in force: it ends before the money leaves', { clause });
  }
  const [row] = await rows<{ status: string }>(db, 'SELECT status FROM account WHERE id = $1', [account.id]);
  if (isClosed(row!.status)) throw closedAccount(account.memberId, { clause });
  if (row!.status === '01') throw new Refusal('NOT_ELIGIBLE', 'A unit pays into the account', { clause });
  await refuseWhileDebited(db, account.id);
  if ((await loansOf(db, account.memberId)).outstanding) {
    throw new Refusal('LOAN_OUTSTANDING', 'The money stays while a loan is outstanding', { clause });
  }
}

/** The interest of both pools up to the day before today, credited, in fen. */
async function creditInterest(context: Context, { db, today }: Transaction, account: LockedAccount): Promise<Fen> {
  const earned: Fen[] = [];
  for (const pool of [flexiblePool, unitPool]) {
    earned.push((await payInterestUntil(context, db, account, { pool, on: today })).fen);
  }
  return sumFen(earned);
}

type Part = Holding['parts'][number];

async function segmentsOf({ db }: Transaction, { memberId }: LockedAccount): Promise<Part[]> {
  const parts = await rows<Part>(
    db,
    `SELECT id AS "ledgerAccount", pool, segment, balance AS fen FROM ledger_account
     WHERE owner = $1 AND segment <> 'HELD' AND balance > 0 ORDER BY id`,
    [memberId],
  );
  if (sumFen(parts.map(({ fen }) => fen)) === 0n) throw new Refusal('BALANCE_TOO_LOW', 'There is nothing to send');
  return parts;
}
