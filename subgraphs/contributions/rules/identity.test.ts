import { describe, expect, it } from 'vitest';
import { convertedOn, heldDuring, type IdentityPeriod } from './identity.ts';

const periods: IdentityPeriod[] = [
  { identity: 'FLEXIBLE', from: '2026-01-05', until: '2026-04-15' },
  { identity: 'UNIT', from: '2026-04-15', until: '2026-07-01' },
  { identity: 'FLEXIBLE', from: '2026-07-01', until: null },
];
const open = periods[2]!;

describe('CJ-10 HZ-03 the identity of a member', () => {
  it('holds in every month in which it held on a day, and in no other', () => {
    const during = (identity: 'FLEXIBLE' | 'UNIT') =>
      ['2025-12', '2026-01', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2030-01'].filter((month) =>
        heldDuring(periods, identity, month),
      );
    expect(during('FLEXIBLE')).toEqual(['2026-01', '2026-03', '2026-04', '2026-07', '2030-01']);
    expect(during('UNIT')).toEqual(['2026-04', '2026-05', '2026-06']);
  });

  it('changes on the day told, not before the identity that it ends began and not in the future', () => {
    expect(convertedOn(open, '2026-09-10', '2026-10-01')).toBe('2026-09-10');
    expect(convertedOn(open, '2026-06-10', '2026-10-01')).toBe('2026-07-01');
    expect(convertedOn(open, '2026-11-10', '2026-10-01')).toBe('2026-10-01');
    expect(convertedOn(open, undefined, '2026-10-01')).toBe('2026-10-01');
  });
});
