import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addDays, daysBetween } from '#kernel/calendar.ts';
import { rate, yuan, yuanText } from '#kernel/money.ts';
import { policyOn } from '#policy/policy.ts';
import { type DatedAmount, interestOf, interestYear, piecesOf, productsOf, ratePieces } from './interest.ts';

type Case = {
  name: string;
  given: { year: string; movements: Record<string, string> };
  expect: { product: string; interest: string };
};

const source = readFileSync(new URL('interest.cases.yaml', import.meta.url), 'utf8');
const cases = parse(source, { schema: 'failsafe' }) as Case[];
const city = '652300';
const policy = policyOn(city, '2026-06-30');

function settled(movements: readonly DatedAmount[], year: number) {
  const days = interestYear(policy, year);
  const accrued = ratePieces(city, days).map((piece) => ({
    ...piece,
    products: productsOf(movements, days.from, piece),
  }));
  const product = accrued.reduce((sum, { products }) => sum + products.carried + products.current, 0n);
  return { product, interest: interestOf(policy, accrued) };
}

describe('yearly interest', () => {
  it.each(cases)('$name', ({ given, expect: expected }) => {
    const movements = Object.entries(given.movements).map(([on, amount]) => ({ on, fen: yuan(amount) }));
    const { product, interest } = settled(movements, Number(given.year));
    expect([yuanText(product), yuanText(interest)]).toEqual([`${expected.product}.00`, expected.interest]);
  });

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
    const accrued = pieces.map((piece) => ({
      ...piece,
      products: productsOf([{ on, fen: yuan('10000') }], year.from, piece),
    }));
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

  const movement = fc.record({
    on: fc.integer({ min: -400, max: 370 }).map((days) => addDays('2025-06-30', days)),
    fen: fc.bigInt(1n, 10_000_000n),
  });

  it('CJ-09 is what the balance of every day adds up to, however the year is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 20 }), fc.integer({ min: 1, max: 364 }), (movements, cut) => {
        const year = interestYear(policy, 2026);
        let product = 0n;
        for (let day = year.from; day < year.to; day = addDays(day, 1)) {
          for (const { on, fen } of movements) if (on <= day) product += fen;
        }
        expect(settled(movements, 2026).product).toBe(product);
        const middle = addDays(year.from, cut);
        const pieces = piecesOf('SEGMENTED', year, [
          { from: '2025-01-01', ...both('1.5%') },
          { from: middle, ...both('1.5%') },
        ]);
        const accrued = pieces.map((piece) => ({ ...piece, products: productsOf(movements, year.from, piece) }));
        expect(interestOf(policy, accrued)).toBe(settled(movements, 2026).interest);
        expect(pieces.reduce((days, { from, to }) => days + daysBetween(from, to), 0)).toBe(365);
      }),
      { numRuns: 100 },
    );
  });
});
