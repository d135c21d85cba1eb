import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { cityCodes, policyOn } from '#policy/policy.ts';
import { type Weighed, weigh } from './application.ts';
import { unmet } from './conditions.ts';
import { quota } from './quota.ts';

const on = '2026-10-10';
const usual: Weighed = {
  wish: {
    principal: yuan('300000'),
    months: 240,
    method: 'EQUAL_INSTALMENT',
    firstHome: true,
    housePrice: yuan('500000'),
  },
  savings: {
    ...{ asOf: on, openedOn: '2024-03-05', averageFrom: '2024-03-05', days: 949, monthsHeld: 31 },
    ...{ average: yuan('20000'), balance: yuan('30000'), accountStatus: '01', base: yuan('7180') },
  },
  findings: {
    ...{ on, firstHomeConfirmed: true, goodCredit: true, creditSource: '征信', creditAsOf: on },
    evidenceReference: '不动产登记查询',
  },
  own: {
    ...{ approvedOn: '2024-03-01', outstanding: 0, writtenOff: 0, brokePromiseOn: null },
    repayBy: { on: '2046-10-10', figure: policyOn('330500', on).loan.maximumAge.text },
  },
  on,
};
const huzhou = policyOn('330500', on);
const unmetCodes = (weighed: Weighed, policy = huzhou) =>
  weigh(weighed, policy).conditions.flatMap(({ code, met }) => (met ? [] : [code]));

describe.each(cityCodes)('the age by which a loan is repaid in %s', (city) => {
  const policy = policyOn(city, on);
  const repayBy = { on: '2046-10-10', figure: policy.loan.maximumAge.text };

  it('is a condition with its fact and its source, and bars nobody while no document gives it', () => {
    const { conditions, figures } = weigh({ ...usual, own: { ...usual.own, repayBy } }, policy);
    const found = conditions.find(({ code }) => code === 'AGE_AT_END');
    expect(found).toMatchObject({
      ...{
        met: true,
        binding: false,
        facts: [
          { value: '2046-10-10', source: '本人申请' },
          { value: '2046-10-10', source: '成员登记' },
        ],
      },
    });
    expect(figures.find(({ name }) => name === 'loan.maximumAge')).toMatchObject({ status: 'unknown' });
  });

  it('is a step of the quota: the most months that end before it, and no more than the city lends for', () => {
    const of = (latest: string | null, asOf = on) => {
      const told = latest === null ? null : { ...repayBy, on: latest };
      return quota({ ...usual.savings!, asOf }, policy, {}, told).steps.at(-1);
    };
    expect(of('2046-10-10')).toMatchObject({ name: '最长期限（月）', value: '240' });
    expect(of('2046-10-09')).toMatchObject({ value: '239' });
    expect(of('2090-01-01')).toMatchObject({ value: '360' });
    expect(of('2026-10-09')).toMatchObject({ value: '0' });
    // A month has no thirty-first: the loan of a month ends on the last day.
    expect(of('2027-02-28', '2027-01-31')).toMatchObject({ value: '1' });
    expect(of(null)).toMatchObject({ value: '360', text: expect.stringContaining('未告知') });
  });
});

describe('HZ-05 HZ-06 an application weighed', () => {
  it('meets every condition where nothing is against it', () => {
    expect(unmetCodes(usual)).toEqual([]);
    // 20,000.00 × 18 from two years on.
    expect(weigh(usual, huzhou).quota.amount).toBe(yuan('360000'));
    // 30,000.00 × 40.
    expect(weigh(usual, policyOn('652300', on)).quota.amount).toBe(yuan('1200000'));
  });

  it.each<[string, Partial<Weighed>]>([
    ['ACCOUNT_IN_USE', { savings: { ...usual.savings!, accountStatus: '05' } }],
    ['NO_OTHER_LOAN', { own: { ...usual.own, outstanding: 1 } }],
    ['NO_OTHER_LOAN', { own: { ...usual.own, writtenOff: 1 } }],
    ['FIRST_HOME', { findings: { ...usual.findings, firstHomeConfirmed: false } }],
    ['GOOD_CREDIT', { findings: { ...usual.findings, goodCredit: false } }],
    ['NO_FALSE_PROMISE', { own: { ...usual.own, brokePromiseOn: '2021-10-11' } }],
    ['MONTHS_HELD', { savings: { ...usual.savings!, monthsHeld: 5, average: yuan('100000') } }],
    ['WITHIN_QUOTA', { savings: { ...usual.savings!, average: yuan('16666.66') } }],
    ['PRICE_SHARE', { wish: { ...usual.wish, housePrice: yuan('374999.99') } }],
    ['AGE_AT_END', { wish: { ...usual.wish, months: 241 } }],
    ['AGE_AT_END', { own: { ...usual.own, repayBy: null } }],
    // Reckoned by a figure that is no longer the city's: it is not known by which day.
    ['AGE_AT_END', { own: { ...usual.own, repayBy: { on: '2056-10-10', figure: 'another' } } }],
    ['REPAYMENT_SHARE', { savings: { ...usual.savings!, base: yuan('3208.71') } }],
  ])('misses %s just beyond its bound', (code, change) => {
    expect(unmetCodes({ ...usual, ...change })).toContain(code);
  });

  it('meets its bounds exactly: the quota, the price, the share of the base, five years after a false promise', () => {
    const savings = { ...usual.savings!, average: yuan('16666.67'), base: yuan('3208.72') };
    const own = { ...usual.own, brokePromiseOn: '2021-10-10' };
    const wish = { ...usual.wish, housePrice: yuan('375000') };
    expect(unmetCodes({ ...usual, savings, own, wish })).toEqual([]);
  });

  it('is weighed, and can be refused, though the bounds were lowered below it meanwhile', () => {
    const cap = { ...huzhou.loan.cap, value: yuan('100000') };
    const lowered = { ...huzhou, city: huzhou.city, national: huzhou.national, loan: { ...huzhou.loan, cap } };
    expect(unmetCodes(usual, lowered)).toEqual(['WITHIN_QUOTA']);
  });

  it('is barred by no condition on a figure that no document gives: those are shown', () => {
    const poor = { ...usual, savings: { ...usual.savings!, monthsHeld: 0, average: 0n, base: null } };
    const { conditions } = weigh(poor, huzhou);
    expect(unmet(conditions)).toEqual([]);
    expect(conditions.filter(({ met }) => !met).map(({ binding }) => binding)).toEqual([false, false, false]);
    expect(unmet(weigh({ ...usual, savings: null }, huzhou).conditions).map(({ code }) => code)).toEqual([
      'ACCOUNT_IN_USE',
    ]);
  });

  it('gives the same answer for the same facts on the same day, and names every figure with its version', () => {
    const amounts = fc.bigInt({ min: 0n, max: 90_000_000n });
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 0, max: 400 }), (average, balance, monthsHeld) => {
        const savings = { ...usual.savings!, average, balance, monthsHeld };
        const weighed = { ...usual, savings };
        expect(weigh(weighed, huzhou)).toEqual(weigh(structuredClone(weighed), policyOn('330500', on)));
        for (const figure of weigh(weighed, huzhou).figures) expect(figure.reference).not.toBe('');
      }),
      { numRuns: 50 },
    );
  });
});
