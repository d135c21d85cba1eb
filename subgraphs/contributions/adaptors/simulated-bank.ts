import type { CivilDate } from '#kernel/calendar.ts';
import { sumFen } from '#kernel/money.ts';
import type { DebitOutcome, EntrustedBank } from './bank.ts';

/** How the holder of a debit account pays on a day. */
export type PayingHabit = (debitAccount: string, date: CivilDate) => DebitOutcome;

const alwaysPays: PayingHabit = () => 'paid';

/** A bank in memory that answers by a habit, the same whenever it is asked; unless told otherwise everybody pays. */
export function simulatedBank(habit: PayingHabit = alwaysPays): EntrustedBank {
  return {
    debit: async (file) => {
      const fen = sumFen(file.lines.map((line) => line.fen));
      if (file.lines.length !== file.controlCount || fen !== file.controlFen) {
        throw new Error('The control totals of the debit file do not agree with its lines');
      }
      return file.lines.map(({ lineId, debitAccount }) => ({ lineId, outcome: habit(debitAccount, file.debitOn) }));
    },
  };
}
