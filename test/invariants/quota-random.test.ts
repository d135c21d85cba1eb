import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageBalance, type BalanceChange } from '#contributions/rules/average.ts';
import { addDays, addMonths, monthOf, monthsBetween } from '#kernel/calendar.ts';
import { multiplyRates, rate, sumFen } from '#kernel/money.ts';
import { type Coefficient, quota, refuseUnordered } from '#loans/rules/quota.ts';
import { cityCodes, policyOn } from '#policy/policy.ts';
import { proofSize } from './proof-size.ts';

// HZ-06: 长缴多贷、多缴多贷, for any table of coefficients in which longer is no worse: the figures are unpublished, so what
// is proven must not rest on them.

const size = proofSize({ small: { cases: 400 }, full: { cases: 100_000 } });
const openedOn = '2024-03-05';
type Deposit = { day: number; fen: bigint };

const deposits = fc.array(
  fc.record({ day: fc.integer({ min: 0, max: 900 }), fen: fc.bigInt({ min: 1n, max: 2_000_000n }) }),
  { maxLength: 40 },
);
const coefficients: fc.Arbitrary<Coefficient[]> = fc
  .array(fc.record({ months: fc.integer({ min: 1, max: 12 }), more: fc.integer({ min: 0, max: 20 }) }), {
    ...{ minLength: 1, maxLength: 6 },
  })
  .map((steps) => {
    let [fromMonths, coefficient] = [0, 0];
    return steps.map(({ months, more }) => {
      fromMonths += months;
      coefficient += more;
      return { fromMonths, coefficient: rate(`${coefficient}`) };
    });
  });

function basisOf(given: readonly Deposit[], days: number) {
  const asOf = addDays(openedOn, days);
  const kept = given.filter(({ day }) => day < days);
  const byDay = Map.groupBy(kept, ({ day }) => day);
  const changes: BalanceChange[] = [...byDay.keys()]
    .sort((a, b) => a - b)
    .map((day) => ({ on: addDays(openedOn, day), fen: sumFen(byDay.get(day)!.map(({ fen }) => fen)) }));
  const months = monthsBetween(monthOf(openedOn), monthOf(asOf));
  return {
    ...{ asOf, openedOn, averageFrom: openedOn, days },
    monthsHeld: addMonths(openedOn, months) <= asOf ? months : months - 1,
    average: averageBalance({ from: openedOn, to: asOf }, changes).average,
    balance: sumFen(kept.map(({ fen }) => fen)),
  };
}

const cases = fc.record({
  city: fc.constantFrom(...cityCodes),
  deposits,
  coefficients,
  days: fc.integer({ min: 1, max: 900 }),
  later: fc.integer({ min: 0, max: 400 }),
  more: fc.record({ day: fc.integer({ min: 0, max: 900 }), fen: fc.bigInt({ min: 0n, max: 2_000_000n }) }),
});

describe('HZ-06 the loan quota', () => {
  it('is never lowered by saving longer, nor by saving more, whatever the coefficients', () => {
    fc.assert(
      fc.property(cases, ({ city, deposits: given, coefficients: steps, days, later, more }) => {
        const policy = policyOn(city, '2026-10-10');
        const amount = (saved: readonly Deposit[], until: number) =>
          quota(basisOf(saved, until), policy, { coefficients: steps, cap: 90_000_000n }).amount;
        const now = amount(given, days);
        expect(amount(given, days + later) >= now).toBe(true);
        expect(amount([...given, more], days) >= now).toBe(true);
        expect(now >= 0n && now <= 90_000_000n).toBe(true);
      }),
      { numRuns: size.cases, seed: size.seed },
    );
  });

  it('takes every table in which longer is no worse, and none in which it is', () => {
    fc.assert(
      fc.property(coefficients, (steps) => {
        expect(() => refuseUnordered(steps)).not.toThrow();
        const worse = { fromMonths: steps.at(-1)!.fromMonths + 1, coefficient: rate('0') };
        const doubled = steps.map((step) => ({ ...step, coefficient: multiplyRates(step.coefficient, rate('2')) }));
        const last = { ...doubled.at(-1)!, coefficient: rate('500') };
        expect(() => refuseUnordered([...doubled.slice(0, -1), last, worse])).toThrow();
        expect(() => refuseUnordered([...steps, steps.at(-1)!])).toThrow();
      }),
      { numRuns: 100 },
    );
  });
});
