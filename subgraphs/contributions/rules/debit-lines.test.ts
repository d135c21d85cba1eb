import { describe, expect, it } from 'vitest';
import { matchResults, type ReturnedLine } from './debit-lines.ts';

const asked = new Map([
  [1, 120000n],
  [2, 240000n],
  [3, 60000n],
]);
const paid = (lineId: number, fen: bigint): ReturnedLine => ({ lineId, outcome: 'paid', fen });
const poor = (lineId: number): ReturnedLine => ({ lineId, outcome: 'insufficient-funds', fen: 0n });
const rest = [poor(2), poor(3)];
const refused = [2, 3].map((lineId) => ({ lineId, outcome: 'insufficient-funds' }));

describe('CJ-07 matching a result file to its batch', () => {
  it('pays a line by the answer that takes its amount to the fen', () => {
    const lines = [paid(1, 120000n), { lineId: 2, outcome: 'account-closed', fen: 0n } as const, paid(3, 60000n)];
    expect(matchResults(asked, lines)).toEqual({
      refused: [{ lineId: 2, outcome: 'account-closed' }],
      unmatched: [],
      paidFen: 180000n,
    });
  });

  it.each([
    ['a line that was never asked for', [paid(1, 120000n), paid(4, 120000n)], { lineId: 4, reason: 'UNKNOWN_LINE' }],
    ['a line that is paid twice', [paid(1, 120000n), paid(1, 120000n)], { lineId: 1, reason: 'PAID_TWICE' }],
    ['another amount for a line paid already', [paid(1, 120000n), paid(1, 5n)], { lineId: 1, reason: 'PAID_TWICE' }],
  ])('puts aside the money of %s', (_, lines, item) => {
    const matched = matchResults(asked, [...lines, ...rest]);
    expect(matched).toEqual({ refused, unmatched: [{ ...item, fen: lines[1]!.fen }], paidFen: 120000n });
  });

  it.each([119999n, 120001n, 240000n])('takes %s fen for a line of 120000 as no payment of it', (fen) => {
    expect(matchResults(asked, [paid(1, fen), ...rest])).toEqual({
      refused: [{ lineId: 1, outcome: 'unmatched' }, ...refused],
      unmatched: [{ lineId: 1, fen, reason: 'WRONG_AMOUNT' }],
      paidFen: 0n,
    });
  });

  it('takes a line as paid when the right amount comes beside a wrong one or a refusal, whichever is first', () => {
    const wrongFirst = matchResults(asked, [paid(1, 1n), paid(1, 120000n), ...rest]);
    expect(wrongFirst).toMatchObject({ paidFen: 120000n, refused, unmatched: [{ fen: 1n, reason: 'WRONG_AMOUNT' }] });
    for (const lines of [
      [poor(1), paid(1, 120000n)],
      [paid(1, 120000n), poor(1)],
    ]) {
      expect(matchResults(asked, [...lines, ...rest])).toEqual({ refused, unmatched: [], paidFen: 120000n });
    }
  });

  it('drops an unknown line that took nothing, since no money is behind it', () => {
    expect(matchResults(asked, [paid(1, 120000n), ...rest, poor(9)])).toMatchObject({ unmatched: [], refused });
  });

  it('matches no file that leaves a line out', () => {
    expect(() => matchResults(asked, [paid(1, 120000n), poor(2)])).toThrow('leaves out a line');
    expect(() => matchResults(asked, [])).toThrow('leaves out a line');
    expect(matchResults(new Map(), [])).toEqual({ refused: [], unmatched: [], paidFen: 0n });
  });
});
