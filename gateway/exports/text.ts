import { yuanText } from '#kernel/money.ts';
import type { ExportAsked } from './asked.ts';
import type { ExportChunk, ExportEnd, OpenExport } from './fetch.ts';

/** What stands around the lines of an export, in the format asked for. */
export type Frame = {
  head(of: OpenExport, fromChunk: number): string;
  chunk(of: ExportChunk): string;
  end(of: ExportEnd): string;
  refused(code: string, message: string, chunk: number): string;
};

const line = (value: object): string => `${JSON.stringify(value)}\n`;

const ndjson: Frame = {
  head: ({ reference, ceilingBase, ...told }, fromChunk) =>
    line({ export: reference, ...told, ceilingBase: yuanText(ceilingBase), fromChunk }),
  chunk: ({ chunk, rows, fen, digest, content }) =>
    line({ chunk, rows, amount: yuanText(fen), sha256: digest, content }),
  end: ({ rows, fen, digest }) => line({ end: true, rows, amount: yuanText(fen), sha256: digest }),
  refused: (code, message, chunk) => line({ refused: code, message, chunk }),
};

// No cell can begin with what a spreadsheet would carry out: they are hex digits, amounts and words of this file.
const row = (...cells: (string | number)[]): string => `${cells.join(',')}\r\n`;

const csv: Frame = {
  head: ({ reference, city, taxYear, correctionOf, capRatio, ceilingBase, basis, begunAt, chunks }, fromChunk) =>
    row('reference', 'tax_year', 'amount', 'contributed', 'cap', 'cap_ratio') +
    row(
      '#export',
      reference,
      city,
      taxYear,
      correctionOf ?? '',
      capRatio,
      yuanText(ceilingBase),
      basis,
      begunAt,
      chunks,
      fromChunk,
    ),
  chunk: ({ chunk, rows, fen, digest, content }) => row('#chunk', chunk, rows, yuanText(fen), digest, content),
  end: ({ rows, fen, digest }) => row('#end', rows, yuanText(fen), digest),
  refused: (code, _, chunk) => row('#refused', code, chunk),
};

/** The frames by format. */
export const frames: Record<ExportAsked['format'], Frame> = { ndjson, csv };
