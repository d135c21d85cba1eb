import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseCity, policyOn } from '#policy/policy.ts';
import { type CreditStandingValue, type GreenChannelFacts, greenChannel } from './green-channel.ts';

type Case = {
  name: string;
  given: { city: string; months: string; keyIndustry: string; credit: CreditStandingValue; overdue: string };
  expect: { tier: string; unmet: string[] };
};

const source = readFileSync(new URL('green-channel.cases.yaml', import.meta.url), 'utf8');
const cases = parse(source, { schema: 'failsafe' }) as Case[];
const today = '2026-11-21';

describe('绿色通道', () => {
  it.each(cases)('$name', ({ given, expect: { tier, unmet } }) => {
    const decision = greenChannel(policyOn(parseCity(given.city), today), {
      continuousFullMonths: Number(given.months),
      keyIndustry: given.keyIndustry === 'yes',
      creditStanding: given.credit,
      overdue: given.overdue === 'yes',
    });
    expect(decision.tier).toBe(tier === 'none' ? null : tier);
    expect(decision.eligible).toBe(tier !== 'none');
    expect(decision.reasons.filter(({ met }) => !met).map(({ description }) => description)).toEqual(unmet);
  });

  it('CJ-17 CJ-18 every reason has its clause, and the invented tiers are named as such', () => {
    const facts: GreenChannelFacts = {
      continuousFullMonths: 0,
      keyIndustry: true,
      creditStanding: 'GOOD',
      overdue: false,
    };
    const changji = greenChannel(policyOn('652300', today), facts);
    expect(changji.reasons.map(({ clause }) => clause)).toEqual(['CJ-18', 'CJ-18', 'CJ-18', 'CJ-17', 'CJ-18', 'CJ-18']);
    expect(changji.demonstrationFigures).toContain('greenChannel.tiers');
    expect(greenChannel(policyOn('330500', today), facts).reasons.every(({ clause }) => clause === 'AG-03')).toBe(true);
  });

  it('CJ-18 more months never lower the tier', () => {
    const facts = fc.record<GreenChannelFacts>({
      continuousFullMonths: fc.nat({ max: 40 }),
      keyIndustry: fc.boolean(),
      creditStanding: fc.constantFrom<CreditStandingValue>('GOOD', 'ADVERSE', 'NOT_CHECKED'),
      overdue: fc.boolean(),
    });
    const rank = (tier: string | null) => ['C', 'B', 'A'].indexOf(tier ?? 'none');
    fc.assert(
      fc.property(facts, fc.nat({ max: 12 }), (given, more) => {
        const longer = { ...given, continuousFullMonths: given.continuousFullMonths + more };
        const [now, later] = [given, longer].map((each) => rank(greenChannel(policyOn('652300', today), each).tier));
        expect(later).toBeGreaterThanOrEqual(now!);
      }),
    );
  });

  it('CJ-18 agrees with the tiers written out', () => {
    fc.assert(
      fc.property(fc.nat({ max: 40 }), fc.boolean(), fc.boolean(), fc.boolean(), (months, key, good, overdue) => {
        const creditStanding = good ? 'GOOD' : 'ADVERSE';
        const facts: GreenChannelFacts = { continuousFullMonths: months, keyIndustry: key, creditStanding, overdue };
        const byMonths = months >= 24 ? 'A' : months >= 12 ? 'B' : months >= 6 || key ? 'C' : null;
        expect(greenChannel(policyOn('652300', today), facts).tier).toBe(good && !overdue ? byMonths : null);
      }),
    );
  });
});
