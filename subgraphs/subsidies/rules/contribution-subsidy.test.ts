import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CivilMonth, lastDay, monthsFrom, nextMonth, yearOf } from '#kernel/calendar.ts';
import { type Fen, yuan } from '#kernel/money.ts';
import { type CityPolicy, demonstrationFigures, policyOn } from '#policy/policy.ts';
import vectors from '../../../test/vectors/vectors.json' with { type: 'json' };
import { type ContributionSubsidyFacts, contributionSubsidy } from './contribution-subsidy.ts';

type Window = 'rolling' | 'fund-year' | 'natural-year';

function policy(window: Window, month: CivilMonth): CityPolicy {
  const changji = policyOn('652300', lastDay(month));
  const terms = changji.subsidies.contribution!;
  const contribution = { ...terms, window: { ...terms.window, value: window } };
  return { ...changji, subsidies: { ...changji.subsidies, contribution } };
}

function facts(month: CivilMonth, streakMonths: number, monthly: Fen | readonly Fen[]): ContributionSubsidyFacts {
  const months = monthsFrom(nextMonth(month, -11), month);
  const lastYear = months.map((each, index) => ({
    month: each,
    full: index >= 12 - streakMonths,
    creditedFen: typeof monthly === 'bigint' ? (index >= 12 - streakMonths ? monthly : 0n) : (monthly[index] ?? 0n),
  }));
  return { month, streakMonths, lastYear, withdrawn: false, lent: false, rewardedThrough: null };
}

const decide = (given: ContributionSubsidyFacts, window: Window = 'rolling') =>
  contributionSubsidy(policy(window, given.month), given)!;

describe('缴存补贴', () => {
  it('CJ-15 pays 36.00 for twelve months of 600 yuan, in the following month', () => {
    const decision = decide(facts('2027-02', 12, yuan('600')));
    expect(decision).toMatchObject({ fen: yuan('36.00'), payOn: '2027-03-01', windowFrom: '2026-03' });
    expect(decision.conditions.every(({ met }) => met)).toBe(true);
  });

  it('CJ-15 rounds an exact half up to the fen, by the published vectors', () => {
    for (const [formula, expected] of Object.entries(vectors.subsidy)) {
      const [total = ''] = formula.split('*');
      const [share, rest] = [yuan(total) / 12n, yuan(total) % 12n];
      const monthly = Array.from({ length: 12 }, (_, index) => share + (index === 0 ? rest : 0n));
      expect(decide(facts('2026-12', 12, monthly)).fen, formula).toBe(yuan(expected));
    }
  });

  it('CJ-15 pays nothing after eleven months', () => {
    expect(decide(facts('2026-12', 11, yuan('600'))).fen).toBeNull();
  });

  it.each([
    ['a withdrawal', { withdrawn: true }],
    ['a loan', { lent: true }],
    ['months already counted', { rewardedThrough: '2026-01' }],
  ])('CJ-15 pays nothing after %s', (_, change) => {
    const decision = decide({ ...facts('2026-12', 12, yuan('600')), ...change });
    expect(decision.fen).toBeNull();
    expect(decision.conditions.filter(({ met }) => !met)).toHaveLength(1);
  });

  it('CJ-15 pays nothing while one of the twelve months is not known', () => {
    const given = facts('2026-12', 12, yuan('600'));
    expect(decide({ ...given, lastYear: given.lastYear.slice(1) }).fen).toBeNull();
  });

  it('CJ-15 pays again at the 24th month, for the twelve months since', () => {
    const monthly = Array.from({ length: 12 }, () => yuan('1200'));
    const given = { ...facts('2027-12', 24, monthly), rewardedThrough: '2026-12' };
    expect(decide(given).fen).toBe(yuan('72.00'));
    expect(decide({ ...given, streakMonths: 23 }).fen).toBeNull();
  });

  it('CJ-15 600 yuan a month from 2026-03 is paid in 2027-03, 2027-07 or 2028-01 by the reading of 当年', () => {
    const firstPaid = (window: Window) =>
      monthsFrom('2026-03', '2028-06')
        .map((month, index) => decide(facts(month, index + 1, yuan('600')), window))
        .find(({ fen }) => fen !== null);
    expect(firstPaid('rolling')).toMatchObject({ fen: yuan('36'), payOn: '2027-03-01' });
    expect(firstPaid('fund-year')).toMatchObject({ fen: yuan('36'), payOn: '2027-07-01', windowFrom: '2026-07' });
    expect(firstPaid('natural-year')).toMatchObject({ fen: yuan('36'), payOn: '2028-01-01', windowFrom: '2027-01' });
  });

  it('CJ-15 names the readings that no document gives', () => {
    const { figures } = decide(facts('2026-12', 12, yuan('600')));
    expect(demonstrationFigures(...figures)).toEqual([
      'subsidies.contribution.window',
      'subsidies.contribution.rounding',
      'subsidies.contribution.continuity',
      'subsidies.contribution.unusedOver',
      'contribution.fundsUnused',
      'contribution.fullPeriodGraceDays',
    ]);
  });

  it('CJ-15 is not Huzhou’s', () => {
    expect(contributionSubsidy(policyOn('330500', '2026-12-31'), facts('2026-12', 12, yuan('600')))).toBeUndefined();
  });

  it('CJ-15 agrees with a naive reading of the clause over any history', () => {
    const history = fc.array(fc.record({ full: fc.boolean(), fen: fc.bigInt({ min: 0n, max: 841_704n }) }), {
      minLength: 1,
      maxLength: 40,
    });
    const windows = fc.constantFrom<Window>('rolling', 'fund-year', 'natural-year');
    fc.assert(
      fc.property(history, windows, fc.boolean(), (months, window, withdrawn) => {
        const past = months.map((each, index) => ({ ...each, month: nextMonth('2024-03', index) }));
        expect(decide(factsOf(past, withdrawn), window).fen).toBe(naive(past, window, withdrawn));
      }),
    );
  });
});

type Past = readonly { month: CivilMonth; full: boolean; fen: Fen }[];

function factsOf(past: Past, withdrawn: boolean): ContributionSubsidyFacts {
  const streakMonths = past.length - 1 - past.findLastIndex(({ full }) => !full);
  const lastYear = past.slice(-12).map(({ month, full, fen }) => ({ month, full, creditedFen: fen }));
  return { month: past.at(-1)!.month, streakMonths, lastYear, withdrawn, lent: false, rewardedThrough: null };
}

/** Walks the months forward as a clerk with a ledger would, in thousandths of a fen, with the figures written out. */
function naive(past: Past, window: Window, withdrawn: boolean): Fen | null {
  let run: Fen[] = [];
  for (const { full, fen } of past) run = full ? [...run, fen] : [];
  const month = past.at(-1)!.month;
  const ends = {
    rolling: run.length % 12 === 0,
    'fund-year': month.endsWith('-06'),
    'natural-year': yearOf(nextMonth(month)) > yearOf(month),
  };
  if (withdrawn || run.length < 12 || !ends[window]) return null;
  let thousandths = 0n;
  for (const fen of run.slice(-12)) thousandths += fen * 5n;
  const whole = thousandths / 1000n + (thousandths % 1000n >= 500n ? 1n : 0n);
  return whole > 0n ? whole : null;
}
