import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';

/** What the bank answers for one line. */
export type DebitOutcome = 'paid' | 'insufficient-funds' | 'account-closed';

/** A debit instruction with its control totals: the bank refuses a file whose totals or digest do not agree. */
export type DebitFile = {
  batch: string;
  debitOn: CivilDate;
  lines: readonly { lineId: number; debitAccount: string; fen: Fen }[];
  controlCount: number;
  controlFen: Fen;
  /** SHA-256 over the lines, hex. */
  digest: string;
};

export type DebitResult = { lineId: number; outcome: DebitOutcome };

/** The entrusted bank (受委托银行). It carries out a batch once: sent again, the same batch gives the same answers. */
export type EntrustedBank = { debit(file: DebitFile): Promise<DebitResult[]> };
