import { describe, expect, it } from 'vitest';
import { compareRates } from '#kernel/money.ts';
import { type CityCode, cityCodes, demonstrationFigures, figureBetween, figuresOn, policyOn } from './policy.ts';

const day = '2026-10-01';
const changji = policyOn('652300', day);
const huzhou = policyOn('330500', day);
const named = (city: CityCode, name: string) => figuresOn(city, day).find((figure) => figure.name === name);

describe('the figures of the clauses', () => {
  it.each([
    ['CJ-01', 'eligibility.minimumAge', '16', 'draft'],
    ['CJ-05', 'contribution.ratio', '10% … 24%', 'draft'],
    ['CJ-06', 'contribution.changeMonth', '7', 'draft'],
    ['CJ-06', 'contribution.changesPerYear', '1', 'draft'],
    ['CJ-07', 'contribution.modes', 'monthly, quarterly, yearly', 'draft'],
    ['CJ-09', 'national.deposit.settlementDay', '06-30', 'in force'],
    ['CJ-11', 'contribution.lapseAfterMonths', '3', 'draft'],
    ['CJ-12', 'contribution.backPaymentAllowed', 'false', 'draft'],
    ['CJ-13', 'closing.spouseLoanBars', 'true', 'draft'],
    ['CJ-14', 'national.tax.capMultiple', '3', 'in force'],
    ['CJ-15', 'subsidies.contribution.rate', '0.5%', 'draft'],
    ['CJ-15', 'subsidies.contribution.minimumMonths', '12', 'draft'],
    ['CJ-15', 'subsidies.contribution.payAfterMonths', '1', 'draft'],
    ['CJ-16', 'subsidies.oneOff.amount', '100.00', 'draft'],
    ['CJ-16', 'subsidies.oneOff.minimumMonths', '6', 'draft'],
    ['CJ-16', 'subsidies.oneOff.graduateYears', '3', 'draft'],
    ['CJ-16', 'subsidies.oneOff.categories', 'student, graduate, veteran, border-guard', 'draft'],
    ['CJ-19', 'risk.poolAdvanceMustReturn', 'true', 'draft'],
    ['CJ-20', 'risk.reserveRatio', '2%', 'draft'],
    ['CJ-22', 'risk.indicators.loanRatioMaximum', '85%', 'in force'],
  ])('%s %s of Changji is %s, %s', (_, name, text, status) => {
    expect(named('652300', name)).toMatchObject({ text, status });
  });

  it.each([
    ['HZ-01', 'eligibility.minimumAge', '16', 'in force'],
    ['HZ-02', 'contribution.firstContributionAtOpening', 'true', 'in force'],
    ['HZ-02', 'contribution.minimumDeposit', '718.00', 'in force'],
    ['HZ-01', 'contribution.base', '2430.00 … 31436.00', 'unknown'],
    ['HZ-04', 'withdrawal.freeBeforeLoan', 'true', 'in force'],
    ['HZ-05', 'loan.priority', 'first-home, second-home', 'in force'],
    ['HZ-06', 'loan.quotaBasis', 'daily-average', 'in force'],
    ['HZ-08', 'breach.measures', 'close-account, raise-rate, recall-loan', 'in force'],
    ['HZ-10', 'risk.financingNeedsApproval', 'true', 'in force'],
    ['HZ-11', 'risk.reserveRatio', '1%', 'in force'],
  ])('%s %s of Huzhou is %s, %s', (_, name, text, status) => {
    expect(named('330500', name)).toMatchObject({ text, status });
  });

  it('CJ-17 names the seven key industries of Changji, and Huzhou names none', () => {
    expect(changji.keyIndustries.value).toHaveLength(7);
    expect(huzhou.keyIndustries.value).toEqual([]);
  });

  it('CJ-18 offers three green-channel tiers in both cities, as a demonstration', () => {
    for (const policy of [changji, huzhou]) {
      expect(policy.greenChannel.tiers.value.map((each) => each.tier)).toEqual(['A', 'B', 'C']);
      expect(policy.greenChannel.tiers.status).toBe('unknown');
    }
  });

  it('leaves out of a city the clauses its plan does not have', () => {
    expect(huzhou.subsidies.contribution).toBeUndefined();
    expect(huzhou.subsidies.oneOff).toBeUndefined();
    expect(changji.subsidies.closingInterest).toBeUndefined();
    expect(changji.contribution.minimumDeposit).toBeUndefined();
    expect(changji.breach).toBeUndefined();
  });

  it('CJ-25 shows no figure of Changji’s draft plan as in force', () => {
    const own = figuresOn('652300', day).filter((figure) => figure.reference.startsWith('昌吉州'));
    expect(own.filter((figure) => figure.status === 'in force')).toEqual([]);
  });
});

describe('what no document gives', () => {
  it.each([
    ['national.tax.capRatio', ['652300', '330500']],
    ['national.tax.basis', ['652300', '330500']],
    ['loan.coefficients', ['652300', '330500']],
    ['loan.averageWindow', ['652300', '330500']],
    ['loan.minimumMonths', ['652300', '330500']],
    ['loan.minimumPrincipal', ['652300', '330500']],
    ['loan.cap', ['652300', '330500']],
    ['subsidies.closingInterest.rate', ['330500']],
    ['subsidies.closingInterest.base', ['330500']],
    ['contribution.base', ['652300', '330500']],
    ['contribution.ratio', ['330500']],
    ['tax.ceilingBase', ['652300', '330500']],
    ['contribution.rounding', ['652300', '330500']],
    ['contribution.debitRetryDays', ['652300', '330500']],
    ['contribution.orderDays', ['652300', '330500']],
    ['contribution.lateAnswerDays', ['652300', '330500']],
    ['agreement.text', ['652300', '330500']],
    ['contribution.fullPeriodGraceDays', ['652300', '330500']],
    ['contribution.fundsUnused', ['652300', '330500']],
    ['subsidies.contribution.window', ['652300']],
    ['subsidies.contribution.continuity', ['652300']],
    ['subsidies.contribution.unusedOver', ['652300']],
    ['subsidies.oneOff.graduateReference', ['652300']],
    ['subsidies.oneOff.continuity', ['652300']],
    ['subsidies.oneOff.unusedOver', ['652300']],
    ['greenChannel.products', ['652300', '330500']],
    ['closing.flexiblePartIncludesInterest', ['652300', '330500']],
    ['national.deposit.rateChange', ['652300', '330500']],
    ['national.deposit.rate', ['652300', '330500']],
    ['national.loan.rate', ['652300', '330500']],
    ['national.codes.residencePermit', ['652300', '330500']],
    ['national.codes.loanType', ['652300', '330500']],
    ['risk.indicators.overdueRatioMaximum', ['652300', '330500']],
    ['national.risk.overdueRatioMaximum', ['652300', '330500']],
    ['national.deposit.rounding', ['652300', '330500']],
    ['risk.indicators.liquidityRatioMinimum', ['652300', '330500']],
    ['risk.indicators.liquidityMonthsMinimum', ['652300', '330500']],
    ['national.risk.overdueFromPeriods', ['652300', '330500']],
    ['national.loan.dayKind', ['652300', '330500']],
    ['national.retirement.flexibleWomen', ['652300', '330500']],
  ] as const)('%s is marked unknown and says whose number it is', (name, cities) => {
    for (const city of cities) {
      expect(named(city, name)).toMatchObject({ status: 'unknown', note: expect.stringMatching(/./) });
    }
  });

  it('HZ-01 rests on notices to employers for the base of Huzhou, of every year', () => {
    const bases = figureBetween('330500', (policy) => policy.contribution.base, '2023-09-01', day);
    expect(bases.map(({ from, status }) => [from, status])).toEqual([
      ['2023-09-01', 'unknown'],
      ['2025-07-01', 'unknown'],
      ['2026-07-01', 'unknown'],
    ]);
  });

  it('is named by every answer that used it, once', () => {
    const { minimumDeposit, ratio } = huzhou.contribution;
    const used = [minimumDeposit, ratio, ratio, huzhou.subsidies.oneOff?.amount];
    expect(demonstrationFigures(...used)).toEqual(['contribution.ratio']);
  });
});

describe('the demonstration values', () => {
  it.each(cityCodes)('keep the least base of %s below the greatest at all times', (city) => {
    for (const { value } of figureBetween(city, (policy) => policy.contribution.base, '2024-01-01', day)) {
      expect(value.minimum).toBeLessThan(value.maximum);
    }
  });

  it.each(cityCodes)('HZ-06 never lower the coefficient of %s with the months held', (city) => {
    const steps = policyOn(city, day).loan.coefficients.value;
    steps.slice(1).forEach((step, index) => {
      expect(step.fromMonths).toBeGreaterThan(steps[index]!.fromMonths);
      expect(compareRates(step.coefficient, steps[index]!.coefficient)).toBe(1);
    });
  });
});
