import type { EntrustedBank } from '#contributions/adaptors/bank.ts';
import { type DebitFile, readInstruction } from '#contributions/adaptors/debit-instruction.ts';
import { writeResult } from '#contributions/adaptors/debit-result.ts';
import type { ReturnedLine } from '#contributions/rules/debit-lines.ts';

/** The line of a result that pays a line of an instruction to the fen. */
export const pays = ({ lineId, fen }: { lineId: number; fen: bigint }): ReturnedLine => ({
  lineId,
  outcome: 'paid',
  fen,
});

/** A bank whose result file has the lines that `answer` says of the instruction; undefined where it has not answered yet. */
export function bankThat(answer: (file: DebitFile) => readonly ReturnedLine[] | undefined): EntrustedBank {
  const known = new Map<string, DebitFile>();
  return {
    send: async (instruction) => {
      const file = readInstruction(instruction);
      known.set(file.batch, file);
    },
    results: async (reference) => {
      const file = known.get(reference);
      const lines = file && answer(file);
      return lines && writeResult({ batch: reference, city: file.city, lines });
    },
  };
}

/** A bank that takes an instruction and is then out of reach. */
export const deadBank = (taken: DebitFile[] = [], fault = 'the line went dead'): EntrustedBank => ({
  send: (instruction) => {
    taken.push(readInstruction(instruction));
    return Promise.reject(new Error(fault));
  },
  results: async () => undefined,
});
