import { describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { policyOn } from '#policy/policy.ts';
import { drawConditions, type FacilityFacts, undrawn } from './financing.ts';

const huzhou = policyOn('330500', '2026-07-10');
const facility: FacilityFacts = {
  ...{ status: 'APPROVED', resolution: '3号', resolvedOn: '2026-07-10', untilOn: '2026-12-31' },
  ...{ limit: yuan('100'), outstanding: yuan('40') },
};
const met = (facts: FacilityFacts, on = '2026-07-10', fen = yuan('60'), policy = huzhou) =>
  drawConditions(policy, facts, on, fen).map((condition) => condition.met);

describe('HZ-10 what is asked before money is drawn', () => {
  it('HZ-10 an approval of that day or before, an end not passed, and room under the limit', () => {
    expect(met(facility)).toEqual([true, true, true]);
    expect(met(facility, '2026-07-09')).toEqual([false, true, true]);
    expect(met(facility, '2027-01-01')).toEqual([true, false, true]);
    expect(met(facility, '2026-07-10', yuan('60.01'))).toEqual([true, true, false]);
    expect(met({ ...facility, status: 'PROPOSED', resolvedOn: null })).toEqual([false, true, true]);
    expect(met({ ...facility, status: 'REJECTED' })).toEqual([false, true, true]);
  });

  it('HZ-10 no approval where a city needs none, but never against its refusal', () => {
    const { financingNeedsApproval } = huzhou.risk;
    const risk = { ...huzhou.risk, financingNeedsApproval: { ...financingNeedsApproval, value: false } };
    const policy = { ...huzhou, risk };
    expect(met({ ...facility, status: 'PROPOSED', resolvedOn: null }, '2026-07-10', 1n, policy)[0]).toBe(true);
    expect(met({ ...facility, status: 'REJECTED' }, '2026-07-10', 1n, policy)[0]).toBe(false);
  });

  it('HZ-10 never less than nothing is left', () => {
    expect(undrawn({ ...facility, outstanding: yuan('140') })).toBe(0n);
  });
});
