import type { EntrustedBank } from '#contributions/adaptors/bank.ts';
import { type DebitFile, readInstruction } from '#contributions/adaptors/debit-instruction.ts';
import { writeResult } from '#contributions/adaptors/debit-result.ts';
import type { ReturnedLine } from '#contributions/rules/debit-lines.ts';
import type { Purse } from './world.ts';

type Line = DebitFile['lines'][number];

/** A bank that answers each line by the purse of its holder: also with another amount, and with the same line twice. */
export function oddBank(purseOf: (debitAccount: string) => Purse): EntrustedBank {
  const answered = new Map<string, string>();
  const answer = ({ lineId, debitAccount, fen }: Line): ReturnedLine[] => {
    const paid = { lineId, outcome: 'paid' as const, fen };
    switch (purseOf(debitAccount)) {
      case 'poor':
        return [{ lineId, outcome: 'insufficient-funds' as const, fen: 0n }];
      case 'odd':
        return [{ ...paid, fen: fen + 1n }];
      case 'twice':
        return [paid, paid];
      case 'full':
        return [paid];
    }
  };
  return {
    send: async (instruction) => {
      const { batch, city, lines } = readInstruction(instruction);
      answered.set(batch, writeResult({ batch, city, lines: lines.flatMap(answer) }));
    },
    results: async (reference) => answered.get(reference),
  };
}
