import { describe, expect, it } from 'vitest';
import { rate, yuan } from '#kernel/money.ts';
import { policyOn } from '#policy/policy.ts';
import { offer } from './offer.ts';
import { overdueOn } from './overdue.ts';
import { type Instalment, isClear, repay, settle, settlement, withPenalty } from './repayment.ts';

const terms = { annualRate: rate('2.6%'), multiplier: rate('1.5'), dayBasis: 360 };
const instalment = (number: number, dueOn: string, change: Partial<Instalment> = {}): Instalment => ({
  number,
  dueOn,
  principal: 120_000n,
  interest: 65_000n,
  penalty: 0n,
  penaltyThrough: dueOn,
  paidPrincipal: 0n,
  paidInterest: 0n,
  paidPenalty: 0n,
  recalled: false,
  ...change,
});
const paid = { paidPrincipal: 120_000n, paidInterest: 65_000n };

describe('an instalment that is paid in part', () => {
  it('is overdue for what is left of it, be it principal or interest', () => {
    const partly = [
      instalment(1, '2026-08-10', { ...paid, paidInterest: 64_000n }),
      instalment(2, '2026-09-10', { ...paid, paidPrincipal: 100_000n }),
      instalment(3, '2026-10-10', paid),
    ];
    expect(overdueOn(partly, '2026-10-11')).toMatchObject({ periods: 2, principal: 20_000n, interest: 1_000n });
  });

  it('is not clear while penalty, interest or principal is left', () => {
    expect(isClear(instalment(1, '2026-08-10', paid))).toBe(true);
    expect(isClear(instalment(1, '2026-08-10', { ...paid, penalty: 7n }))).toBe(false);
    expect(isClear(instalment(1, '2026-08-10', { ...paid, paidInterest: 0n }))).toBe(false);
    expect(isClear(instalment(1, '2026-08-10', { ...paid, paidPrincipal: 0n }))).toBe(false);
    // As much of one as of the other is no balance.
    expect(isClear(instalment(1, '2026-08-10', { paidPrincipal: 55_000n }))).toBe(false);
    expect(isClear(instalment(1, '2026-08-10', { paidPrincipal: 120_000n, penalty: 65_000n }))).toBe(false);
  });

  it('gathers no penalty on the day it is due, nor for days that were counted', () => {
    const [due, counted] = [instalment(1, '2026-08-10'), instalment(2, '2026-08-10', { penaltyThrough: '2026-09-01' })];
    const [first, second] = withPenalty([due, counted], '2026-08-10', terms);
    expect(first).toBe(due);
    expect(second).toBe(counted);
  });
});

describe('HZ-08 a loan that was recalled', () => {
  const recalled = instalment(3, '2026-01-31', { recalled: true });
  const plan = [instalment(1, '2025-12-10'), instalment(2, '2026-01-10', paid), recalled];

  it.each([
    ['2026-01-31', 1],
    ['2026-02-01', 2],
    ['2026-02-28', 2],
    ['2026-03-01', 3],
    ['2026-03-31', 3],
    ['2026-04-01', 4],
    ['2027-01-31', 13],
  ])('is on %s %i periods behind: those before, and every month begun since it was to be repaid', (on, periods) => {
    expect(overdueOn(plan, on)).toMatchObject({ periods, recallDueOn: periods > 1 ? '2026-01-31' : null });
  });

  it('is behind with all that was ahead, until that is paid', () => {
    expect(overdueOn(plan, '2026-02-01')).toMatchObject({ principal: 240_000n, interest: 130_000n });
    expect(overdueOn([{ ...recalled, ...paid }], '2027-01-31')).toMatchObject({ periods: 0, recallDueOn: null });
  });
});

describe('a loan that is paid on a due day', () => {
  const plan = [instalment(1, '2026-08-10', paid), instalment(2, '2026-09-10'), instalment(3, '2026-10-10')];
  const on = '2026-09-10';

  it('is not late with what is due that day, and takes no fen more than is due', () => {
    const open = plan.slice(1);
    expect(repay(open, 185_000n, on)).toMatchObject({ interest: 65_000n, principal: 120_000n, overdue: false });
    expect(() => repay(open, 185_001n, on)).toThrow('More was paid than is due');
    expect(repay(plan, 185_000n, on)).toMatchObject({ overdue: true });
  });

  it('is settled with that day’s instalment as due and only the later ones ahead, each of them once', () => {
    const asked = settlement(plan, on, '2026-07-10', terms);
    expect(asked).toEqual({ due: 185_000n, ahead: 120_000n, accrued: 0n, total: 305_000n });
    const settled = settle(plan, on, asked);
    expect(settled).toMatchObject({ principal: 240_000n, interest: 65_000n });
    expect(settled.instalments.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(settled.instalments[2]).toEqual({ ...plan[2], paidPrincipal: 120_000n });
  });
});

describe('the bounds of a loan', () => {
  const huzhou = policyOn('330500', '2026-07-10');
  const { cap, minimumPrincipal, maximumTermMonths } = huzhou.loan;
  const asked = { principal: yuan('300000'), months: 240, firstHome: true };

  it('are themselves inside, and are told where they are passed', () => {
    for (const months of [1, maximumTermMonths.value]) expect(() => offer({ ...asked, months }, huzhou)).not.toThrow();
    const most = maximumTermMonths.value;
    expect(() => offer({ ...asked, months: most + 1 }, huzhou)).toThrow(`A loan runs for 1 to ${most} months`);
    expect(() => offer({ ...asked, principal: cap.value + 1n }, huzhou)).toThrow(/^A loan is [\d.]+ to [\d.]+ yuan$/);
    expect(() => offer({ ...asked, principal: minimumPrincipal.value }, huzhou)).not.toThrow();
  });
});
