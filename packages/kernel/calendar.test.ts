import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  civilDate,
  civilMonth,
  dayNumber,
  daysBetween,
  firstDay,
  fromDayNumber,
  isCivilDate,
  isCivilMonth,
  lastDay,
  monthOf,
  monthsBetween,
  monthsFrom,
  nextMonth,
  yearOf,
} from './calendar.ts';
import { addSeconds, civilDateOf, isInstant } from './clock.ts';

const firstDayNumber = -719_162; // 0001-01-01
const lastDayNumber = 2_932_896; // 9999-12-31
const anyDate = fc.integer({ min: firstDayNumber, max: lastDayNumber }).map(fromDayNumber);
const dateThisAge = fc.integer({ min: dayNumber('1880-01-01'), max: dayNumber('2099-12-31') }).map(fromDayNumber);
/** The independent approach: the engine's own calendar, reached through the clock. */
const byEngine = (days: number): string => civilDateOf(addSeconds('1970-01-01T00:00:00.000Z', days * 86_400));
const lastByEngine = (month: string): number =>
  [31, 30, 29, 28].find((day) => isInstant(`${month}-${day}T00:00:00.000Z`))!;

describe('dates and months that exist', () => {
  it('knows leap days and month lengths', () => {
    for (const date of ['2024-02-29', '2000-02-29', '1988-02-29', '2026-12-31', '0001-01-01', '9999-12-31']) {
      expect(isCivilDate(date), date).toBe(true);
    }
    const wrong = ['1989-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '0000-01-01'];
    for (const text of [
      ...wrong,
      '2026-1-1',
      '20260101',
      '2026-01-01T',
      ' 2026-01-01',
      '2026-01-01\n',
      '２026-01-01',
    ]) {
      expect(isCivilDate(text), text).toBe(false);
      expect(() => civilDate(text)).toThrow(TypeError);
    }
    expect(isCivilMonth('2026-07')).toBe(true);
    for (const text of ['2026-7', '2026-13', '2026-00', '0000-01', '2026-07-01']) {
      expect(() => civilMonth(text), text).toThrow(TypeError);
    }
  });

  it('agrees with the calendar of the engine on every day of four centuries', () => {
    const start = dayNumber('1800-01-01');
    const wrong: number[] = [];
    for (let day = start; day <= dayNumber('2200-01-01'); day += 1) {
      const text = byEngine(day);
      if (fromDayNumber(day) !== text || dayNumber(text) !== day || !isCivilDate(text)) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  it('agrees with the engine over all years, and stops at their ends', () => {
    expect(fromDayNumber(firstDayNumber)).toBe('0001-01-01');
    expect(fromDayNumber(lastDayNumber)).toBe('9999-12-31');
    expect(() => fromDayNumber(firstDayNumber - 1)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => nextMonth('9999-12')).toThrow(RangeError);
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError);
    fc.assert(fc.property(anyDate, (date) => byEngine(dayNumber(date)) === date));
  });
});

describe('days', () => {
  it('counts the interest years of 365 and 366 days', () => {
    expect(daysBetween('2025-06-30', '2026-06-30')).toBe(365);
    expect(daysBetween('2023-06-30', '2024-06-30')).toBe(366);
    expect(daysBetween('2026-01-01', '2026-07-01')).toBe(181);
    expect(daysBetween('2026-07-01', '2026-06-30')).toBe(-1);
  });

  it('comes back after going forth', () => {
    fc.assert(
      fc.property(dateThisAge, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        const later = addDays(date, days);
        expect(daysBetween(date, later)).toBe(days);
        expect(addDays(later, -days)).toBe(date);
        expect(later > date).toBe(days > 0);
      }),
    );
  });
});

describe('months and years', () => {
  it('clamps to the end of a shorter month', () => {
    expect(addMonths('1966-12-31', 60 * 12 + 6)).toBe('2027-06-30');
    expect(addMonths('1981-08-31', 57 * 12 + 11)).toBe('2039-07-31');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2025-03-31', -1)).toBe('2025-02-28');
    expect(addYears('1988-02-29', 16)).toBe('2004-02-29');
    expect(addYears('1988-02-29', 17)).toBe('2005-02-28');
  });

  it('lands in the right month on the same day, or on its last day and no other', () => {
    fc.assert(
      fc.property(dateThisAge, fc.integer({ min: -900, max: 900 }), (date, months) => {
        const result = addMonths(date, months);
        expect(isCivilDate(result)).toBe(true);
        expect(monthsBetween(monthOf(date), monthOf(result))).toBe(months);
        expect(Number(result.slice(8))).toBe(Math.min(Number(date.slice(8)), lastByEngine(monthOf(result))));
      }),
    );
  });

  it('lists months with both ends', () => {
    expect(monthsFrom('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsFrom('2026-02', '2026-02')).toEqual(['2026-02']);
    expect(monthsFrom('2026-03', '2026-02')).toEqual([]);
    expect(nextMonth('2026-12')).toBe('2027-01');
    expect(nextMonth('2026-01', -1)).toBe('2025-12');
    expect(nextMonth('2026-03', -15)).toBe('2024-12');
    expect(monthsBetween('2026-03', '2026-07')).toBe(4);
  });

  it('gives the first and the last day of a month', () => {
    expect([firstDay('2024-02'), lastDay('2024-02'), lastDay('2026-06')]).toEqual([
      '2024-02-01',
      '2024-02-29',
      '2026-06-30',
    ]);
    fc.assert(
      fc.property(dateThisAge, (date) => addDays(lastDay(monthOf(date)), 1) === firstDay(nextMonth(monthOf(date)))),
    );
    expect(yearOf('2026-06')).toBe(2026);
    expect(() => yearOf('2026')).toThrow(TypeError);
  });
});

describe('age', () => {
  it('turns on the birthday, and on 28 February for a leap day in a common year', () => {
    expect(ageOn('2010-07-02', '2026-07-01')).toBe(15);
    expect(ageOn('2010-07-01', '2026-07-01')).toBe(16);
    expect(ageOn('1988-02-29', '2005-02-27')).toBe(16);
    expect(ageOn('1988-02-29', '2005-02-28')).toBe(17);
    expect(ageOn('2026-07-01', '2026-07-01')).toBe(0);
    expect(() => ageOn('2026-07-02', '2026-07-01')).toThrow(RangeError);
  });

  it('is at least n exactly from the nth birthday on', () => {
    fc.assert(
      fc.property(dateThisAge, dateThisAge, fc.integer({ min: 0, max: 110 }), (a, b, years) => {
        const [birth, on] = a <= b ? [a, b] : [b, a];
        expect(ageOn(birth, on) >= years).toBe(on >= addYears(birth, years));
      }),
    );
  });

  it('repeats no input in its errors', () => {
    expect(() => civilDate('1989-02-29')).toThrow(/^(?!.*1989)/);
    expect(() => ageOn('2026-07-02', '2026-07-01')).toThrow(/^(?!.*2026)/);
  });
});
