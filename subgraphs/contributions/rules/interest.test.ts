import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#kernel/calendar.ts';
import { rate, yuan, yuanText } from '#kernel/money.ts';
import { type CityPolicy, policyOn } from '#policy/policy.ts';
import { interestOf, interestYear, piecesOf, type RatePiece, ratePieces } from './interest.ts';

const policy = policyOn('652300', '2026-06-30');

/** 10,000.00 that lay there from a day on, in each piece. */
const tenThousandSince = (on: string, pieces: readonly RatePiece[]) =>
  pieces.map((piece) => {
    const days = daysBetween(on > piece.from ? on : piece.from, piece.to);
    return { ...piece, products: { carried: 0n, current: yuan('10000') * BigInt(days) } };
  });

describe('yearly interest', () => {
  const both = (text: string) => ({ current: rate(text), carried: rate(text) });
  const atEachRate = (
    mode: 'SETTLEMENT_DATE' | 'SEGMENTED',
    year: { from: string; to: string },
    on: string,
    rates: [string, string][],
  ) => {
    const pieces = piecesOf(
      mode,
      year,
      rates.map(([from, text]) => ({ from, ...both(text) })),
    );
    const accrued = tenThousandSince(on, pieces);
    return yuanText(interestOf(policy, accrued));
  };

  it('CJ-09 a rate that changes on 1 January holds for the whole year, or for its own days, as policy says', () => {
    const year = { from: '2025-06-30', to: '2026-06-30' };
    const rates: [string, string][] = [
      ['2025-01-01', '1.5%'],
      ['2026-01-01', '1.3%'],
    ];
    expect(atEachRate('SETTLEMENT_DATE', year, '2025-07-01', rates)).toBe('131.44');
    expect(atEachRate('SEGMENTED', year, '2025-07-01', rates)).toBe('141.67');
  });

  it('CJ-09 the year 2015-16 gives 125.97 in segments: 235 days at 1.10 % and 130 at 1.50 %', () => {
    const year = { from: '2015-07-01', to: '2016-06-30' };
    const rates: [string, string][] = [
      ['2015-01-01', '1.10%'],
      ['2016-02-21', '1.50%'],
    ];
    expect(atEachRate('SEGMENTED', year, '2015-07-01', rates)).toBe('125.97');
    expect(atEachRate('SETTLEMENT_DATE', year, '2015-07-01', rates)).toBe('152.08');
  });

  it('CJ-09 takes the rates of the year from policy, as that stood on each of its days', () => {
    const given = (mode: 'SETTLEMENT_DATE' | 'SEGMENTED') => (on: string) =>
      ({
        national: {
          deposit: {
            rateChange: { value: mode },
            rate:
              on < '2016-02-21'
                ? { from: '2015-01-01', value: both('1.10%') }
                : { from: '2016-02-21', value: both('1.50%') },
          },
        },
      }) as unknown as CityPolicy;
    const year = interestYear(policy, 2016);
    expect(ratePieces(given('SEGMENTED'), year)).toMatchObject([
      { from: '2015-06-30', to: '2016-02-21', rate: both('1.10%') },
      { from: '2016-02-21', to: '2016-06-30', rate: both('1.50%') },
    ]);
    expect(ratePieces(given('SETTLEMENT_DATE'), year)).toMatchObject([{ ...year, rate: both('1.50%') }]);
    // The same day's figure is not another one: a rate that holds all year makes one piece.
    expect(ratePieces((on) => policyOn('652300', on), interestYear(policy, 2026))).toHaveLength(1);
  });

  it('CJ-09 is the same however a year of one rate is cut into pieces, and no day is lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 364 }), (cut) => {
        const year = interestYear(policy, 2026);
        const whole = piecesOf('SEGMENTED', year, [{ from: '2025-01-01', ...both('1.5%') }]);
        const cutInTwo = piecesOf('SEGMENTED', year, [
          { from: '2025-01-01', ...both('1.5%') },
          { from: addDays(year.from, cut), ...both('1.5%') },
        ]);
        const interest = (pieces: readonly RatePiece[]) => interestOf(policy, tenThousandSince(year.from, pieces));
        expect(interest(cutInTwo)).toBe(interest(whole));
        expect(cutInTwo.reduce((days, { from, to }) => days + daysBetween(from, to), 0)).toBe(365);
      }),
    );
  });
});
