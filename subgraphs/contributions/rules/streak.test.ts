import { describe, expect, it } from 'vitest';
import { policyOn } from '#policy/policy.ts';
import { fullUntil, fundsUsed, noStreak, type Streak, streakAfter } from './streak.ts';

const changji = policyOn('652300', '2026-07-15');

function run(...months: [month: string, full: boolean, agreement?: string][]): Streak {
  return months.reduce<Streak>(
    (streak, [month, full, agreement = 'first']) => streakAfter(streak, { month, full, agreement }),
    noStreak,
  );
}

describe('CJ-15 the run of continuous full months', () => {
  it('grows month by month', () => {
    expect(run(['2026-11', true], ['2026-12', true], ['2027-01', true])).toEqual({
      months: 3,
      from: '2026-11',
      through: '2027-01',
      agreement: 'first',
    });
  });

  it('starts anew after a month that was not full', () => {
    const broken = run(['2026-03', true], ['2026-04', false]);
    expect(broken).toEqual({ months: 0, from: null, through: '2026-04', agreement: null });
    expect(streakAfter(broken, { month: '2026-05', full: true, agreement: 'first' })).toMatchObject({
      months: 1,
      from: '2026-05',
    });
  });

  it('starts anew under a new agreement, even without a gap (CJ-12)', () => {
    expect(run(['2026-03', true], ['2026-04', true, 'second'])).toMatchObject({ months: 1, from: '2026-04' });
  });

  it('says nothing of months before the first payment', () => {
    expect(run(['2026-03', false], ['2026-04', false])).toEqual(noStreak);
  });

  it('can fill a month until its last day, policy giving no grace', () => {
    expect(fullUntil(changji, '2028-02')).toBe('2028-02-29');
  });
});

describe('CJ-15 use of the funds', () => {
  const untouched = { lastWithdrawalOn: null, lastLoanOn: null, loanOutstanding: false };

  it('is a withdrawal or a loan within the run, or a loan still outstanding', () => {
    const used = (facts: Partial<typeof untouched> | object) =>
      fundsUsed(changji, '2026-03', { ...untouched, ...facts });
    expect(used({})).toBe(false);
    expect(used({ lastWithdrawalOn: '2026-03-01' })).toBe(true);
    expect(used({ lastWithdrawalOn: '2026-02-28' })).toBe(false);
    expect(used({ lastLoanOn: '2026-03-01' })).toBe(true);
    expect(used({ lastLoanOn: '2025-01-01' })).toBe(false);
    expect(used({ lastLoanOn: '2025-01-01', loanOutstanding: true })).toBe(true);
  });
});
