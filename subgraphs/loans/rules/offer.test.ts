import { describe, expect, it } from 'vitest';
import { rateText, yuan } from '#kernel/money.ts';
import { policyOn } from '#policy/policy.ts';
import { offer } from './offer.ts';

const huzhou = policyOn('330500', '2026-07-10');
const asked = { principal: yuan('300000'), months: 240, firstHome: true };

describe('the terms of a loan', () => {
  it.each([
    [true, 60, '2.1%'],
    [true, 61, '2.6%'],
    [false, 60, '2.525%'],
    [false, 61, '3.075%'],
  ])('first home %s over %i months carry %s', (firstHome, months, expected) => {
    expect(rateText(offer({ ...asked, firstHome, months }, huzhou).annualRate)).toBe(expected);
  });

  it('HZ-05 put a first home in the class that is served first', () => {
    expect(offer(asked, huzhou).priority).toBe('first-home');
    expect(offer({ ...asked, firstHome: false }, huzhou).priority).toBe('second-home');
  });

  it('HZ-06 name the least principal, the cap, the term and the penalty as demonstration figures while none is published', () => {
    expect(offer(asked, huzhou).demonstration).toEqual([
      'loan.minimumPrincipal',
      'loan.cap',
      'loan.maximumTermMonths',
      'national.loan.penaltyMultiplier',
    ]);
  });

  it.each([
    ['principal', 'loan.cap', { ...asked, principal: yuan('700000.01') }],
    ['principal', 'loan.minimumPrincipal', { ...asked, principal: yuan('999.99') }],
    ['principal', 'loan.minimumPrincipal', { ...asked, principal: 0n }],
    ['months', 'loan.maximumTermMonths', { ...asked, months: 361 }],
    ['months', 'loan.maximumTermMonths', { ...asked, months: 0 }],
  ])('are refused when the %s is out of the bounds of %s', (field, rule, wrong) => {
    expect(() => offer(wrong, huzhou)).toThrow(
      expect.objectContaining({ code: 'AMOUNT_OUT_OF_BOUNDS', detail: expect.objectContaining({ field, rule }) }),
    );
  });

  it('are granted for the least principal and for the most', () => {
    for (const principal of [yuan('1000'), yuan('700000')])
      expect(() => offer({ ...asked, principal }, huzhou)).not.toThrow();
  });
});
