import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addYears, type CivilDate } from '#kernel/calendar.ts';
import { cityCodes, policyOn } from '#policy/policy.ts';
import { type ApplicationStatus, isWaiting, mayBecome } from './application.ts';
import { type Applicant, eligibility } from './eligibility.ts';
import { platformVerdict } from './platform.ts';
import { retirement, retirementCategory } from './retirement.ts';

const national = policyOn('652300', '2026-10-01').national;
const city = fc.constantFrom(...cityCodes);
const day = (from: CivilDate, days: number) => fc.integer({ min: 0, max: days }).map((each) => addDays(from, each));
const applicant: fc.Arbitrary<Applicant> = fc.record({
  birthDate: day('1950-01-01', 24_000),
  sex: fc.constantFrom('MALE', 'FEMALE'),
  documentKind: fc.constantFrom('RESIDENT_CARD', 'HONG_KONG_RESIDENCE', 'TAIWAN_RESIDENCE', 'PERMANENT_RESIDENCE'),
  employmentForm: fc.constantFrom('NON_FULL_TIME', 'SELF_EMPLOYED', 'NEW_FORM'),
  ownIncome: fc.boolean(),
  inUnit: fc.boolean(),
  credit: fc.record({
    value: fc.constantFrom('GOOD', 'ADVERSE', 'NOT_CHECKED'),
    asOf: fc.constant('2026-01-05'),
    selfDeclared: fc.boolean(),
    source: fc.constant('人民银行征信系统'),
  }),
});
const runs = { numRuns: 1_000 };
const onDay = '2026-10-01';
const eligibleOn = (who: Applicant, on: CivilDate, where: '652300' | '330500') =>
  eligibility(who, on, policyOn(where, on)).eligible;
const suitable = (birthDate: CivilDate, sex: 'MALE' | 'FEMALE'): Applicant => ({
  ...{ birthDate, sex, documentKind: 'RESIDENT_CARD', employmentForm: 'NEW_FORM', ownIncome: true, inUnit: false },
  credit: { value: 'GOOD', asOf: '2026-01-05', selfDeclared: false, source: '人民银行征信系统' },
});

describe('eligibility', () => {
  test('CJ-01 HZ-01 is one stretch of days: who is eligible on two days is so on every day between', () => {
    const days = fc.tuple(day('2025-01-01', 3_000), day('2025-01-01', 3_000), day('2025-01-01', 3_000));
    fc.assert(
      fc.property(applicant, days, city, (who, [...some], where) => {
        const [first, between, last] = some.sort() as [CivilDate, CivilDate, CivilDate];
        if (!eligibleOn(who, first, where) || !eligibleOn(who, last, where)) return;
        expect(eligibleOn(who, between, where)).toBe(true);
      }),
      runs,
    );
  });

  test('CJ-01 HZ-01 begins on the 16th birthday and ends before the day of retirement, whoever it is and wherever', () => {
    const born = day('2009-01-01', 2_000);
    fc.assert(
      fc.property(born, fc.constantFrom('MALE' as const, 'FEMALE' as const), city, (birthDate, sex, where) => {
        const sixteen = addYears(birthDate, 16);
        expect(eligibleOn(suitable(birthDate, sex), sixteen, where)).toBe(true);
        expect(eligibleOn(suitable(birthDate, sex), addDays(sixteen, -1), where)).toBe(false);
      }),
      runs,
    );
    const older = day('1972-01-01', 4_000);
    fc.assert(
      fc.property(older, fc.constantFrom('MALE' as const, 'FEMALE' as const), city, (birthDate, sex, where) => {
        const { retirementOn } = retirement(birthDate, retirementCategory(sex, national), national);
        expect(eligibleOn(suitable(birthDate, sex), addDays(retirementOn, -1), where)).toBe(true);
        expect(eligibleOn(suitable(birthDate, sex), retirementOn, where)).toBe(false);
      }),
      runs,
    );
  });

  test.each([
    ['CJ-01 born on 29 February: the 16th year has one too', '2012-02-29', '2028-02-29'],
    ['CJ-01 born on 28 February', '2010-02-28', '2026-02-28'],
    ['CJ-01 born on the last day of a year', '2009-12-31', '2025-12-31'],
    ['CJ-01 born on the first day of a year', '2010-01-01', '2026-01-01'],
  ])('%s', (_, birthDate, sixteen) => {
    expect(eligibleOn(suitable(birthDate, 'MALE'), sixteen, '652300')).toBe(true);
    expect(eligibleOn(suitable(birthDate, 'MALE'), addDays(sixteen, -1), '652300')).toBe(false);
  });

  test.each([
    ['CJ-01 a man born on 31 December retires on the last day of a shorter month', 'M60', '1966-12-31', '2027-06-30'],
    ['CJ-01 a woman at 55 born on 31 March', 'F55', '1971-03-31', '2026-07-31'],
    ['CJ-01 a woman at 50 born on 29 February', 'F50', '1976-02-29', '2026-09-29'],
  ] as const)('%s', (_, category, birthDate, retirementOn) => {
    expect(retirement(birthDate, category, national).retirementOn).toBe(retirementOn);
  });

  test('CJ-01 the category of women in flexible employment is a figure of policy, and decides', () => {
    const other = { value: 'F50' } as typeof national.retirement.flexibleWomen;
    const changed = { ...national, retirement: { ...national.retirement, flexibleWomen: other } };
    expect(retirementCategory('FEMALE', national)).toBe('F55');
    expect(retirementCategory('FEMALE', changed)).toBe('F50');
    expect(retirementCategory('MALE', changed)).toBe('M60');
  });

  test('CJ-01…04 HZ-01 asks every condition of everybody, in one order, and is their conjunction', () => {
    const asked = (who: Applicant, where: '652300' | '330500') =>
      eligibility(who, onDay, policyOn(where, onDay)).conditions.map(({ clause }) => clause);
    fc.assert(
      fc.property(applicant, applicant, city, (who, another, where) => {
        expect(asked(who, where)).toEqual(asked(another, where));
        const { conditions, eligible } = eligibility(who, onDay, policyOn(where, onDay));
        expect(eligible).toBe(conditions.every(({ met }) => met));
        expect(eligible).toBe([...conditions].reverse().every(({ met }) => met));
      }),
      runs,
    );
  });

  test('CJ-01…04 one fact decides over its own conditions alone: what is good of somebody never spoils another', () => {
    fc.assert(
      fc.property(applicant, city, (who, where) => {
        const met = (given: Applicant) =>
          eligibility(given, onDay, policyOn(where, onDay)).conditions.map((condition) => condition.met);
        const before = met(who);
        const better: Applicant[] = [
          { ...who, inUnit: false },
          { ...who, ownIncome: true },
          { ...who, credit: { ...who.credit, value: 'GOOD' } },
        ];
        for (const each of better) met(each).forEach((now, at) => void expect(now || !before[at]).toBe(true));
      }),
      runs,
    );
  });

  test('CJ-01 the same facts on the same day have the same answer for ever, with the figures it used', () => {
    fc.assert(
      fc.property(applicant, city, (who, where) => {
        const first = eligibility(who, onDay, policyOn(where, onDay));
        expect(eligibility(structuredClone(who), onDay, policyOn(where, onDay))).toEqual(first);
        expect(first.policy.every(({ name, from, reference }) => name && from <= onDay && reference)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the states of an application', () => {
  const states: ApplicationStatus[] = [
    ...(['AWAITING_VERIFICATION', 'AWAITING_PLATFORM', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'] as const),
  ];

  test('CJ-23 go forward only: nothing is come back to, and what is decided or has ended stays', () => {
    const reach = (from: ApplicationStatus, seen: readonly ApplicationStatus[] = []): void => {
      expect(seen).not.toContain(from);
      for (const to of states.filter((each) => mayBecome(from, each))) reach(to, [...seen, from]);
    };
    reach('AWAITING_VERIFICATION');
    for (const ended of ['APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'] as const) expect(isWaiting(ended)).toBe(false);
  });
});

describe('the answers of the national platform', () => {
  test('CJ-08 say the same in whichever order they come, and once there are two that disagree it stays so', () => {
    const answer = fc.record({
      centre: fc.constantFrom(null, '652300000000000', '650100000000000', '330100000000000'),
      asOf: day('2026-09-01', 30),
    });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 6 }), answer, (answers, more) => {
        const verdict = platformVerdict(answers, '652300000000000');
        expect(platformVerdict([...answers].reverse(), '652300000000000')).toBe(verdict);
        const after = platformVerdict([more, ...answers], '652300000000000');
        if (verdict === 'CONTRADICTED') expect(after).toBe('CONTRADICTED');
        if (verdict === 'OTHER_ACCOUNT') expect(after).not.toBe('CLEAR');
      }),
      runs,
    );
  });
});
