import { describe, expect, it } from 'vitest';
import { type CityPolicy, policyOn } from '#policy/policy.ts';
import { type ListedDue, nextDebit, standingOf } from './due-standing.ts';
import { debitDate, dueDate, retryDates, wholeMonthsIn } from './dues.ts';

const policy = policyOn('652300', '2026-03-01');
const huzhou = policyOn('330500', '2026-03-01');
const withDays = (debitDay: number, debitRetryDays: number[]): CityPolicy => {
  const { contribution } = policy;
  const given = {
    ...contribution,
    debitDay: { ...contribution.debitDay, value: debitDay },
    debitRetryDays: { ...contribution.debitRetryDays, value: debitRetryDays },
  };
  return { ...policy, contribution: given };
};
const due = (month: string, more: Partial<ListedDue> = {}): ListedDue => ({
  month,
  fen: 120000n,
  paidOn: null,
  active: true,
  asked: false,
  askedOn: null,
  ...more,
});

describe('CJ-07 the days on which the bank is asked', () => {
  it('is the debit day, or the last day of a shorter month', () => {
    const late = withDays(31, []);
    expect(['2026-01', '2026-02', '2028-02', '2026-04'].map((month) => debitDate(late, month))).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2028-02-29',
      '2026-04-30',
    ]);
  });

  it('is asked again on each retry day after it, a day once', () => {
    expect(retryDates(withDays(20, [28, 25, 31]), '2026-02')).toEqual(['2026-02-25', '2026-02-28']);
    expect(retryDates(withDays(20, [10, 20]), '2026-03')).toEqual([]);
    expect(retryDates(withDays(31, [31]), '2026-02')).toEqual([]);
  });

  it('falls due for a whole period in its first month, of the first period in the month of signing', () => {
    expect(dueDate(policy, 'MONTHLY', '2026-05', '2026-03')).toBe('2026-05-20');
    expect(dueDate(policy, 'QUARTERLY', '2026-06', '2026-03')).toBe('2026-04-20');
    expect(dueDate(policy, 'YEARLY', '2026-12', '2026-03')).toBe('2026-03-20');
    expect(dueDate(policy, 'YEARLY', '2027-12', '2026-03')).toBe('2027-01-20');
  });
});

describe('CJ-07 how a month that is due stands', () => {
  const refused = due('2026-03', { askedOn: '2026-03-20' });

  it.each([
    ['paid', due('2026-03', { paidOn: '2026-03-20', active: false }), '2026-05-01', 'PAID'],
    ['being asked for', due('2026-03', { asked: true, askedOn: '2026-03-20' }), '2026-04-02', 'ASKED'],
    ['before its debit day', due('2026-03'), '2026-03-01', 'UNPAID'],
    ['refused, with a retry day to come', refused, '2026-03-25', 'UNPAID'],
    ['refused on the last retry day', due('2026-03', { askedOn: '2026-03-25' }), '2026-03-25', 'ARREARS'],
    ['refused, after the last retry day', refused, '2026-03-26', 'ARREARS'],
    ['not asked for, on its last day', due('2026-03'), '2026-03-31', 'UNPAID'],
    ['not paid when its month has ended', due('2026-03'), '2026-04-01', 'ARREARS'],
    ['prepaid later and refused now', due('2026-05', { askedOn: '2026-03-20' }), '2026-03-28', 'UNPAID'],
    ['unpaid when its agreement ended (CJ-12)', due('2026-03', { active: false }), '2026-03-05', 'NOT_OWED'],
  ])('%s', (_, listed, today, standing) => {
    expect(standingOf(policy, listed, today)).toBe(standing);
  });
});

describe('CJ-07 the next debit', () => {
  const months = (first: number, last: number, more: Partial<ListedDue> = {}) =>
    Array.from({ length: last - first + 1 }, (_, n) => due(`2026-${String(first + n).padStart(2, '0')}`, more));

  it.each([
    ['monthly, before the debit day', 'MONTHLY', months(3, 12), '2026-03-05', '2026-03-20', 120000n],
    ['on the debit day itself', 'MONTHLY', months(3, 12), '2026-03-20', '2026-03-20', 120000n],
    ['when this month is paid', 'MONTHLY', months(4, 12), '2026-03-20', '2026-04-20', 120000n],
    ['signed after the debit day (CJ-12)', 'MONTHLY', months(3, 12), '2026-03-23', '2026-03-23', 120000n],
    ['for the rest of a quarter', 'QUARTERLY', months(2, 12), '2026-02-05', '2026-02-20', 240000n],
    ['for the rest of a year', 'YEARLY', months(3, 12), '2026-03-05', '2026-03-20', 1200000n],
  ] as const)('%s', (_, mode, unpaid, today, on, fen) => {
    expect(nextDebit(policy, mode, unpaid, today)).toEqual({ on, fen });
  });

  it('is on the retry day for what was refused, and after that not for arrears', () => {
    const refused = [due('2026-03', { askedOn: '2026-03-20' }), ...months(4, 12)];
    expect(nextDebit(policy, 'MONTHLY', refused, '2026-03-21')).toEqual({ on: '2026-03-25', fen: 120000n });
    expect(nextDebit(policy, 'MONTHLY', refused, '2026-03-26')).toEqual({ on: '2026-04-20', fen: 120000n });
  });

  it('is nothing while all is asked for, or nothing is left', () => {
    expect(
      nextDebit(policy, 'MONTHLY', months(3, 3, { asked: true, askedOn: '2026-03-20' }), '2026-03-21'),
    ).toBeUndefined();
    expect(nextDebit(policy, 'MONTHLY', [], '2026-03-21')).toBeUndefined();
  });

  it('HZ-02 goes on into later months until it is the published minimum', () => {
    const small = months(3, 12).map((each) => ({ ...each, fen: 30000n }));
    expect(nextDebit(huzhou, 'MONTHLY', small, '2026-03-05')).toEqual({ on: '2026-03-20', fen: 90000n });
  });
});

describe('CJ-07 the whole months in an amount', () => {
  it.each([
    [119999n, 0],
    [120000n, 1],
    [239999n, 1],
    [240000n, 2],
    [10_000_000n, 3],
  ])('of %s fen are %s', (amount, count) => {
    const unpaid = ['2026-03', '2026-04', '2026-05'].map((month) => ({ month, fen: 120000n }));
    expect(wholeMonthsIn(unpaid, amount)).toEqual(unpaid.slice(0, count));
  });
});
