import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addDays, firstDay, monthsFrom, nextMonth, yearOf } from '#kernel/calendar.ts';
import { minFen, rate, sumFen, yuan, yuanText } from '#kernel/money.ts';
import { type DeductionFigures, deductionOf, type PaidMonth } from './deduction.ts';

type Case = {
  name: string;
  given: {
    base: string;
    monthly: string;
    ceiling: string;
    /** So many months of 2026 from January on, or the months one by one with the days on which they were credited. */
    months?: string;
    paid?: string;
    year?: string;
    ratio?: string;
    income?: string;
  };
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

/** The paid months of a case: "2026-01..2026-12@due" is a year in which each month was credited on its own 20th. */
function paidMonths({ months, paid }: Case['given']): { period: string; creditedOn: string }[] {
  const each = (period: string) => ({ period, creditedOn: `${period}-20` });
  if (!paid) return Array.from({ length: Number(months) }, (_, n) => each(nextMonth('2026-01', n)));
  return paid.split(' ').flatMap((part) => {
    const [periods = '', on = ''] = part.split('@');
    const [first = '', last = first] = periods.split('..');
    return monthsFrom(first, last).map((period) => (on === 'due' ? each(period) : { period, creditedOn: on }));
  });
}

describe('the deductible amount', () => {
  it.each(cases)('$name', ({ given, expect: expected }) => {
    const paid = paidMonths(given).map((each) => ({
      ...each,
      contributed: yuan(given.monthly),
      base: yuan(given.base),
    }));
    const averageIncome = given.income ? yuan(given.income) : null;
    const own = { ...figures, capRatio: rate(given.ratio ?? '12%'), ceilingBase: yuan(given.ceiling) };
    const { amount, contributed, cap, months } = deductionOf(own, Number(given.year ?? 2026), {
      paid,
      averageIncome,
    });
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

  it('CJ-14 takes no negative income', () => {
    const person = { paid: [paidIn('2026-02', '2026-02-20')], averageIncome: -1n };
    expect(() => deductionOf(figures, 2026, person)).toThrow('not negative');
  });

  const anyMonth = fc.record({
    n: fc.integer({ min: 0, max: 35 }),
    days: fc.integer({ min: -400, max: 400 }),
    contributed: fc.bigInt(1n, 1_000_000n),
  });

  it('CJ-14 across the years nothing is deducted twice, and no year has more than twelve caps', () => {
    const basis = fc.constantFrom('cash' as const, 'period' as const);
    fc.assert(
      fc.property(fc.uniqueArray(anyMonth, { selector: ({ n }) => n, maxLength: 36 }), basis, (drawn, by) => {
        const paid = drawn.map(({ n, days, contributed }) => {
          const period = nextMonth('2025-01', n);
          return paidIn(period, addDays(firstDay(period), days), contributed);
        });
        const years = [2023, 2024, 2025, 2026, 2027, 2028, 2029];
        const told = years.map((year) => deductionOf({ ...figures, basis: by }, year, { paid, averageIncome: null }));
        expect(sumFen(told.map(({ contributed }) => contributed))).toBe(sumFen(paid.map((each) => each.contributed)));
        for (const [index, { amount, contributed, cap, months }] of told.entries()) {
          const year = years[index];
          expect(amount).toBe(minFen(contributed, cap));
          expect(sumFen(months.map(({ deductible }) => deductible))).toBe(amount);
          expect(months.every(({ deductible }) => deductible >= 0n)).toBe(true);
          // A cap for each month of the year that is paid for, and for at most one more in each other month of it.
          expect(cap).toBeLessThanOrEqual(yuan('720') * 12n);
          const own = paid.filter(({ period }) => yearOf(period) === year).length;
          expect(cap).toBeGreaterThanOrEqual(yuan('720') * BigInt(own));
        }
      }),
    );
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
