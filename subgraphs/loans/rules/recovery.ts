import type { CivilDate } from '#kernel/calendar.ts';
import { type Fen, minFen, sumFen } from '#kernel/money.ts';
import type { PenaltyTerms } from './penalty.ts';
import { type Instalment, withPenalty } from './repayment.ts';

/** What a debt is made of. */
export const debtParts = ['principal', 'interest', 'penalty'] as const;
/** A debt, or a payment of it, by its parts, in fen. */
export type Debt = Record<(typeof debtParts)[number], Fen>;

/** A debt, or a payment of it, in all, in fen. */
export const totalOf = (debt: Debt): Fen => sumFen(debtParts.map((part) => debt[part]));

/** What is left of a debt once so much of it is recovered, in fen. */
export const lessRecovered = (debt: Debt, recovered: Debt): Debt => ({
  principal: debt.principal - recovered.principal,
  interest: debt.interest - recovered.interest,
  penalty: debt.penalty - recovered.penalty,
});

/**
 * HZ-11: what was owed of a loan on the day that it was written off, in fen: all its principal, and the interest and penalty of
 * what was due by then. It is the claim that is kept (账销案存): no document lets it grow.
 */
export function debtWrittenOff(
  { principal, on }: { principal: Fen; on: CivilDate },
  instalments: readonly Instalment[],
  terms: PenaltyTerms,
): Debt {
  const due = withPenalty(
    instalments.filter(({ dueOn }) => dueOn <= on),
    on,
    terms,
  );
  return {
    principal,
    interest: sumFen(due.map((each) => each.interest - each.paidInterest)),
    penalty: sumFen(due.map((each) => each.penalty - each.paidPenalty)),
  };
}

/**
 * HZ-11: pours an amount in fen over what is still owed, in the order of the parts, those that the order leaves out last; it must
 * not be more than that.
 */
export function pourRecovery(amount: Fen, owed: Debt, order: readonly (keyof Debt)[]): Debt {
  const poured: Debt = { principal: 0n, interest: 0n, penalty: 0n };
  let left = amount;
  for (const part of new Set([...order, ...debtParts])) {
    poured[part] = minFen(left, owed[part]);
    left -= poured[part];
  }
  if (left > 0n) throw new RangeError('More was recovered than is owed');
  return poured;
}
