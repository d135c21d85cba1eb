import { addMonths, type CivilDate, daysBetween } from '#kernel/calendar.ts';
import { applyRateOver, type Fen, maxFen, minFen, sumFen } from '#kernel/money.ts';
import { type PenaltyTerms, penalty } from './penalty.ts';
import { rateOver } from './rates.ts';

/** One month of a plan with what has been paid of it; amounts in fen. Penalty is counted up to `penaltyThrough`. */
export type Instalment = {
  number: number;
  dueOn: CivilDate;
  principal: Fen;
  interest: Fen;
  penalty: Fen;
  penaltyThrough: CivilDate;
  paidPrincipal: Fen;
  paidInterest: Fen;
  paidPenalty: Fen;
  /** Whether all that was ahead is due in it, because the loan was recalled (HZ-08). */
  recalled: boolean;
};

/** What a repayment went to, in fen; `overdue` says whether any of it was late. */
export type Repaid = { instalments: Instalment[]; principal: Fen; interest: Fen; penalty: Fen; overdue: boolean };

type Part = 'penalty' | 'interest' | 'principal';
const paid = { penalty: 'paidPenalty', interest: 'paidInterest', principal: 'paidPrincipal' } as const;

const open = (instalment: Instalment, part: Part): Fen => instalment[part] - instalment[paid[part]];

/** Whether nothing of the instalment is left to pay. */
export const isClear = (instalment: Instalment): boolean =>
  open(instalment, 'penalty') + open(instalment, 'interest') + open(instalment, 'principal') === 0n;

/** The instalments with the penalty of the days since it was last counted, up to the day; each day costs its own rate. */
export function withPenalty(instalments: readonly Instalment[], on: CivilDate, terms: PenaltyTerms): Instalment[] {
  return instalments.map((instalment) => {
    const days = daysBetween(instalment.penaltyThrough, on);
    if (days <= 0) return instalment;
    const overdue = open(instalment, 'principal') + open(instalment, 'interest');
    const annualRate = rateOver(terms, instalment.penaltyThrough, on);
    const counted = penalty(overdue, days, { ...terms, annualRate });
    return { ...instalment, penalty: instalment.penalty + counted, penaltyThrough: on };
  });
}

/** Everything due up to the day and not yet paid, in fen; the penalty as far as it has been counted. */
export function amountDue(instalments: readonly Instalment[], on: CivilDate): Fen {
  const due = instalments.filter(({ dueOn }) => dueOn <= on);
  return sumFen(due.flatMap((each) => [open(each, 'penalty'), open(each, 'interest'), open(each, 'principal')]));
}

/** What settles a loan on a day, in fen: all that is due, the principal not yet due, and its interest by days since the last due day. */
export type Settlement = { due: Fen; ahead: Fen; accrued: Fen; total: Fen };

/** The settlement of a loan disbursed on a day, from all its open instalments with penalty counted (提前结清). */
export function settlement(
  instalments: readonly Instalment[],
  on: CivilDate,
  disbursedOn: CivilDate,
  terms: PenaltyTerms,
): Settlement {
  const future = instalments.filter(({ dueOn }) => dueOn > on);
  const next = future[0];
  const since = next ? addMonths(disbursedOn, next.number - 1) : on;
  const ahead = sumFen(future.map((each) => open(each, 'principal')));
  // After months of nothing the next one may not have begun.
  const days = maxFen(BigInt(daysBetween(since, on)), 0n);
  const accrued = applyRateOver(ahead, rateOver(terms, since, on), days, terms.dayBasis, 'half-up-fen');
  const due = amountDue(instalments, on);
  return { due, ahead, accrued, total: due + ahead + accrued };
}

/**
 * Pours an amount in fen over what is due by the day: penalty, overdue interest, overdue principal, each oldest first,
 * and then what is due that day. The amount must not be more than is due.
 */
export function repay(instalments: readonly Instalment[], amount: Fen, on: CivilDate): Repaid {
  const result = instalments.filter(({ dueOn }) => dueOn <= on).map((each) => ({ ...each }));
  const late = result.filter(({ dueOn }) => dueOn < on);
  const today = result.filter(({ dueOn }) => dueOn === on);
  const poured = { penalty: 0n, interest: 0n, principal: 0n };
  let left = amount;
  const order: [Instalment[], Part][] = [
    [late, 'penalty'],
    [late, 'interest'],
    [late, 'principal'],
    [today, 'interest'],
    [today, 'principal'],
  ];
  for (const [group, part] of order) {
    for (const instalment of group) {
      const share = minFen(left, open(instalment, part));
      instalment[paid[part]] += share;
      poured[part] += share;
      left -= share;
    }
  }
  if (left > 0n) throw new RangeError('More was paid than is due');
  return { instalments: result, ...poured, overdue: late.length > 0 };
}

/** All instalments as they stand when exactly the settlement has been paid. */
export function settle(instalments: readonly Instalment[], on: CivilDate, { due, ahead, accrued }: Settlement): Repaid {
  const repaid = repay(instalments, due, on);
  const future = instalments
    .filter(({ dueOn }) => dueOn > on)
    .map((each) => ({ ...each, paidPrincipal: each.principal }));
  return {
    ...repaid,
    instalments: [...repaid.instalments, ...future],
    principal: repaid.principal + ahead,
    interest: repaid.interest + accrued,
  };
}
