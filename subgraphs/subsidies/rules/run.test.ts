import { describe, expect, it } from 'vitest';
import { monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { type CityPolicy, policyOn } from '#policy/policy.ts';
import { awardsEarned, type MemberFacts } from './member-awards.ts';
import { type LoanDays, type MonthFact, type RunReading, runOf } from './run.ts';

const city = '652300';

/** Full months of 600 yuan each from a month on, of one agreement after another: so many months under each. */
function months(first: string, ...agreements: number[]): MonthFact[] {
  const streaks = agreements.flatMap((length) => Array.from({ length }, (_, n) => n + 1));
  return monthsFrom(first, nextMonth(first, streaks.length - 1)).map((month, at) => {
    return { city, month, full: true, creditedFen: yuan('600'), streakMonths: streaks[at]!, used: false };
  });
}
const used = (all: MonthFact[], month: string) =>
  all.map((each) => (each.month === month ? { ...each, used: true } : each));
const missed = (all: MonthFact[], month: string) =>
  all.map((each) => (each.month === month ? { ...each, full: false, streakMonths: 0 } : each));

const reading: RunReading = { continuity: 'one-agreement', unusedOver: 'run', countedMonths: 12 };
const unbroken = { ...reading, continuity: 'unbroken-months' } as const;
const counted = { ...reading, unusedOver: 'counted-months' } as const;
const of = (known: MonthFact[], by: RunReading, loans: LoanDays[] = []) =>
  runOf(by, { months: known, loans }, known.at(-1)!.month);

describe('连续, which the plan does not define', () => {
  it('CJ-15 within one agreement begins anew with a new one, month after month it goes on', () => {
    const signedAgain = months('2025-01', 7, 5);
    expect(of(signedAgain, reading)).toMatchObject({ streakMonths: 5 });
    expect(of(signedAgain, unbroken)).toMatchObject({ streakMonths: 12 });
  });

  it('CJ-15 begins anew after a month that was not full, or of which nothing is known, by either reading', () => {
    const gap = missed(months('2025-01', 12), '2025-05');
    expect(of(gap, unbroken)).toMatchObject({ streakMonths: 7 });
    const unknown = months('2025-01', 12).filter(({ month }) => month !== '2025-05');
    expect(of(unknown, unbroken)).toMatchObject({ streakMonths: 7 });
    expect(of(missed(months('2025-01', 12), '2025-12'), unbroken)).toMatchObject({ streakMonths: 0 });
  });
});

describe('账户资金未使用, which the plan does not define', () => {
  const early = used(months('2024-01', 24), '2024-03');

  it('CJ-15 over the run one withdrawal spoils all that follows, over the counted months only its year', () => {
    expect(of(early, reading)).toMatchObject({ withdrawn: true });
    expect(of(early, counted)).toMatchObject({ withdrawn: false });
    expect(of(used(months('2024-01', 24), '2025-01'), counted)).toMatchObject({ withdrawn: true });
  });

  it.each([
    ['settled the day before the counted months', '2024-12-31', true, false],
    ['settled on the first day of the counted months', '2025-01-01', true, true],
    ['settled before the run', '2023-12-31', false, false],
  ])('CJ-15 a loan %s', (_, settledOn, overRun, overCounted) => {
    const loans = [{ grantedOn: '2020-01-01', settledOn }];
    expect(of(months('2024-01', 24), reading, loans)).toMatchObject({ lent: overRun });
    expect(of(months('2024-01', 24), counted, loans)).toMatchObject({ lent: overCounted });
  });
});

describe('what a member earns under each reading', () => {
  const base: Omit<MemberFacts, 'months'> = {
    ...{ memberId: 'one', loans: [], awards: [], openedOn: '2024-01-05' },
    categories: [{ kind: 'VETERAN', graduatedOn: null }],
  };
  const under = (
    known: MonthFact[],
    change: { continuity?: 'unbroken-months'; unusedOver?: 'counted-months' } = {},
  ): string[] => {
    const policy = (month: string): CityPolicy => {
      const { subsidies, ...rest } = policyOn(city, `${month}-28`);
      const [contribution, oneOff] = [subsidies.contribution!, subsidies.oneOff!];
      const read = {
        continuity: { ...contribution.continuity, value: change.continuity ?? 'one-agreement' },
        unusedOver: { ...contribution.unusedOver, value: change.unusedOver ?? 'run' },
      } as const;
      return {
        ...rest,
        subsidies: { ...subsidies, contribution: { ...contribution, ...read }, oneOff: { ...oneOff, ...read } },
      };
    };
    const asked = known.map(({ month }) => ({ city, month }) as const);
    return awardsEarned((_, month) => policy(month), { ...base, months: known }, asked).map(
      ({ clause, month, fen }) => `${clause} ${month} ${fen}`,
    );
  };

  it('CJ-15 CJ-16 连续: signing again without a missed month', () => {
    const known = months('2024-01', 4, 8);
    expect(under(known)).toEqual(['CJ-16 2024-10 10000']);
    expect(under(known, { continuity: 'unbroken-months' })).toEqual(['CJ-16 2024-06 10000', 'CJ-15 2024-12 3600']);
  });

  it('CJ-15 CJ-16 未使用: a withdrawal in the second month of two years', () => {
    const known = used(months('2024-01', 24), '2024-02');
    expect(under(known)).toEqual([]);
    expect(under(known, { unusedOver: 'counted-months' })).toEqual(['CJ-16 2024-08 10000', 'CJ-15 2025-12 3600']);
  });
});
