import { describe, expect, it } from 'vitest';
import { type CityPolicy, policyOn } from '#policy/policy.ts';
import { fundsUsed, lastClosable, type Streak, streakAfter, withdrawnInRun } from './streak.ts';

const changji = policyOn('652300', '2026-07-15');
const withGrace = (days: number) => () =>
  ({ contribution: { fullPeriodGraceDays: { value: days } } }) as unknown as CityPolicy;
const reading = (value: 'no-withdrawal' | 'no-withdrawal-and-no-loan') =>
  ({ contribution: { fundsUnused: { value } } }) as unknown as CityPolicy;
const running: Streak = { months: 3, from: '2026-01', through: '2026-03', agreement: 'first' };

describe('CJ-15 the last month that can be closed', () => {
  it('is the one before on the first day of a month, and on its last', () => {
    expect(lastClosable(() => changji, '2026-08-01')).toBe('2026-07');
    expect(lastClosable(() => changji, '2026-08-31')).toBe('2026-07');
  });

  it('waits for the last day of grace, also where that is longer than a month', () => {
    expect(lastClosable(withGrace(5), '2026-08-05')).toBe('2026-06');
    expect(lastClosable(withGrace(5), '2026-08-06')).toBe('2026-07');
    expect(lastClosable(withGrace(40), '2026-08-09')).toBe('2026-05');
  });
});

describe('CJ-15 a run', () => {
  it('does not go on over a month that nobody closed, nor from nothing', () => {
    expect(streakAfter(running, { month: '2026-05', full: true, agreement: 'first' })).toMatchObject({ months: 1 });
    expect(streakAfter(running, { month: '2026-04', full: true, agreement: 'first' })).toMatchObject({ months: 4 });
    const ended: Streak = { months: 0, from: null, through: '2026-03', agreement: 'first' };
    expect(streakAfter(ended, { month: '2026-04', full: true, agreement: 'first' })).toEqual({
      months: 1,
      from: '2026-04',
      through: '2026-04',
      agreement: 'first',
    });
  });

  it('is spoilt by money taken out from its first day on', () => {
    expect(withdrawnInRun('2026-01', '2025-12-31')).toBe(false);
    expect(withdrawnInRun('2026-01', '2026-01-01')).toBe(true);
    expect([withdrawnInRun(null, '2026-01-01'), withdrawnInRun('2026-01', null)]).toEqual([false, false]);
  });

  it('is spoilt by a loan only where the city reads it so: one outstanding, or granted since its first day', () => {
    const lent = (lastLoanOn: string | null, loanOutstanding = false) => ({
      lastWithdrawalOn: null,
      lastLoanOn,
      loanOutstanding,
    });
    const used = (
      value: 'no-withdrawal' | 'no-withdrawal-and-no-loan',
      facts: ReturnType<typeof lent>,
      from: string | null = '2026-01',
    ) => fundsUsed(reading(value), from, facts);
    expect(used('no-withdrawal', lent('2026-02-01', true))).toBe(false);
    expect(used('no-withdrawal-and-no-loan', lent('2026-01-01'))).toBe(true);
    expect(used('no-withdrawal-and-no-loan', lent('2025-12-31'))).toBe(false);
    expect(used('no-withdrawal-and-no-loan', lent('2025-12-31', true))).toBe(true);
    expect(used('no-withdrawal-and-no-loan', lent('2026-02-01'), null)).toBe(false);
    expect(used('no-withdrawal-and-no-loan', lent(null))).toBe(false);
    expect(fundsUsed(reading('no-withdrawal'), '2026-01', { ...lent(null), lastWithdrawalOn: '2026-02-01' })).toBe(
      true,
    );
  });
});
