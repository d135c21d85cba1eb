import type { CivilDate } from '#kernel/calendar.ts';
import type { DebitOutcome, ReturnedLine } from '../rules/debit-lines.ts';
import type { EntrustedBank } from './bank.ts';
import { type DebitFile, readInstruction } from './debit-instruction.ts';
import { writeResult } from './debit-result.ts';

/** How the holder of a debit account pays on a day. */
export type PayingHabit = (debitAccount: string, date: CivilDate) => DebitOutcome;

const alwaysPays: PayingHabit = () => 'paid';

/** A bank in memory that answers at once by a habit, the same whenever it is asked; unless told otherwise everybody pays. */
export function simulatedBank(habit: PayingHabit = alwaysPays): EntrustedBank {
  const answered = new Map<string, string>();
  return {
    send: async (instruction) => {
      const file = readInstruction(instruction);
      answered.set(file.batch, answerTo(file, habit));
    },
    results: async (reference) => {
      const file = answered.get(reference);
      // Fetched once: what was not booked is sent again, and a bank in memory would grow by every batch of its life.
      answered.delete(reference);
      return file;
    },
  };
}

/** The result file of a bank that answers every line of an instruction by a habit. */
export function answerTo(file: DebitFile, habit: PayingHabit): string {
  const lines = file.lines.map(({ lineId, debitAccount, fen }): ReturnedLine => {
    const outcome = habit(debitAccount, file.debitOn);
    return { lineId, outcome, fen: outcome === 'paid' ? fen : 0n };
  });
  return writeResult({ batch: file.batch, city: file.city, lines });
}
