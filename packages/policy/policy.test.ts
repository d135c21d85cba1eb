import { describe, expect, it } from 'vitest';
import { addDays } from '#kernel/calendar.ts';
import { rate, yuan } from '#kernel/money.ts';
import { cityCodes, type Figure, figureBetween, figuresOn, parseCity, policyOn } from './policy.ts';

const day = '2026-10-01';

describe('the policy on a day', () => {
  it('changes over on the day a figure begins, not the day before', () => {
    const minimum = (on: string) => policyOn('330500', on).contribution.base.value.minimum;
    expect(minimum('2026-06-30')).toBe(yuan('4482.00'));
    expect(minimum('2026-07-01')).toBe(yuan('2430.00'));
  });

  it.each([
    ['2016-02-20', '1.10%'],
    ['2016-02-21', '1.50%'],
  ])('pays carried-forward deposits on %s at %s', (on, expected) => {
    expect(policyOn('652300', on).national.deposit.rate.value.carried).toEqual(rate(expected));
  });

  it.each([
    ['2022-09-30', '3.25%', '3.575%'],
    ['2022-10-01', '3.1%', '3.575%'],
    ['2024-05-18', '2.85%', '3.325%'],
    ['2025-05-08', '2.6%', '3.075%'],
  ])('lends for more than five years on %s at %s for a first home and %s for a second', (on, first, second) => {
    const { value } = policyOn('652300', on).national.loan.rate;
    expect(value.first.overFiveYears).toEqual(rate(first));
    expect(value.second.overFiveYears).toEqual(rate(second));
  });

  it('shortens the loan review from 15 days to 10 when the revised regulation takes effect', () => {
    expect(policyOn('330500', '2026-09-19').national.loan.reviewDays.value).toBe(15);
    expect(policyOn('330500', '2026-09-20').national.loan.reviewDays.value).toBe(10);
    expect(policyOn('330500', '2026-09-19').national.fraud).toBeUndefined();
    expect(policyOn('330500', '2026-09-20').national.fraud?.loanBarYears.value).toBe(5);
  });

  it('delays no retirement before 2025', () => {
    expect(policyOn('652300', '2024-12-31').national.retirement.M60.value.capMonths).toBe(0);
    expect(policyOn('652300', '2025-01-01').national.retirement.M60.value.capMonths).toBe(36);
  });

  it('refuses a figure asked for a day before its first value, by name, and still gives the others of that day', () => {
    const early = policyOn('652300', '2023-12-31');
    expect(() => early.contribution.ratio).toThrow('no value of contribution.ratio before 2024-01-01');
    expect(early.subsidies.contribution).toBeUndefined();
    expect(early.national.deposit.dayBasis.value).toBe(360);
  });

  it('is one and the same object between two changes', () => {
    expect(policyOn('330500', '2026-07-02')).toBe(policyOn('330500', '2026-09-19'));
    expect(policyOn('330500', '2026-07-02')).not.toBe(policyOn('652300', '2026-07-02'));
  });

  it('lists the successive values of a figure over a period', () => {
    const rates = (first: string, last: string) =>
      figureBetween('652300', (policy) => policy.national.deposit.rate, first, last).map((figure) => figure.from);
    expect(rates('2015-07-01', '2016-06-30')).toEqual(['2015-07-01', '2016-02-21']);
    expect(rates('2020-01-01', '2020-12-31')).toEqual(['2016-02-21']);
    expect(rates('2016-02-20', '2016-02-21')).toHaveLength(2);
  });

  it.each(cityCodes)('gives every figure of %s that the list of the day has', (city) => {
    for (const on of [addDays(day, -1), day, '2025-07-01']) {
      for (const figure of figuresOn(city, on)) expect(figureAt(policyOn(city, on), figure.name)).toBe(figure);
    }
  });
});

describe('a city', () => {
  it.each([
    ['changji', '652300'],
    ['Huzhou', '330500'],
    ['330500', '330500'],
  ])('is known as %s', (written, code) => {
    expect(parseCity(written)).toBe(code);
  });

  it('that has no policy is refused with the names of those that have', () => {
    expect(() => parseCity('urumqi')).toThrow('known are huzhou (330500), changji (652300)');
  });
});

function figureAt(policy: object, name: string): Figure<unknown> {
  return name.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], policy) as Figure<unknown>;
}
