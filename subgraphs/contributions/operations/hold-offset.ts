import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import type { OffsetExplained, OffsetRefusal } from '#service/event-types.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { isClosed } from '../rules/lien.ts';
import { type OffsetPart, offsetParts } from '../rules/offset.ts';
import { freeOf } from './freezes.ts';
import { type Holding, holdPayout } from './hold-payout.ts';
import { findAccount, type LockedAccount } from './lock-account.ts';
import { flexiblePool } from './open-account.ts';
import { findPayout } from './payouts.ts';

type Part = Holding['parts'][number];

// JGJ/T 320 A.7: 偿还购房贷款本息.
const repayingHomeLoan = '06';

/**
 * HZ-03, HZ-04: holds what the flexible part of an account can give towards the member's loan (冲还贷), at most what was
 * asked, until the loan register has booked it; or tells why it gives nothing. Told with it is what each segment gave, and
 * what was left out of it and why. Asked again, it tells what is held.
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
    if (!account || (await hasEnded(db, account.id))) {
      emit({ type: 'offset-refused', offsetId, memberId, reason: 'ACCOUNT_NOT_OPEN' });
      return;
    }
    const parts = await partsOf(context, transaction, account, BigInt(fen));
    const explained = explain(context, transaction, account, parts);
    const held = await hold(context, transaction, { account, parts, reference: offsetId });
    if (typeof held === 'string') emit({ type: 'offset-refused', offsetId, memberId, reason: held, explained });
    else emit({ type: 'offset-held', offsetId, memberId, fen: held.toString(), explained });
  });
}

type Parts = OffsetPart<Part>[];

/** What was held in fen, or why nothing was. */
async function hold(
  context: Context,
  transaction: Transaction,
  { account, parts, reference }: { account: LockedAccount; parts: Parts; reference: string },
): Promise<Fen | OffsetRefusal> {
  const taken = parts.map(({ of, taken }) => ({ ...of, fen: taken }));
  const holding: Holding = { account, kind: 'LOAN_OFFSET', parts: taken, reasonCode: repayingHomeLoan, reference };
  try {
    return (await holdPayout(context, transaction, holding)).fen;
  } catch (thrown) {
    const reason = thrown instanceof Refusal ? refusals[thrown.code] : undefined;
    if (!reason) throw thrown;
    const frozen = reason === 'BALANCE_TOO_LOW' && parts.some((part) => part.reason === 'FROZEN');
    return frozen ? 'ACCOUNT_FROZEN' : reason;
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
async function partsOf(context: Context, at: Transaction, account: LockedAccount, asked: Fen): Promise<Parts> {
  const own = await rows<Part>(
    at.db,
    `SELECT id AS "ledgerAccount", pool, segment, balance AS fen FROM ledger_account
     WHERE owner = $1 AND pool = $2 AND segment <> 'HELD' AND balance > 0 ORDER BY id`,
    [account.memberId, flexiblePool],
  );
  const { offsetSegments } = context.policy(account.city, at.today).loan;
  return offsetParts(own, { asked, free: await freeOf(at, account), order: offsetSegments.value });
}

function explain(context: Context, { today }: Transaction, { city }: LockedAccount, parts: Parts): OffsetExplained {
  const { name, text, from, reference, status } = context.policy(city, today).loan.offsetSegments;
  return {
    asOf: today,
    parts: parts.map(({ of, taken, leftOut, reason }) => ({
      ...{ segment: of.segment, takenFen: taken.toString(), leftOutFen: leftOut.toString(), reason },
    })),
    figure: { name, text, from, reference, status },
  };
}
