import { type Fen, minFen, sumFen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import type { OffsetRefusal } from '#service/event-types.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { isClosed } from '../rules/lien.ts';
import { type Holding, holdPayout } from './hold-payout.ts';
import { findAccount, type LockedAccount } from './lock-account.ts';
import { flexiblePool } from './open-account.ts';
import { findPayout } from './payouts.ts';

type Part = Holding['parts'][number];

// JGJ/T 320 A.7: 偿还购房贷款本息.
const repayingHomeLoan = '06';

/**
 * HZ-03, HZ-04: holds what the flexible part of an account can give towards the member's loan (冲还贷), at most what was
 * asked, until the loan register has booked it; or tells why it gives nothing. Asked again, it tells what is held.
 */
export async function holdOffset(context: Context, arrived: Arrived<'offset-requested'>): Promise<void> {
  const { offsetId, memberId, fen } = arrived.event;
  await consume(context, arrived, async ({ db, emit }) => {
    const transaction: Transaction = { db, emit, now: context.clock.now(), today: context.clock.today() };
    const account = await findAccount(db, memberId);
    const known = await findPayout(db, 'reference', offsetId);
    if (known) {
      if (known.status === 'HELD') emit({ type: 'offset-held', offsetId, memberId, fen: known.fen.toString() });
      return;
    }
    const held = await hold(context, transaction, account, offsetId, BigInt(fen));
    if (typeof held === 'string') emit({ type: 'offset-refused', offsetId, memberId, reason: held });
    else emit({ type: 'offset-held', offsetId, memberId, fen: held.toString() });
  });
}

/** What was held in fen, or why nothing was. */
async function hold(
  context: Context,
  transaction: Transaction,
  account: LockedAccount | undefined,
  reference: string,
  upTo: Fen,
): Promise<Fen | OffsetRefusal> {
  if (!account || (await hasEnded(transaction.db, account.id))) return 'ACCOUNT_NOT_OPEN';
  const parts = await partsUpTo(transaction.db, account.memberId, upTo);
  const holding: Holding = { account, kind: 'LOAN_OFFSET', parts, reasonCode: repayingHomeLoan, reference };
  try {
    return (await holdPayout(context, transaction, holding)).fen;
  } catch (thrown) {
    const reason = thrown instanceof Refusal ? refusals[thrown.code] : undefined;
    if (!reason) throw thrown;
    return reason;
  }
}

const refusals: Partial<Record<string, OffsetRefusal>> = {
  ACCOUNT_FROZEN: 'ACCOUNT_FROZEN',
  BALANCE_TOO_LOW: 'BALANCE_TOO_LOW',
  IN_PROGRESS: 'PAYOUT_IN_PROGRESS',
};

async function hasEnded(db: Db, accountId: number): Promise<boolean> {
  const [row] = await rows<{ status: string }>(db, 'SELECT status FROM account WHERE id = $1', [accountId]);
  return isClosed(row!.status);
}

// The unit's part is under the unit's rules (HZ-03).
async function partsUpTo(db: Db, memberId: string, upTo: Fen): Promise<Part[]> {
  const own = await rows<Part>(
    db,
    `SELECT id AS "ledgerAccount", pool, segment, balance AS fen FROM ledger_account
     WHERE owner = $1 AND pool = $2 AND segment <> 'HELD' AND balance > 0 ORDER BY id`,
    [memberId, flexiblePool],
  );
  const taken: Part[] = [];
  for (const part of own) taken.push({ ...part, fen: minFen(part.fen, upTo - sumFen(taken.map(({ fen }) => fen))) });
  return taken;
}
