import { type Fen, sumFen } from '#kernel/money.ts';
import type { DebitOutcome, ReturnedLine } from '../rules/debit-lines.ts';
import { openLines, partsOf, sealLines, wholeNumber } from './sealed-lines.ts';

const outcomes: Record<DebitOutcome, true> = { paid: true, 'insufficient-funds': true, 'account-closed': true };
const isOutcome = (word: string): word is DebitOutcome => Object.hasOwn(outcomes, word);
const paidIn = (lines: readonly ReturnedLine[]): Fen => sumFen(lines.map(({ fen }) => fen));

/** What a bank tells of one batch: every line that it returns, in the order of the file. */
export type DebitResult = { batch: string; city: string; lines: readonly ReturnedLine[] };

/** A result as it is read: with what the bank says it took in fen, the digest by which the file is known again, and itself. */
export type ResultFile = DebitResult & { paidFen: Fen; digest: string; text: string };

/**
 * The result file of a batch (代扣结果), in the form of the instruction file:
 * `H|RESULT|1|<batch>|<city>|<lines>|<lines paid>|<sum paid in fen>`, then for each returned line
 * `R|<line>|<outcome>|<fen taken>`, then `T|<SHA-256>`. Outcomes: paid, insufficient-funds, account-closed.
 */
export function writeResult({ batch, city, lines }: DebitResult): string {
  const paid = lines.filter(({ outcome }) => outcome === 'paid');
  const header = `H|RESULT|1|${batch}|${city}|${lines.length}|${paid.length}|${paidIn(lines)}`;
  return sealLines([header, ...lines.map(({ lineId, outcome, fen }) => `R|${lineId}|${outcome}|${fen}`)]);
}

/** Reads a result file strictly: an error if its form, its totals or its digest are not right, so that no part of it is believed. */
export function readResult(text: string): ResultFile {
  const { lines: all, digest } = openLines(text);
  const [header, ...rest] = all;
  const [kind, version, batch, city, count, paidCount, total] = partsOf(header, 'H', 7);
  if (kind !== 'RESULT' || version !== '1') throw new Error('Not a result file of this version');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(batch!)) throw new Error('The result file names no batch');
  const lines = rest.map(readLine);
  const paid = lines.filter(({ outcome }) => outcome === 'paid').length;
  const paidFen = wholeNumber(total);
  const agree = [lines.length, paid].every((n, at) => BigInt(n) === wholeNumber([count, paidCount][at]));
  if (!agree || paidIn(lines) !== paidFen)
    throw new Error('The control totals of the result file do not agree with its lines');
  return { batch: batch!, city: city!, lines, paidFen, digest, text };
}

function readLine(line: string): ReturnedLine {
  const [lineId, outcome, taken] = partsOf(line, 'R', 3);
  const fen = wholeNumber(taken);
  if (!isOutcome(outcome!)) throw new Error('A line of the result file has an outcome that is not known');
  if ((outcome === 'paid') !== fen > 0n) throw new Error('A line of the result file takes money and does not');
  return { lineId: Number(wholeNumber(lineId)), outcome, fen };
}
