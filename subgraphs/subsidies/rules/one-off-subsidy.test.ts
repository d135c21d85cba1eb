import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addYears } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { type CityPolicy, demonstrationFigures, policyOn } from '#policy/policy.ts';
import { type CategoryKind, type OneOffSubsidyFacts, oneOffSubsidy } from './one-off-subsidy.ts';

const changji = policyOn('652300', '2026-08-31');

const veteran: OneOffSubsidyFacts = {
  month: '2026-08',
  streakMonths: 6,
  withdrawn: false,
  lent: false,
  openedOn: '2026-03-05',
  categories: [{ kind: 'VETERAN', graduatedOn: null }],
  hadBefore: false,
};
const graduate = (graduatedOn: string): OneOffSubsidyFacts => ({
  ...veteran,
  categories: [{ kind: 'GRADUATE', graduatedOn }],
});
const fenOf = (facts: OneOffSubsidyFacts, policy: CityPolicy = changji) => oneOffSubsidy(policy, facts)?.fen;

describe('一次性开户补贴', () => {
  it.each(['STUDENT', 'VETERAN', 'BORDER_GUARD'] as const)(
    'CJ-16 pays 100.00 to a %s after six full months',
    (kind) => {
      const decision = oneOffSubsidy(changji, { ...veteran, categories: [{ kind, graduatedOn: null }] });
      expect(decision).toMatchObject({ fen: yuan('100.00'), payOn: '2026-09-01', clause: 'CJ-16' });
    },
  );

  it('CJ-16 pays a graduate of 2 years 11 months at the opening, and of three years to the day, but not a day more', () => {
    expect(fenOf(graduate('2023-04-05'))).toBe(yuan('100'));
    expect(fenOf(graduate('2023-03-05'))).toBe(yuan('100'));
    expect(fenOf(graduate('2023-03-04'))).toBeNull();
  });

  it('CJ-16 counts a graduate’s years at the opening by default, or at the end of the sixth month', () => {
    const oneOff = {
      ...changji.subsidies.oneOff!,
      graduateReference: { ...changji.subsidies.oneOff!.graduateReference },
    };
    const qualifying: CityPolicy = {
      ...changji,
      subsidies: {
        ...changji.subsidies,
        oneOff: { ...oneOff, graduateReference: { ...oneOff.graduateReference, value: 'qualifying' } },
      },
    };
    expect(fenOf(graduate('2023-07-01'))).toBe(yuan('100'));
    expect(fenOf(graduate('2023-07-01'), qualifying)).toBeNull();
    expect(fenOf(graduate('2023-08-31'), qualifying)).toBe(yuan('100'));
  });

  it('CJ-16 pays a student who graduated since the opening', () => {
    expect(fenOf(graduate('2026-06-30'))).toBe(yuan('100'));
  });

  it.each<[string, Partial<OneOffSubsidyFacts>]>([
    ['five months', { streakMonths: 5 }],
    ['a withdrawal', { withdrawn: true }],
    ['a loan', { lent: true }],
    ['an earlier one-off subsidy', { hadBefore: true }],
    ['no category', { categories: [] }],
    ['an unknown graduation day', { categories: [{ kind: 'GRADUATE', graduatedOn: null }] }],
    ['no known opening', { openedOn: null }],
  ])('CJ-16 pays nothing with %s', (_, change) => {
    const decision = oneOffSubsidy(changji, { ...veteran, ...change });
    expect(decision?.fen).toBeNull();
    expect(decision?.conditions.filter(({ met }) => !met)).toHaveLength(1);
  });

  it('CJ-16 names the readings that no document gives', () => {
    expect(demonstrationFigures(...oneOffSubsidy(changji, veteran)!.figures)).toEqual([
      'subsidies.oneOff.graduateReference',
      'subsidies.oneOff.continuity',
      'subsidies.oneOff.unusedOver',
      'contribution.fundsUnused',
      'contribution.fullPeriodGraceDays',
    ]);
  });

  it('CJ-16 is not Huzhou’s', () => {
    expect(fenOf(veteran, policyOn('330500', '2026-08-31'))).toBeUndefined();
  });

  it('CJ-16 agrees with a naive reading of the clause', () => {
    const facts = fc.record({
      streakMonths: fc.nat({ max: 14 }),
      withdrawn: fc.boolean(),
      lent: fc.boolean(),
      hadBefore: fc.boolean(),
      daysSinceGraduation: fc.integer({ min: 1000, max: 1200 }),
      kind: fc.constantFrom<CategoryKind | null>('STUDENT', 'GRADUATE', 'VETERAN', 'BORDER_GUARD', null),
    });
    fc.assert(
      fc.property(facts, ({ kind, daysSinceGraduation, ...rest }) => {
        const graduatedOn = kind === 'GRADUATE' ? addDays('2026-03-05', -daysSinceGraduation) : null;
        const categories = kind ? [{ kind, graduatedOn }] : [];
        const young = graduatedOn === null || addYears(graduatedOn, 3) >= '2026-03-05';
        const deserves = kind !== null && young && rest.streakMonths > 5;
        const clean = !rest.withdrawn && !rest.lent && !rest.hadBefore;
        expect(fenOf({ ...veteran, ...rest, categories })).toBe(deserves && clean ? 10_000n : null);
      }),
    );
  });
});
