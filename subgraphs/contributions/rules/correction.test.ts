import { describe, expect, it } from 'vitest';
import { notCorrected, streakWithout } from './correction.ts';

describe('A.9 a movement that is taken back by a correction', () => {
  it('is a contribution that came from the bank, of a flexible worker or a unit', () => {
    for (const code of ['01', '02']) {
      for (const into of ['FLEXIBLE', 'UNIT']) {
        expect(notCorrected({ code, source: 'bank:custody', into })).toBeUndefined();
      }
    }
  });

  it.each([
    ['99', null, 'HELD', 'A hold'],
    ['99', 'expense:subsidy', 'SUBSIDY', 'subsidy'],
    ['11', null, null, 'recovered'],
    ['12', null, null, 'recovered'],
    ['09', 'expense:interest', 'INTEREST', 'compensating'],
    ['08', 'bank:custody', 'TRANSFERRED_IN', 'came from'],
    ['07', null, null, 'went to'],
    ['01', 'suspense:unmatched-debit', 'FLEXIBLE', 'from the bank'],
    ['01', 'bank:custody', null, 'from the bank'],
    ['05', 'bank:custody', 'FLEXIBLE', 'from the bank'],
  ])('is not %s from %s into %s', (code, source, into, told) => {
    expect(notCorrected({ code, source, into })).toContain(told);
  });
});

describe('CJ-15 a run of full months of which one is unpaid again', () => {
  const run = { months: 5, from: '2026-03', through: '2026-07', agreement: 'a' };

  it.each([
    ['2026-02', run],
    ['2026-03', { ...run, months: 4, from: '2026-04' }],
    ['2026-06', { ...run, months: 1, from: '2026-07' }],
    ['2026-07', { months: 0, from: null, through: '2026-07', agreement: null }],
    ['2026-08', run],
  ])('%s', (month, expected) => {
    expect(streakWithout(run, month)).toEqual(expected);
  });

  it('is none where there was none', () => {
    const none = { months: 0, from: null, through: '2026-07', agreement: null };
    expect(streakWithout(none, '2026-07')).toBe(none);
    const never = { ...none, through: null };
    expect(streakWithout(never, '2026-07')).toBe(never);
  });
});
