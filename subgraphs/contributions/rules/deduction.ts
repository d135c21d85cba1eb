import { type CivilDate, type CivilMonth, yearOf } from '#kernel/calendar.ts';
import { applyRate, type Fen, minFen, type Rate } from '#kernel/money.ts';

/** One paid month: the amount in fen, the day it was credited and the contribution base in force, in fen. */
export type PaidMonth = { period: CivilMonth; contributed: Fen; creditedOn: CivilDate; base: Fen };

/** The figures that a tax year is computed with. */
export type DeductionFigures = { capRatio: Rate; ceilingBase: Fen; basis: 'cash' | 'period' };

/** One month of the answer, amounts in fen. */
export type DeductionMonth = PaidMonth & { cap: Fen; deductible: Fen };

/** The deductible amount of a tax year and how it came about, amounts in fen. */
export type Deduction = { amount: Fen; contributed: Fen; cap: Fen; months: DeductionMonth[] };

/**
 * CJ-14: what one person may deduct in a tax year: the smaller of what was contributed and the sum of the monthly caps,
 * 12 % × min(base or income, three times the city's average wage), over the months that were paid. Each month shows what
 * it adds to that minimum, so that the months add up to the amount.
 */
export function deductionOf(
  figures: DeductionFigures,
  taxYear: number,
  person: { paid: readonly PaidMonth[]; averageIncome: Fen | null },
): Deduction {
  const counted = person.paid
    .filter((paid) => yearOf(figures.basis === 'cash' ? paid.creditedOn : paid.period) === taxYear)
    .sort((a, b) => (a.period < b.period ? -1 : 1));
  const total: Deduction = { amount: 0n, contributed: 0n, cap: 0n, months: [] };
  for (const paid of counted) {
    const base = minFen(person.averageIncome ?? paid.base, figures.ceilingBase);
    const cap = applyRate(base, figures.capRatio, 'half-up-fen');
    total.contributed += paid.contributed;
    total.cap += cap;
    const amount = minFen(total.contributed, total.cap);
    total.months.push({ ...paid, base, cap, deductible: amount - total.amount });
    total.amount = amount;
  }
  return total;
}
