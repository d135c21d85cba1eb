import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rate, yuan, yuanText } from '#kernel/money.ts';
import { overdueOn } from './overdue.ts';
import { penalty } from './penalty.ts';
import { amountDue, type Instalment, isClear, repay, settle, settlement, withPenalty } from './repayment.ts';

const terms = { annualRate: rate('2.6%'), multiplier: rate('1.5'), dayBasis: 360 };

const instalment = (number: number, dueOn: string, principal = '1200.00', interest = '650.00'): Instalment => ({
  number,
  dueOn,
  principal: yuan(principal),
  interest: yuan(interest),
  penalty: 0n,
  penaltyThrough: dueOn,
  paidPrincipal: 0n,
  paidInterest: 0n,
  paidPenalty: 0n,
  recalled: false,
});
const plan = [instalment(1, '2026-08-10'), instalment(2, '2026-09-10'), instalment(3, '2026-10-10')];

describe('the penalty on what is overdue (罚息)', () => {
  it.each([
    ['1.5', '9.02'],
    ['1.3', '7.82'],
  ])('on 1,200 + 650 yuan at 2.6%% for 45 days, times %s, is %s', (multiplier, expected) => {
    expect(yuanText(penalty(yuan('1850.00'), 45, { ...terms, multiplier: rate(multiplier) }))).toBe(expected);
  });

  it('is counted from the day after the last count, once', () => {
    const [once] = withPenalty([plan[0]!], '2026-09-24', terms);
    expect(yuanText(once!.penalty)).toBe('9.02');
    expect(withPenalty([once!], '2026-09-24', terms)).toEqual([once]);
  });
});

describe('being overdue (逾期)', () => {
  it('begins the day after the day an instalment is due', () => {
    expect(overdueOn(plan, '2026-08-10')).toMatchObject({ periods: 0, principal: 0n, interest: 0n });
    expect(overdueOn(plan, '2026-08-11')).toMatchObject({ periods: 1, principal: 120_000n, interest: 65_000n });
    expect(overdueOn(plan, '2026-10-11').periods).toBe(3);
  });
});

describe('a repayment', () => {
  // 2026-09-10: the first instalment is 31 days late: 1,850 × 2.6% × 1.5 ÷ 360 × 31 = 6.2129… → 6.21.
  const on = '2026-09-10';
  const late = withPenalty(plan, on, terms);

  it('pays the penalty, then overdue interest, then overdue principal, then what is due that day', () => {
    expect(yuanText(amountDue(late, on))).toBe('3706.21');
    const first = repay(late, yuan('656.21'), on);
    expect(first).toMatchObject({ penalty: 621n, interest: 65_000n, principal: 0n, overdue: true });
    const second = repay(late, yuan('1900.00'), on);
    expect(second).toMatchObject({ penalty: 621n, interest: 65_000n + 4379n, principal: 120_000n });
    expect(isClear(second.instalments[0]!)).toBe(true);
    expect(overdueOn(second.instalments, on).periods).toBe(0);
  });

  it('is never more than what is due', () => {
    expect(() => repay(late, amountDue(late, on) + 1n, on)).toThrow(RangeError);
  });

  it('goes to its parts to the fen, whatever the amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: amountDue(late, on) }), (amount) => {
        const { penalty: fine, interest, principal, instalments } = repay(late, amount, on);
        expect(fine + interest + principal).toBe(amount);
        expect(amountDue(instalments, on)).toBe(amountDue(late, on) - amount);
      }),
    );
  });
});

describe('settling a loan early (提前结清)', () => {
  it('asks for what is due, the principal ahead and its interest by days since the last due day', () => {
    // On 2026-08-20: 1,850 overdue by 10 days → penalty 2.00; ahead 2,400; interest 2,400 × 2.6% ÷ 360 × 10 = 1.73.
    const on = '2026-08-20';
    const instalments = withPenalty(plan, on, terms);
    const asked = settlement(instalments, on, '2026-07-10', terms);
    expect(Object.entries(asked).map(([part, fen]) => [part, yuanText(fen)])).toEqual([
      ['due', '1852.00'],
      ['ahead', '2400.00'],
      ['accrued', '1.73'],
      ['total', '4253.73'],
    ]);
    const repaid = settle(instalments, on, asked);
    expect(repaid.principal + repaid.interest + repaid.penalty).toBe(asked.total);
    expect(repaid.instalments).toHaveLength(3);
  });
});
