import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxFen, minFen, sumFen } from '#kernel/money.ts';
import { offsetParts } from './offset.ts';

const account = [
  { segment: 'FLEXIBLE', fen: 500n },
  { segment: 'SUBSIDY', fen: 30n },
  { segment: 'INTEREST', fen: 20n },
];
const told = (asked: bigint, free: bigint | null, order: string[]) =>
  offsetParts(account, { asked, free, order }).map((part) => [part.of.segment, part.taken, part.leftOut, part.reason]);

describe('HZ-03 what the segments of an account give towards a loan', () => {
  it('is taken in the order of the city, and no more than is asked', () => {
    expect(told(510n, null, ['FLEXIBLE', 'INTEREST'])).toEqual([
      ['FLEXIBLE', 500n, 0n, null],
      ['INTEREST', 10n, 0n, null],
    ]);
    expect(told(25n, null, ['INTEREST', 'FLEXIBLE'])).toEqual([
      ['INTEREST', 20n, 0n, null],
      ['FLEXIBLE', 5n, 0n, null],
    ]);
  });

  it('is taken once of a segment that the order names again', () => {
    expect(told(900n, null, ['FLEXIBLE', 'FLEXIBLE']).slice(0, 2)).toEqual([
      ['FLEXIBLE', 500n, 0n, null],
      ['SUBSIDY', 0n, 30n, 'SEGMENT_NOT_TAKEN'],
    ]);
  });

  it('is nothing of a segment that the city does not take, which is told with what the loan lacks of it', () => {
    expect(told(600n, null, ['FLEXIBLE'])).toEqual([
      ['FLEXIBLE', 500n, 0n, null],
      ['SUBSIDY', 0n, 30n, 'SEGMENT_NOT_TAKEN'],
      ['INTEREST', 0n, 20n, 'SEGMENT_NOT_TAKEN'],
    ]);
    expect(told(510n, null, ['FLEXIBLE'])).toEqual([
      ['FLEXIBLE', 500n, 0n, null],
      ['SUBSIDY', 0n, 10n, 'SEGMENT_NOT_TAKEN'],
    ]);
  });

  it('is what a partial freeze leaves free, and what it keeps back is told', () => {
    expect(told(400n, 120n, ['FLEXIBLE', 'SUBSIDY'])).toEqual([['FLEXIBLE', 120n, 280n, 'FROZEN']]);
    expect(told(520n, 510n, ['FLEXIBLE', 'SUBSIDY'])).toEqual([
      ['FLEXIBLE', 500n, 0n, null],
      ['SUBSIDY', 10n, 10n, 'FROZEN'],
    ]);
    expect(told(100n, -5n, ['FLEXIBLE'])).toEqual([['FLEXIBLE', 0n, 100n, 'FROZEN']]);
  });

  it('with what is left out never comes to more than is asked, nor to more than is free or stands there', () => {
    const names = ['FLEXIBLE', 'SUBSIDY', 'INTEREST'];
    const fen = fc.bigInt({ min: 0n, max: 1000n });
    const given = fc.record({
      fens: fc.tuple(fen, fen, fen),
      asked: fc.bigInt({ min: 1n, max: 3000n }),
      free: fc.option(fc.bigInt({ min: -100n, max: 3000n })),
      order: fc.subarray(names),
    });
    fc.assert(
      fc.property(given, ({ fens, asked, free, order }) => {
        const segments = names.map((segment, index) => ({ segment, fen: fens[index]! }));
        const parts = offsetParts(segments, { asked, free, order });
        const taken = sumFen(parts.map((part) => part.taken));
        expect(taken + sumFen(parts.map((part) => part.leftOut))).toBe(minFen(sumFen(fens), asked));
        if (free !== null) expect(taken <= maxFen(free, 0n)).toBe(true);
        expect(parts.every((part) => part.taken + part.leftOut <= part.of.fen)).toBe(true);
      }),
    );
  });
});
