import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { PayoutKind } from '../rules/payout.ts';
import { finishClosing, undoClosing } from './closing-resolved.ts';
import type { Payout } from './payouts.ts';
import { closeTransferred } from './transfer-resolved.ts';

/** What follows in the same transaction when a payout is resolved; the account is locked. */
type Followed = (context: Context, transaction: Transaction, payout: Payout) => Promise<void>;

type Kind = {
  /** JGJ/T 320 A.5, what the paid money is booked as. */
  code: string;
  /** The internal account that the paid money goes to. */
  to: string;
  /** Whether the bank is ordered to pay; the transfer platform is told by its own messages. */
  paidByBank: boolean;
  whenPaid: Followed;
  /** When the hold was taken back: voided, refused by the bank, or expired. */
  whenReleased: Followed;
};

const custody = 'bank:custody';
/** What repaid loans, which the loan register claims by an account of its own book (冲还贷). */
export const loanClearing = 'clearing:loans';

const nothing: Followed = async () => {};

/** What each kind of payout is and what follows from it. */
export const payoutKinds: Record<PayoutKind, Kind> = {
  WITHDRAWAL: { code: '11', to: custody, paidByBank: true, whenPaid: nothing, whenReleased: nothing },
  CLOSING: { code: '12', to: custody, paidByBank: true, whenPaid: finishClosing, whenReleased: undoClosing },
  TRANSFER_OUT: { code: '07', to: custody, paidByBank: false, whenPaid: closeTransferred, whenReleased: nothing },
  LOAN_OFFSET: { code: '11', to: loanClearing, paidByBank: false, whenPaid: nothing, whenReleased: nothing },
};
