import { describe, expect, it } from 'vitest';
import vectors from '../../test/vectors/vectors.json' with { type: 'json' };
import { applyRate, applyRateOver, divide, instalmentRate, multiplyRates, rate, yuan } from './money.ts';

describe('money against the published vectors', () => {
  it('CJ subsidy: 0.5% of the year, exact halves up (8,613 and 8,617 yuan)', () => {
    for (const [formula, expected] of Object.entries(vectors.subsidy)) {
      const [amount = '', ratio = ''] = formula.split('*');
      expect(applyRate(yuan(amount), rate(ratio), 'half-up-fen'), formula).toBe(yuan(expected));
    }
  });

  it('interest is products × rate ÷ 360, rounded once', () => {
    for (const { name, rate: yearly, accumulatedProduct, ...expected } of vectors.interest) {
      const interest = (yearDays: number) =>
        applyRateOver(yuan(accumulatedProduct), rate(yearly), 1, yearDays, 'half-up-fen');
      expect(interest(360), name).toBe(yuan(expected.interest_360));
      expect(interest(365), name).toBe(yuan(expected.interest_365));
    }
    expect(applyRateOver(yuan('1062000'), rate('1.5%'), 1, 360, 'half-up-fen')).toBe(yuan('44.25'));
    expect(applyRateOver(yuan('10000'), rate('1.5%'), 365, 360, 'half-up-fen')).toBe(yuan('152.08'));
  });

  it('the daily average balance is products ÷ days', () => {
    const { acc, days, avg } = vectors.dailyAverage;
    expect(divide(yuan(acc), days, 'half-up-fen')).toBe(yuan(avg));
  });

  it('the reserve is 1% or 2% of the loan balance', () => {
    const balance = yuan('12345678.90');
    expect(applyRate(balance, rate('1%'), 'half-up-fen')).toBe(yuan(vectors.reserve['loanBal 12,345,678.90 x1%']));
    expect(applyRate(balance, rate('2%'), 'half-up-fen')).toBe(yuan(vectors.reserve['x2%']));
  });

  it('the tax cap is the ratio of the capped base', () => {
    const { taxCap } = vectors;
    expect(applyRate(yuan('6000'), rate('12%'), 'half-up-fen')).toBe(yuan(taxCap.base6000_12));
    expect(applyRate(yuan('31436'), rate('12%'), 'half-up-fen')).toBe(yuan(taxCap.huzhou3A_12));
    expect(applyRate(yuan('31436'), rate('24%'), 'half-up-fen')).toBe(yuan(taxCap.huzhou3A_24));
  });

  it('equal instalments (等额本息) and first interest are exact until the one rounding', () => {
    const extra = [
      { P: 200_000, rate: '0.021', months: 60, equalInstalment: '3514.31', firstMonthInterest: '350.00' },
      { P: 600_000, rate: '0.03075', months: 300, equalInstalment: '2868.73', firstMonthInterest: '1537.50' },
    ];
    for (const loan of [...vectors.loan, ...extra]) {
      const principal = yuan(String(loan.P));
      const monthly = multiplyRates(rate(loan.rate), rate('1/12'));
      const instalment = applyRate(principal, instalmentRate(monthly, loan.months), 'half-up-fen');
      expect(instalment).toBe(yuan(loan.equalInstalment));
      expect(applyRate(principal, monthly, 'half-up-fen')).toBe(yuan(loan.firstMonthInterest));
    }
    expect(applyRate(1200n, instalmentRate(rate('0'), 12), 'half-up-fen')).toBe(100n);
    expect(() => instalmentRate(rate('1%'), 0)).toThrow(RangeError);
  });

  it('the penalty on 1,850 yuan for 45 days is 1.3 or 1.5 times the contract rate', () => {
    for (const [surcharge, expected] of Object.entries(vectors.penalty)) {
      const penaltyRate = multiplyRates(rate('2.6%'), rate(surcharge));
      expect(applyRateOver(yuan('1850'), penaltyRate, 45, 360, 'half-up-fen')).toBe(yuan(expected));
    }
  });
});
