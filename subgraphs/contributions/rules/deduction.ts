import { type CivilDate, type CivilMonth, monthOf, yearOf } from '#kernel/calendar.ts';
import { applyRate, type Fen, minFen, type Rate } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';

/** One paid month: the amount in fen, the day it was credited and the contribution base in force, in fen. */
export type PaidMonth = { period: CivilMonth; contributed: Fen; creditedOn: CivilDate; base: Fen };

/** The figures that a tax year is computed with. */
export type DeductionFigures = { capRatio: Rate; ceilingBase: Fen; basis: 'cash' | 'period' };

/** One month of the answer, amounts in fen. */
export type DeductionMonth = PaidMonth & { cap: Fen; deductible: Fen };

/** The deductible amount of a tax year and how it came about, amounts in fen. */
export type Deduction = { amount: Fen; contributed: Fen; cap: Fen; months: DeductionMonth[] };

/**
 * CJ-14: what one person may deduct in a tax year: the smaller of what was contributed in it and of the sum of monthly
 * caps, the cap ratio × min(base or income, three times the city's average wage). The literal reading: a cap belongs to a calendar
 * month of the tax year and counts once, so there are twelve at most. A month of the year that was paid for has its cap,
 * also when it was credited in another year (it then adds no amount, on the cash basis); a payment for a month outside
 * the year has the cap of the month in which it was credited, unless that month is paid for itself. What exceeds the caps
 * is not deductible in that year. Each month shows what it adds, so that the months add up to the amount.
 */
export function deductionOf(
  figures: DeductionFigures,
  taxYear: number,
  person: { paid: readonly PaidMonth[]; averageIncome: Fen | null },
): Deduction {
  const { averageIncome } = person;
  if (averageIncome !== null && averageIncome < 0n) throw negativeIncome();
  const total: Deduction = { amount: 0n, contributed: 0n, cap: 0n, months: [] };
  for (const { capped, ...month } of monthsOfYear(figures.basis, taxYear, person.paid)) {
    const base = minFen(averageIncome ?? month.base, figures.ceilingBase);
    const cap = capped ? applyRate(base, figures.capRatio, 'half-up-fen') : 0n;
    total.contributed += month.contributed;
    total.cap += cap;
    const amount = minFen(total.contributed, total.cap);
    total.months.push({ ...month, base, cap, deductible: amount - total.amount });
    total.amount = amount;
  }
  return total;
}

/** The paid months that matter to a tax year, oldest first, with what each brings: its amount, a cap, or both. */
function monthsOfYear(
  basis: DeductionFigures['basis'],
  taxYear: number,
  paid: readonly PaidMonth[],
): (PaidMonth & { capped: boolean })[] {
  const covered = new Set(paid.map(({ period }) => period).filter((period) => yearOf(period) === taxYear));
  const ordered = paid.toSorted((a, b) => (a.period < b.period ? -1 : 1));
  const given = new Set<CivilMonth>();
  return ordered.flatMap((month) => {
    const inYear = yearOf(month.period) === taxYear;
    const counts = basis === 'cash' ? yearOf(month.creditedOn) === taxYear : inYear;
    if (!counts && !inYear) return [];
    const of = inYear ? month.period : monthOf(month.creditedOn);
    const capped = !given.has(of) && (inYear || !covered.has(of));
    if (capped) given.add(of);
    return [{ ...month, contributed: counts ? month.contributed : 0n, capped }];
  });
}

const negativeIncome = () =>
  new Refusal('INVALID_INPUT', 'An income is not negative', { field: 'priorYearAverageMonthlyIncome' });
