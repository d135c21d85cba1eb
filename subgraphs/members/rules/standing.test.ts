import { expect, test } from 'vitest';
import { policyOn } from '#policy/policy.ts';
import { industryOf, isKeyIndustry } from './key-industry.ts';
import { standingOn } from './standing.ts';

test('CJ-23 a confirmation holds through its last day', () => {
  const confirmed = { status: 'CONFIRMED', validUntil: '2027-09-30' } as const;
  expect(standingOn(confirmed, '2027-09-30')).toBe('CONFIRMED');
  expect(standingOn(confirmed, '2027-10-01')).toBe('EXPIRED');
});

test('CJ-23 what waits, was rejected or is not known is told as such', () => {
  expect(standingOn({ status: 'PENDING', validUntil: null }, '2026-10-01')).toBe('PENDING');
  expect(standingOn({ status: 'REJECTED', validUntil: null }, '2026-10-01')).toBe('REJECTED');
  expect(standingOn(undefined, '2026-10-01')).toBe('NOT_KNOWN');
});

test('CJ-17 an industry is key only where and while the list of the city names it', () => {
  const changji = policyOn('652300', '2026-10-01');
  const huzhou = policyOn('330500', '2026-10-01');
  expect(isKeyIndustry('LOGISTICS', changji)).toBe(true);
  expect(isKeyIndustry('OTHER', changji)).toBe(false);
  expect(isKeyIndustry('LOGISTICS', huzhou)).toBe(false);
  expect(industryOf('OTHER', huzhou)).toEqual({ code: 'OTHER', name: '其他' });
  expect(industryOf('LOGISTICS', huzhou)).toBeUndefined();
});
