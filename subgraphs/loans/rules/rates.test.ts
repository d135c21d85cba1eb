import { describe, expect, it } from 'vitest';
import { applyRate, type Fen, rate, rateText, yuan, yuanText } from '#kernel/money.ts';
import { type RateChange, rateOver } from './rates.ts';
import { type Instalment, settlement } from './repayment.ts';
import { accruedOn, afterPrepayment, atNewRate, type Planning, recalled } from './replan.ts';
import { schedule } from './schedule.ts';

// Paid out on 10 July at 2.6 %, raised to 3.9 % on 25 July.
const rateChanges: RateChange[] = [{ on: '2026-07-25', oldRate: '2.6%' }];
const raised: Planning = {
  ...{ annualRate: rate('3.9%'), rateChanges },
  ...{ method: 'EQUAL_INSTALMENT', disbursedOn: '2026-07-10' },
};
const terms = { ...raised, multiplier: rate('1.5'), dayBasis: 360 };

const planOf = (principal: Fen, months: number): Instalment[] =>
  schedule({ principal, months, ...raised }).map((planned) => ({
    ...planned,
    ...{ penalty: 0n, penaltyThrough: planned.dueOn, paidPrincipal: 0n, paidInterest: 0n, paidPenalty: 0n },
    recalled: false,
  }));
const ahead = planOf(yuan('300000'), 240);

describe('each day costs the rate that stood on it', () => {
  it.each([
    ['2026-07-10', '2026-07-25', '2.6%'],
    ['2026-07-25', '2026-08-10', '3.9%'],
    ['2026-07-20', '2026-07-30', '3.25%'],
    ['2026-07-30', '2026-07-30', '3.9%'],
  ])('from %s to %s it is %s', (from, to, expected) => {
    expect(rateText(rateOver(raised, from, to))).toBe(expected);
  });

  it('however often it changed in between', () => {
    const twice = { annualRate: rate('3%'), rateChanges: [...rateChanges, { on: '2026-07-30', oldRate: '3.9%' }] };
    // 5 days at 2.6 %, 5 at 3.9 %, 10 at 3 %.
    expect(rateText(rateOver(twice, '2026-07-20', '2026-08-09'))).toBe('3.125%');
  });
});

describe('HZ-08 a rate that was raised costs nothing of the days before', () => {
  it('where the loan is settled in that month', () => {
    // 300,000 × (2.6 % × 15 + 3.9 % × 5) ÷ 360 = 487.50.
    expect(yuanText(settlement(ahead, '2026-07-30', '2026-07-10', terms).accrued)).toBe('487.50');
  });

  it('where a part is repaid early in it, nor of the rest', () => {
    expect(yuanText(accruedOn(yuan('100000'), ahead, '2026-07-30', { disbursedOn: '2026-07-10', terms }))).toBe(
      '162.50',
    );
    // 200,000 × (2.6 × 15 + 3.9 × 16) ÷ 31 ÷ 12 % = 545.16; at 3.9 % throughout it would be 650.00.
    const [first, second] = afterPrepayment(ahead, yuan('100000'), 'TERM', raised);
    expect(yuanText(first!.interest)).toBe('545.16');
    // Every later month costs 3.9 % only.
    expect(second!.interest).toBe(applyRate(yuan('200000') - first!.principal, rate('0.325%'), 'half-up-fen'));
  });

  it('where it changes again, or the loan is recalled', () => {
    // 15 days at 2.6 %, 5 at 3.9 %, 11 at 3 %: 300,000 × 91.5 ÷ 31 ÷ 12 % = 737.90.
    expect(yuanText(atNewRate(ahead, rate('3%'), '2026-07-30', raised)[0]!.interest)).toBe('737.90');
    // 15 days at 2.6 %, 25 at 3.9 %: 300,000 × 136.5 % ÷ 360 = 1,137.50.
    expect(yuanText(recalled(ahead, '2026-08-19', raised, terms)[0]!.interest)).toBe('1137.50');
  });
});

describe('a loan of which nothing but its last month is left', () => {
  it('is never settled for less than its principal', () => {
    const last = { ...ahead.at(-1)!, principal: 200n, interest: 0n };
    expect(settlement([last], '2026-07-30', '2026-07-10', terms)).toMatchObject({ accrued: 0n, total: 200n });
  });
});
