import { type CivilDate, type CivilMonth, firstDay, lastDay, nextMonth } from '#kernel/calendar.ts';
import { type Fen, sumFen, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode, CityPolicy } from '#policy/policy.ts';
import { clauseOf } from './clauses.ts';
import { monthsPerPeriod, type PaymentMode } from './payment-mode.ts';

/** One month of an agreement that is to be paid, with its amount in fen. */
export type Due = { month: CivilMonth; fen: Fen };

/**
 * CJ-07: the last month that falls due together with this one. Periods are calendar months, quarters and years, so that
 * a prepaid year is the tax year; an agreement signed inside one pays the rest of it.
 */
export function periodEnd(mode: PaymentMode, month: CivilMonth): CivilMonth {
  const length = monthsPerPeriod[mode];
  const inPeriod = (Number(month.slice(5)) - 1) % length;
  return nextMonth(month, length - 1 - inPeriod);
}

/** CJ-07: the day of the month on which dues are debited; the last day where the month is shorter. */
export function debitDate(policy: CityPolicy, month: CivilMonth): CivilDate {
  return dayOf(month, policy.contribution.debitDay.value);
}

/** CJ-07: the days after the debit day, in order, on which what the bank refused is asked for again in the same month. */
export function retryDates(policy: CityPolicy, month: CivilMonth): CivilDate[] {
  const first = debitDate(policy, month);
  const days = policy.contribution.debitRetryDays.value.map((day) => dayOf(month, day));
  return [...new Set(days)].filter((day) => day > first).sort();
}

/** CJ-07: the day on which a month to come falls due: the debit day of the first month of its payment period. */
export function dueDate(policy: CityPolicy, mode: PaymentMode, month: CivilMonth, firstMonth: CivilMonth): CivilDate {
  const start = nextMonth(periodEnd(mode, month), 1 - monthsPerPeriod[mode]);
  return debitDate(policy, start > firstMonth ? start : firstMonth);
}

function dayOf(month: CivilMonth, number: number): CivilDate {
  const day = `${firstDay(month).slice(0, 8)}${String(number).padStart(2, '0')}`;
  const last = lastDay(month);
  return day < last ? day : last;
}

/**
 * CJ-07: the dues, oldest first, that an amount in fen pays to the fen. Only whole months can be paid, so any other
 * amount is refused with the nearest ones.
 */
export function duesCovered(city: CityCode, unpaid: readonly Due[], amount: Fen): Due[] {
  const detail = { field: 'amount', clause: clauseOf(city, 'payment') };
  let paid = 0n;
  for (const [index, due] of unpaid.entries()) {
    if (paid + due.fen > amount) throw notWholeMonths(paid, paid + due.fen, detail);
    paid += due.fen;
    if (paid === amount) return unpaid.slice(0, index + 1);
  }
  const most = yuanText(sumFen(unpaid.map(({ fen }) => fen)));
  throw new Refusal('LIMIT_EXCEEDED', `At most ${most} yuan can be paid`, detail);
}

/** CJ-07: the oldest whole months, in order, that an amount in fen pays; something may be left over. */
export function wholeMonthsIn(unpaid: readonly Due[], amount: Fen): Due[] {
  let left = amount;
  const end = unpaid.findIndex(({ fen }) => {
    left -= fen;
    return left < 0n;
  });
  return end < 0 ? [...unpaid] : unpaid.slice(0, end);
}

function notWholeMonths(below: Fen, above: Fen, detail: { field: string; clause: string }): Refusal {
  const nearest = below > 0n ? `${yuanText(below)} or ${yuanText(above)}` : yuanText(above);
  return new Refusal('AMOUNT_OUT_OF_BOUNDS', `Whole months are paid: ${nearest} yuan`, { ...detail, rule: nearest });
}
