import type { Fen } from '#kernel/money.ts';

/** What a bank answers for one line. */
export type DebitOutcome = 'paid' | 'insufficient-funds' | 'account-closed';

/** A line of a result file: the line of the batch it answers, and what was taken in fen, nothing unless paid. */
export type ReturnedLine = { lineId: number; outcome: DebitOutcome; fen: Fen };

/** Why money that the bank says it took pays no dues. */
export type Mismatch = 'UNKNOWN_BATCH' | 'UNKNOWN_LINE' | 'WRONG_AMOUNT' | 'PAID_TWICE' | 'PAID_LATE';

/** Money taken that goes to suspense, in fen. */
export type Unmatched = { lineId: number; fen: Fen; reason: Mismatch };

/** How a file answers a batch: which lines were not paid and why, and what money belongs to no line; amounts in fen. */
export type Matched = {
  refused: { lineId: number; outcome: Exclude<DebitOutcome, 'paid'> | 'unmatched' }[];
  unmatched: Unmatched[];
  paidFen: Fen;
};

/**
 * CJ-07: matches a result file to the lines of its batch, line number → fen asked. A line is paid by the first answer
 * that takes exactly its amount; any other money taken pays nothing and is unmatched. A file that leaves a line of the
 * batch out is an error: nothing of it may be booked.
 */
export function matchResults(asked: ReadonlyMap<number, Fen>, returned: readonly ReturnedLine[]): Matched {
  const answers = new Map<number, Matched['refused'][number]['outcome'] | 'paid'>();
  const unmatched: Unmatched[] = [];
  let paidFen = 0n;
  for (const { lineId, outcome, fen } of returned) {
    const owed = asked.get(lineId);
    const before = answers.get(lineId);
    if (owed === undefined) {
      if (fen > 0n) unmatched.push({ lineId, fen, reason: 'UNKNOWN_LINE' });
    } else if (fen === 0n) {
      if (before === undefined) answers.set(lineId, outcome as Exclude<DebitOutcome, 'paid'>);
    } else if (before === 'paid') {
      unmatched.push({ lineId, fen, reason: 'PAID_TWICE' });
    } else if (fen !== owed) {
      answers.set(lineId, 'unmatched');
      unmatched.push({ lineId, fen, reason: 'WRONG_AMOUNT' });
    } else {
      answers.set(lineId, 'paid');
      paidFen += fen;
    }
  }
  if (answers.size !== asked.size) throw new Error('The result file leaves out a line of its batch');
  const refused = [...answers].flatMap(([lineId, outcome]) => (outcome === 'paid' ? [] : [{ lineId, outcome }]));
  return { refused, unmatched, paidFen };
}
