import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { nextMonth } from '#kernel/calendar.ts';
import { minFen, rate, sumFen, yuan, yuanText } from '#kernel/money.ts';
import { type DeductionFigures, deductionOf, type PaidMonth } from './deduction.ts';

type Case = {
  name: string;
  given: { months: string; base: string; monthly: string; ceiling: string; ratio?: string; income?: string };
  expect: { contributed?: string; cap: string; amount: string; last?: string };
};

const source = readFileSync(new URL('deduction.cases.yaml', import.meta.url), 'utf8');
const cases = parse(source, { schema: 'failsafe' }) as Case[];
const figures: DeductionFigures = { capRatio: rate('12%'), ceilingBase: yuan('31436'), basis: 'cash' };
const paidIn = (period: string, creditedOn: string, contributed = yuan('1200')): PaidMonth => ({
  period,
  creditedOn,
  contributed,
  base: yuan('6000'),
});

describe('the deductible amount', () => {
  it.each(cases)('$name', ({ given, expect: expected }) => {
    const paid = Array.from({ length: Number(given.months) }, (_, n) => {
      const period = nextMonth('2026-01', n);
      return { period, creditedOn: `${period}-20`, contributed: yuan(given.monthly), base: yuan(given.base) };
    });
    const averageIncome = given.income ? yuan(given.income) : null;
    const own = { ...figures, capRatio: rate(given.ratio ?? '12%'), ceilingBase: yuan(given.ceiling) };
    const { amount, contributed, cap, months } = deductionOf(own, 2026, { paid, averageIncome });
    const told = { contributed: yuanText(contributed), cap: yuanText(cap), amount: yuanText(amount) };
    expect({ ...told, last: yuanText(months.at(-1)?.deductible ?? 0n) }).toMatchObject(expected);
  });

  it('CJ-14 counts by the day of credit or by the month paid for, as policy says', () => {
    // The last quarter of 2025 was paid on 5 January 2026, and January 2027 in December 2026.
    const paid = [paidIn('2025-12', '2026-01-05'), paidIn('2026-02', '2026-02-20'), paidIn('2027-01', '2026-12-28')];
    const periods = (basis: 'cash' | 'period') =>
      deductionOf({ ...figures, basis }, 2026, { paid, averageIncome: null }).months.map(({ period }) => period);
    expect(periods('cash')).toEqual(['2025-12', '2026-02', '2027-01']);
    expect(periods('period')).toEqual(['2026-02']);
  });

  it('CJ-14 lets a month above its cap use what an earlier month left of its own', () => {
    // Caps of 720.00 each; 600.00, then 1,200.00: 600.00 + (1,440.00 − 600.00) = 1,440.00.
    const paid = [paidIn('2026-06', '2026-06-20', yuan('600')), paidIn('2026-07', '2026-07-20')];
    const { months, amount } = deductionOf(figures, 2026, { paid, averageIncome: null });
    expect(months.map(({ deductible }) => yuanText(deductible))).toEqual(['600.00', '840.00']);
    expect(yuanText(amount)).toBe('1440.00');
  });

  const month = fc.record({
    n: fc.integer({ min: 0, max: 11 }),
    contributed: fc.bigInt(1n, 1_000_000n),
    base: fc.bigInt(100_000n, 5_000_000n),
  });

  it('CJ-14 is never more than was paid or than the caps, and its months add up to it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(month, { selector: ({ n }) => n, maxLength: 12 }),
        fc.option(fc.bigInt(0n, 9_000_000n)),
        (drawn, averageIncome) => {
          const paid = drawn.map(({ n, ...each }) => {
            const period = nextMonth('2026-01', n);
            return { ...each, period, creditedOn: `${period}-20` };
          });
          const told = deductionOf(figures, 2026, { paid, averageIncome });
          expect(sumFen(told.months.map(({ deductible }) => deductible))).toBe(told.amount);
          expect(told.amount).toBe(minFen(told.contributed, told.cap));
          expect(told.months.every(({ deductible }) => deductible >= 0n)).toBe(true);
        },
      ),
    );
  });
});
