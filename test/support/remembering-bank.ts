import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { EntrustedBank } from '#contributions/adaptors/bank.ts';
import { readInstruction } from '#contributions/adaptors/debit-instruction.ts';
import { answerTo } from '#contributions/adaptors/simulated-bank.ts';

type Taken = { batch: string; digest: string; debitAccounts: string[]; result: string };

/** The batches that the bank has carried out, each with the accounts it took money from and its result file. */
export function takenBy(path: string): Taken[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Taken);
}

/** A bank that keeps its book in a file, so that it remembers what a process that died has asked of it. */
export function rememberingBank(path: string): EntrustedBank {
  return {
    send: async (instruction) => {
      const file = readInstruction(instruction);
      const known = takenBy(path).find(({ batch }) => batch === file.batch);
      if (known && known.digest !== file.digest) throw new Error('The batch is known with other lines');
      const { batch, digest, lines } = file;
      const debitAccounts = lines.map(({ debitAccount }) => debitAccount);
      const result = answerTo(file, () => 'paid');
      if (!known) appendFileSync(path, `${JSON.stringify({ batch, digest, debitAccounts, result })}\n`);
    },
    results: async (reference) => takenBy(path).find(({ batch }) => batch === reference)?.result,
  };
}
