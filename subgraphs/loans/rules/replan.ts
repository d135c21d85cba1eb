import { addMonths, type CivilDate, daysBetween } from '#kernel/calendar.ts';
import {
  applyRate,
  applyRateOver,
  type Fen,
  maxFen,
  multiplyRates,
  type Rate,
  rate,
  rateText,
  sumFen,
} from '#kernel/money.ts';
import type { PenaltyTerms } from './penalty.ts';
import { type Rates, rateOver } from './rates.ts';
import type { Instalment } from './repayment.ts';
import { amortise, type RepaymentMethod } from './schedule.ts';

/** What of a contract a plan is made by. */
export type Planning = Rates & { method: RepaymentMethod; disbursedOn: CivilDate };
/** An instalment as it is planned anew, in fen. */
export type Replanned = { number: number; dueOn: CivilDate; principal: Fen; interest: Fen };
/** 期限不变 or 月供不变. */
export type Keeps = 'TERM' | 'INSTALMENT';

const monthOfYear = rate('1/12');

/** The instalments not due by a day, in their order. */
export const aheadOf = (instalments: readonly Instalment[], on: CivilDate): Instalment[] =>
  instalments.filter(({ dueOn }) => dueOn > on);

/** Interest in fen, by days since the last due day, on principal that is repaid before its time (提前还款). */
export function accruedOn(
  principal: Fen,
  instalments: readonly Instalment[],
  on: CivilDate,
  { disbursedOn, terms }: { disbursedOn: CivilDate; terms: PenaltyTerms },
): Fen {
  const [next] = aheadOf(instalments, on);
  const since = next ? addMonths(disbursedOn, next.number - 1) : on;
  const days = maxFen(BigInt(daysBetween(since, on)), 0n);
  return applyRateOver(principal, rateOver(terms, since, on), days, terms.dayBasis, 'half-up-fen');
}

/** The months ahead when principal in fen of them has been repaid early: shorter, or smaller (提前部分还款). */
export function afterPrepayment(
  ahead: readonly Instalment[],
  prepaid: Fen,
  keeps: Keeps,
  planning: Planning,
): Replanned[] {
  const { annualRate, method } = planning;
  const principal = sumFen(ahead.map((each) => each.principal)) - prepaid;
  const [next] = ahead;
  const kept = method === 'EQUAL_INSTALMENT' ? next!.principal + next!.interest : next!.principal;
  const shares = amortise({
    ...{ principal, annualRate, months: ahead.length, method },
    ...(keeps === 'INSTALMENT' ? { kept } : {}),
  });
  return sharing(ahead, shares, principal, planning);
}

/** These months with what is planned in each; the one under way costs, day by day, every rate that stands in it. */
function sharing(
  ahead: readonly Instalment[],
  shares: ReturnType<typeof amortise>,
  principal: Fen,
  planning: Planning,
): Replanned[] {
  return ahead.map(({ number, dueOn }, index) => {
    const share = shares[index]!;
    if (index > 0) return { number, dueOn, ...share };
    const yearly = rateOver(planning, addMonths(planning.disbursedOn, number - 1), dueOn);
    return {
      number,
      dueOn,
      ...share,
      interest: applyRate(principal, multiplyRates(yearly, monthOfYear), 'half-up-fen'),
    };
  });
}

/**
 * The months ahead at another yearly rate from a day on. The month in which that day lies costs the mean of both rates by
 * its days, rounded once; every later one the new rate.
 */
export function atNewRate(
  ahead: readonly Instalment[],
  newRate: Rate,
  from: CivilDate,
  planning: Planning,
): Replanned[] {
  const { annualRate, method, rateChanges = [] } = planning;
  const principal = sumFen(ahead.map((each) => each.principal));
  const shares = amortise({ principal, annualRate: newRate, months: ahead.length, method });
  const changed = [...rateChanges, { on: from, oldRate: rateText(annualRate) }];
  return sharing(ahead, shares, principal, { ...planning, annualRate: newRate, rateChanges: changed });
}

/** HZ-08: all principal ahead in one instalment due on a day, with interest by days up to it (提前收回); nothing after it. */
export function recalled(
  ahead: readonly Instalment[],
  dueOn: CivilDate,
  { disbursedOn }: Planning,
  terms: PenaltyTerms,
): Replanned[] {
  const principal = sumFen(ahead.map((each) => each.principal));
  const since = addMonths(disbursedOn, ahead[0]!.number - 1);
  const days = daysBetween(since, dueOn);
  const interest = applyRateOver(principal, rateOver(terms, since, dueOn), days, terms.dayBasis, 'half-up-fen');
  return ahead.map(({ number, dueOn: planned }, index) =>
    index === 0 ? { number, dueOn, principal, interest } : { number, dueOn: planned, principal: 0n, interest: 0n },
  );
}
