import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { DebitFile, DebitResult, EntrustedBank } from '#contributions/adaptors/bank.ts';

type Taken = { batch: string; digest: string; debitAccounts: string[] };

/** The batches that the bank has carried out, each with the accounts it took money from. */
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
    debit: async (file: DebitFile): Promise<DebitResult[]> => {
      const known = takenBy(path).find(({ batch }) => batch === file.batch);
      if (known && known.digest !== file.digest) throw new Error('The batch is known with other lines');
      const debitAccounts = file.lines.map(({ debitAccount }) => debitAccount);
      if (!known)
        appendFileSync(path, `${JSON.stringify({ batch: file.batch, digest: file.digest, debitAccounts })}\n`);
      return file.lines.map(({ lineId }) => ({ lineId, outcome: 'paid' }));
    },
  };
}
