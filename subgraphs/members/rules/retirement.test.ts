import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addDays, addYears, monthOf, monthsBetween } from '#kernel/calendar.ts';
import { policyOn } from '#policy/policy.ts';
import { type RetirementCategory, retirement, retirementCategory } from './retirement.ts';

type Case = {
  name: string;
  category: RetirementCategory;
  born: string;
  on?: string;
  delay: string;
  retires: string;
};
type Vector = { birth: string; cat: RetirementCategory; delayMonths: number; retireDate: string };

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const cases = parse(read('retirement.cases.yaml'), { schema: 'failsafe' }) as Case[];
const vectors = (JSON.parse(read('../../../test/vectors/vectors.json')) as { retirement: Vector[] }).retirement;
const nationalOn = (date: string) => policyOn('652300', date).national;
const today = nationalOn('2026-10-01');

describe('statutory retirement', () => {
  test.each(cases)('$name', ({ category, born, on, delay, retires }) => {
    const answer = retirement(born, category, on ? nationalOn(on) : today);
    expect(answer).toEqual({ delayMonths: Number(delay), retirementOn: retires });
  });

  test.each(vectors)('CJ-01 the published vector $cat born $birth', ({ birth, cat, delayMonths, retireDate }) => {
    expect(retirement(birth, cat, today)).toEqual({ delayMonths, retirementOn: retireDate });
  });

  test('CJ-01 women in flexible employment have the category that policy names', () => {
    expect(retirementCategory('MALE', today)).toBe('M60');
    expect(retirementCategory('FEMALE', today)).toBe(today.retirement.flexibleWomen.value);
  });

  test('CJ-01 whoever is born later never retires earlier, and nobody is delayed beyond the cap', () => {
    const birth = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1955-01-01', days));
    const category = fc.constantFrom<RetirementCategory>('M60', 'F55', 'F50');
    const property = fc.property(birth, fc.integer({ min: 1, max: 400 }), category, (born, later, kind) => {
      const { baseAge, capMonths } = today.retirement[kind].value;
      const [first, second] = [retirement(born, kind, today), retirement(addDays(born, later), kind, today)];
      expect(
        second.retirementOn >= first.retirementOn || monthOf(second.retirementOn) >= monthOf(first.retirementOn),
      ).toBe(true);
      const delay = monthsBetween(monthOf(addYears(born, baseAge)), monthOf(first.retirementOn));
      expect(delay).toBe(first.delayMonths);
      expect(delay).toBeLessThanOrEqual(capMonths);
    });
    fc.assert(property);
  });
});
