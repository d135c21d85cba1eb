import type { CivilDate } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';

/** A debit asked of the bank for one loan, in fen. */
export type RepaymentRequest = { lineId: number; loanId: string; memberId: string; fen: Fen };

/** What the bank is asked to debit on a day, with control totals. */
export type RepaymentFile = {
  /** Uuid, never given twice, not even after a backup is restored. */
  batch: string;
  debitOn: CivilDate;
  lines: readonly RepaymentRequest[];
  controlCount: number;
  controlFen: Fen;
};

/** What the bank answers for one line: all of it was debited, or nothing was. */
export type RepaymentResult = { lineId: number; outcome: 'paid' | 'refused' };

/**
 * The bank that debits borrowers (委托扣款). It carries out a batch once: sent again, the same batch gives the same
 * answers and takes nothing.
 */
export type RepaymentBank = { debit(file: RepaymentFile): Promise<RepaymentResult[]> };

/** Whether a borrower has the money on a day. */
export type RepayingHabit = (request: RepaymentRequest & { on: CivilDate }) => boolean;

/**
 * A bank whose customers pay by a habit, the same whenever it is asked of the same day; for demonstrations and tests,
 * until a bank's own adaptor takes its place.
 */
export function simulatedRepaymentBank(pays: RepayingHabit): RepaymentBank {
  return {
    debit: async ({ debitOn, lines, controlCount, controlFen }) => {
      if (lines.length !== controlCount || sumFen(lines.map(({ fen }) => fen)) !== controlFen) {
        throw new Error('The control totals of the repayment file do not agree with its lines');
      }
      return lines.map((line) => ({
        lineId: line.lineId,
        outcome: pays({ ...line, on: debitOn }) ? 'paid' : 'refused',
      }));
    },
  };
}
