import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rate, sumFen, yuan, yuanText } from '#kernel/money.ts';
import { decideBy } from './decide-by.ts';
import type { Instalment } from './repayment.ts';
import { accruedOn, afterPrepayment, atNewRate, type Keeps, type Planning, recalled } from './replan.ts';
import { type RepaymentMethod, schedule } from './schedule.ts';

const planOf = (principal: bigint, months: number, planning: Planning): Instalment[] =>
  schedule({ principal, months, ...planning }).map((planned) => ({
    ...planned,
    ...{ penalty: 0n, penaltyThrough: planned.dueOn, paidPrincipal: 0n, paidInterest: 0n, paidPenalty: 0n },
    recalled: false,
  }));
const huzhou: Planning = { annualRate: rate('2.6%'), method: 'EQUAL_INSTALMENT', disbursedOn: '2026-07-10' };
const terms = { annualRate: rate('2.6%'), multiplier: rate('1.5'), dayBasis: 360 };

describe('principal repaid before it is due (提前部分还款)', () => {
  const ahead = planOf(yuan('300000'), 240, huzhou);

  it('pays interest on itself alone, by days since the last due day', () => {
    // 100,000 × 2.6 % ÷ 360 × 10 = 72.22.
    expect(yuanText(accruedOn(yuan('100000'), ahead, '2026-07-20', { ...huzhou, terms }))).toBe('72.22');
  });

  it('keeps the months and lowers what is due in each', () => {
    const [first] = afterPrepayment(ahead, yuan('100000'), 'TERM', huzhou);
    // 200,000 at 2.6 % over 240 months: two thirds of 1,604.3642 is 1,069.58; interest 433.33.
    expect([yuanText(first!.principal + first!.interest), yuanText(first!.interest)]).toEqual(['1069.58', '433.33']);
  });

  it('or keeps what is due and shortens the months', () => {
    const months = afterPrepayment(ahead, yuan('100000'), 'INSTALMENT', huzhou);
    const left = months.filter(({ principal }) => principal > 0n);
    expect(yuanText(left[0]!.principal + left[0]!.interest)).toBe('1604.36');
    // ln(1 − 200,000 × i ÷ 1,604.36) ÷ −ln(1 + i), i = 2.6 % ÷ 12: 145.5 months.
    expect(left).toHaveLength(146);
  });

  it('leaves exactly the rest to repay, never a negative amount, whatever is kept', () => {
    const given = fc.record({
      principal: fc.bigInt({ min: 2n, max: 90_000_000n }),
      months: fc.integer({ min: 1, max: 360 }),
      share: fc.integer({ min: 1, max: 999 }),
      keeps: fc.constantFrom<Keeps>('TERM', 'INSTALMENT'),
      method: fc.constantFrom<RepaymentMethod>('EQUAL_INSTALMENT', 'EQUAL_PRINCIPAL'),
    });
    fc.assert(
      fc.property(given, ({ principal, months, share, keeps, method }) => {
        const planning = { ...huzhou, method };
        const prepaid = (principal * BigInt(share)) / 1000n;
        const after = afterPrepayment(planOf(principal, months, planning), prepaid, keeps, planning);
        expect(sumFen(after.map((each) => each.principal))).toBe(principal - prepaid);
        expect(after.every((each) => each.principal >= 0n && each.interest >= 0n)).toBe(true);
        expect(after).toHaveLength(months);
      }),
      { numRuns: 60 },
    );
  });
});

describe('repricing on 1 January', () => {
  it('shares the month in which it lies by its days between both rates, and plans the rest at the new one', () => {
    const ahead = planOf(yuan('300000'), 240, { ...huzhou, disbursedOn: '2025-12-10', annualRate: rate('2.85%') });
    const planning = { ...huzhou, disbursedOn: '2025-12-10', annualRate: rate('2.85%') };
    const [first, second] = atNewRate(ahead, rate('2.6%'), '2026-01-01', planning);
    // 22 of 31 days at 2.85 %, 9 at 2.6 %: 300,000 × (2.85 × 22 + 2.6 × 9) ÷ 31 ÷ 12 % = 694.35; in all 1,604.36 as planned at 2.6 %.
    expect(yuanText(first!.interest)).toBe('694.35');
    expect(yuanText(first!.principal)).toBe('954.36');
    expect(yuanText(second!.principal + second!.interest)).toBe('1604.36');
  });

  it('changes no principal in all and asks nothing negative, whatever the rates and the day', () => {
    const given = fc.record({
      principal: fc.bigInt({ min: 1n, max: 90_000_000n }),
      months: fc.integer({ min: 1, max: 360 }),
      from: fc.constantFrom('2026-06-30', '2026-07-10', '2026-07-25', '2026-08-09'),
      newRate: fc.constantFrom('0%', '2.1%', '3.575%').map(rate),
      method: fc.constantFrom<RepaymentMethod>('EQUAL_INSTALMENT', 'EQUAL_PRINCIPAL'),
    });
    fc.assert(
      fc.property(given, ({ principal, months, from, newRate, method }) => {
        const planning = { ...huzhou, method };
        const after = atNewRate(planOf(principal, months, planning), newRate, from, planning);
        expect(sumFen(after.map((each) => each.principal))).toBe(principal);
        expect(after.every((each) => each.principal >= 0n && each.interest >= 0n)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('HZ-08 a loan that is recalled', () => {
  it('is due in one instalment with interest by days, and nothing after it', () => {
    const [one, ...rest] = recalled(planOf(yuan('300000'), 240, huzhou), '2026-08-19', huzhou, terms);
    // 300,000 × 2.6 % ÷ 360 × 40 days = 866.67.
    expect(one).toEqual({ number: 1, dueOn: '2026-08-19', principal: yuan('300000'), interest: yuan('866.67') });
    expect(rest.every(({ principal, interest }) => principal + interest === 0n)).toBe(true);
  });
});

describe('the days in which an application is decided', () => {
  it.each([
    ['calendar', '2026-10-10', 10, '2026-10-20'],
    // Saturday 10 October: Monday to Friday of two weeks.
    ['working', '2026-10-10', 10, '2026-10-23'],
    ['working', '2026-10-09', 1, '2026-10-12'],
    ['working', '2026-10-12', 5, '2026-10-19'],
  ] as const)('counted as %s days from %s, %i of them, end on %s', (kind, on, days, expected) => {
    expect(decideBy(on, days, kind)).toBe(expected);
  });
});
