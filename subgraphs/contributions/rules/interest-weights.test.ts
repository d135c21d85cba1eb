import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#kernel/calendar.ts';
import { divide, rate } from '#kernel/money.ts';
import { type CityPolicy, policyOn } from '#policy/policy.ts';
import { dayWeights, interestOf, piecesOf, ratePieces } from './interest.ts';

const policy = policyOn('652300', '2026-06-30');
const year = { from: '2025-06-30', to: '2026-06-30' };
const dated = (from: string, current: string, carried: string) => ({
  from,
  current: rate(current),
  carried: rate(carried),
});
const rates = [
  dated('2020-01-01', '1.5%', '1.1%'),
  dated('2025-10-01', '1.3%', '0.9%'),
  dated('2026-06-30', '2%', '1.8%'),
];

describe('CJ-09 the pieces of a year', () => {
  it('are one at the rate of the settlement day, also one that begins on it', () => {
    expect(piecesOf('SETTLEMENT_DATE', year, rates)).toEqual([{ ...year, rate: rates[2] }]);
    expect(piecesOf('SETTLEMENT_DATE', year, [...rates, dated('2026-07-01', '3%', '3%')])).toEqual([
      { ...year, rate: rates[2] },
    ]);
  });

  it('are one for each rate in segments, without one that begins on the settlement day, which bears nothing', () => {
    expect(piecesOf('SEGMENTED', year, rates)).toEqual([
      { from: '2025-06-30', to: '2025-10-01', rate: rates[0] },
      { from: '2025-10-01', to: '2026-06-30', rate: rates[1] },
    ]);
  });

  it('at the settlement day’s rate ask for no other day’s', () => {
    const asked: string[] = [];
    const policyOfDay = (on: string) => {
      asked.push(on);
      const deposit = { rateChange: { value: 'SETTLEMENT_DATE' }, rate: { from: '2026-01-01', value: rates[0] } };
      return { national: { deposit } } as unknown as CityPolicy;
    };
    expect(ratePieces(policyOfDay, year)).toHaveLength(1);
    expect(new Set(asked)).toEqual(new Set([year.to]));
  });
});

describe('CJ-09 the weight of a fen by the day from which it lies', () => {
  const pieces = piecesOf('SEGMENTED', year, rates);

  it('is a day’s rate less each day, and nothing at the end', () => {
    const weights = dayWeights(policy, pieces);
    expect(weights.current).toHaveLength(366);
    expect(weights.carried).toHaveLength(366);
    expect([weights.current.at(-1), weights.carried.at(-1)]).toEqual([0n, 0n]);
    // 93 days at 1.5 % and 272 at 1.3 %, in millionths; what is carried forward at 1.1 % and 0.9 %.
    expect(weights.current[0]).toBe(93n * 15_000n + 272n * 13_000n);
    expect(weights.carried[0]).toBe(93n * 11_000n + 272n * 9_000n);
    expect(weights.current[364]).toBe(13_000n);
    expect(weights.divisor).toBe(360n * 1_000_000n);
    expect(weights.rounding).toBe('half-up-fen');
  });

  it('gives what the products of the pieces give, for money carried forward and of the year', () => {
    const money = fc.record({
      carried: fc.bigInt(0n, 10_000_000n),
      current: fc.bigInt(1n, 10_000_000n),
      day: fc.integer({ min: 0, max: 364 }),
    });
    fc.assert(
      fc.property(money, ({ carried, current, day }) => {
        const on = addDays(year.from, day);
        const products = pieces.map(({ from, to, rate: ofPiece }) => {
          const starts = [on, from].sort().at(-1)!;
          const lying = on >= to ? 0 : daysBetween(starts, to);
          const whole = daysBetween(from, to);
          return { rate: ofPiece, products: { carried: carried * BigInt(whole), current: current * BigInt(lying) } };
        });
        const weights = dayWeights(policy, pieces);
        const sum = carried * weights.carried[0]! + current * weights.current[day]!;
        expect(divide(sum, weights.divisor, weights.rounding)).toBe(interestOf(policy, products));
      }),
    );
  });
});
