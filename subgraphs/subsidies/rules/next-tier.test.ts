import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthsBetween } from '#kernel/calendar.ts';
import { cityCodes, policyOn } from '#policy/policy.ts';
import {
  type CreditStandingValue,
  type GreenChannelFacts,
  generalTerms,
  greenChannel,
  nextTier,
  productTerms,
} from './green-channel.ts';

const today = '2026-12-05';
const policy = policyOn('652300', today);
const terms = generalTerms(policy);
const at = { terms, through: '2026-11', today };
const good: GreenChannelFacts = {
  ...{ continuousFullMonths: 9, keyIndustry: false, creditStanding: 'GOOD', overdue: false },
};

describe('what would have to change for the next tier', () => {
  it('CJ-18 three more full months, and the month with which they are complete', () => {
    expect(nextTier(policy, good, at)).toEqual({
      tier: 'B',
      changes: [
        {
          clause: 'CJ-18',
          description: '再连续足额缴存3个月，最早至2027-02满12个月',
          moreMonths: 3,
          earliestMonth: '2027-02',
        },
      ],
    });
  });

  it('CJ-18 everything that is missing at once, and nothing at the best tier', () => {
    const missing = nextTier(policy, { ...good, creditStanding: 'NOT_CHECKED', overdue: true }, at);
    expect(missing).toMatchObject({ tier: 'C' });
    expect(missing!.changes.map(({ description }) => description)).toEqual([
      '信用状况须核查为良好',
      '须还清公积金贷款逾期',
    ]);
    expect(nextTier(policy, { ...good, continuousFullMonths: 24 }, at)).toBeNull();
  });

  it('CJ-18 of whom no month is closed yet the months begin with this one', () => {
    const newcomer = nextTier(policy, { ...good, continuousFullMonths: 0 }, { ...at, through: null });
    expect(newcomer!.changes).toMatchObject([{ moreMonths: 6, earliestMonth: '2027-05' }]);
    expect(newcomer!.changes[0]!.description).toContain('或从事重点产业');
  });

  it('AG-03 in Huzhou it names the bank’s row and no clause of Changji’s', () => {
    const huzhou = policyOn('330500', today);
    const next = nextTier(huzhou, good, { ...at, terms: generalTerms(huzhou) });
    expect(next!.changes.map(({ clause }) => clause)).toEqual(['AG-03']);
  });

  it('CJ-18 whoever makes the changes has the tier, by any product of either city', () => {
    const facts = fc.record<GreenChannelFacts>({
      continuousFullMonths: fc.nat({ max: 40 }),
      keyIndustry: fc.boolean(),
      creditStanding: fc.constantFrom<CreditStandingValue>('GOOD', 'ADVERSE', 'NOT_CHECKED'),
      overdue: fc.boolean(),
    });
    const all = cityCodes.flatMap((city) => {
      const own = policyOn(city, today);
      const products = own.greenChannel.products.value.map(({ bank, code }) => productTerms(own, bank, code)!);
      return [generalTerms(own), ...products].map((each) => ({ own, each }));
    });
    fc.assert(
      fc.property(facts, fc.nat({ max: all.length - 1 }), (given, which) => {
        const { own, each } = all[which]!;
        const next = nextTier(own, given, { ...at, terms: each });
        const now = greenChannel(own, given, each).tier;
        if (next === null) {
          expect(now).toBe(each.tiers[0]!.tier);
          return;
        }
        const more = next.changes.reduce((n, { moreMonths }) => n + (moreMonths ?? 0), 0);
        for (const { moreMonths, earliestMonth } of next.changes) {
          if (moreMonths !== null) expect(monthsBetween('2026-11', earliestMonth!)).toBe(moreMonths);
        }
        const changed: GreenChannelFacts = { ...given, creditStanding: 'GOOD', overdue: false };
        const then = { ...changed, continuousFullMonths: given.continuousFullMonths + more };
        const rank = (tier: string | null) => each.tiers.findIndex((one) => one.tier === tier);
        expect(rank(greenChannel(own, then, each).tier)).toBeLessThanOrEqual(rank(next.tier));
        expect(greenChannel(own, then, each).tier).not.toBeNull();
      }),
    );
  });

  it('CJ-18 every figure of it is named as a demonstration value', () => {
    expect(greenChannel(policy, good, productTerms(policy, 'bank-b')).demonstrationFigures).toEqual([
      'greenChannel.products',
      'contribution.fullPeriodGraceDays',
    ]);
  });
});

describe('a bank’s own product', () => {
  it('CJ-18 has conditions of its own: nine months are tier C of one and B of another', () => {
    const tierOf = (bank: string, code?: string) => greenChannel(policy, good, productTerms(policy, bank, code)).tier;
    expect(tierOf('bank-a')).toBe('C');
    expect(tierOf('bank-a', 'A-BUSINESS')).toBe('B');
    expect(tierOf('bank-b')).toBe('B');
    expect(productTerms(policy, 'bank-b', 'A-BUSINESS')).toBeUndefined();
    expect(productTerms(policy, 'bank-c')).toBeUndefined();
  });
});
