import { existsSync, linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntrustedBank } from '#contributions/adaptors/bank.ts';
import { readInstruction } from '#contributions/adaptors/debit-instruction.ts';
import { answerTo } from '#contributions/adaptors/simulated-bank.ts';

/** What the bank took from each account by one batch, in fen. */
export type FiledBatch = { digest: string; debitOn: string; taken: [account: string, fen: string][]; result: string };

/** A bank that pays everything and keeps a file for each batch, which outlives whoever asked and is written once. */
export function filedBank(folder: string): EntrustedBank {
  const read = (batch: string) => JSON.parse(readFileSync(join(folder, batch), 'utf8')) as FiledBatch;
  return {
    send: async (instruction) => {
      const file = readInstruction(instruction);
      const path = join(folder, file.batch);
      if (!existsSync(path)) {
        const { digest, debitOn, lines } = file;
        const taken = lines.map(({ debitAccount, fen }) => [debitAccount, String(fen)] as [string, string]);
        // Whole or not at all: the name is given to a file that is complete.
        const draft = join(folder, `.${file.batch}.${process.pid}`);
        writeFileSync(draft, JSON.stringify({ digest, debitOn, taken, result: answerTo(file, () => 'paid') }));
        linkSync(draft, path);
        rmSync(draft);
      }
      if (read(file.batch).digest !== file.digest) throw new Error('The batch is known with other lines');
    },
    results: async (batch) => (existsSync(join(folder, batch)) ? read(batch).result : undefined),
  };
}

/** Every batch that the bank of a folder carried out. */
export function filedBatches(folder: string): FiledBatch[] {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  return names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as FiledBatch);
}
