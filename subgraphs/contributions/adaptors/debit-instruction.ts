import { type CivilDate, civilDate } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import { openLines, partsOf, sealLines, wholeNumber } from './sealed-lines.ts';

/** What the bank is asked to debit under one line. */
export type DebitLine = { lineId: number; debitAccount: string; fen: Fen };

/** A batch to debit on a day, by the uuid under which the bank knows it. */
export type DebitInstruction = { batch: string; city: string; debitOn: CivilDate; lines: readonly DebitLine[] };

/** An instruction as the bank reads it: with its control totals and its digest. */
export type DebitFile = DebitInstruction & { controlCount: number; controlFen: Fen; digest: string };

/**
 * The instruction file of a batch (代扣指令), UTF-8, lines ended by LF, fields parted by |:
 * `H|DEBIT|1|<batch>|<city>|<debit day>|<lines>|<sum in fen>`, then for each line `D|<line>|<debit account>|<fen>`, then
 * `T|<SHA-256 of everything before, hex>`.
 */
export function writeInstruction({ batch, city, debitOn, lines }: DebitInstruction): string {
  const total = sumFen(lines.map(({ fen }) => fen));
  const header = `H|DEBIT|1|${batch}|${city}|${debitOn}|${lines.length}|${total}`;
  return sealLines([header, ...lines.map(({ lineId, debitAccount, fen }) => `D|${lineId}|${debitAccount}|${fen}`)]);
}

/** Reads an instruction file as a bank must: an error if its totals or its digest do not agree with its lines. */
export function readInstruction(text: string): DebitFile {
  const { lines: all, digest } = openLines(text);
  const [header, ...rest] = all;
  const [kind, version, batch, city, debitOn, count, total] = partsOf(header, 'H', 7);
  if (kind !== 'DEBIT' || version !== '1') throw new Error('Not an instruction file of this version');
  const lines = rest.map((line): DebitLine => {
    const [lineId, debitAccount, fen] = partsOf(line, 'D', 3);
    return { lineId: Number(wholeNumber(lineId)), debitAccount: debitAccount!, fen: wholeNumber(fen) };
  });
  const controlFen = wholeNumber(total);
  if (BigInt(lines.length) !== wholeNumber(count) || sumFen(lines.map(({ fen }) => fen)) !== controlFen) {
    throw new Error('The control totals of the debit file do not agree with its lines');
  }
  const instruction = { batch: batch!, city: city!, debitOn: civilDate(debitOn!), lines };
  return { ...instruction, controlCount: lines.length, controlFen, digest };
}
