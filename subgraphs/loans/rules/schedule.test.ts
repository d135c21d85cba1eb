import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { rate, sumFen, yuan, yuanText } from '#kernel/money.ts';
import { type RepaymentMethod, schedule, type Terms } from './schedule.ts';

type Case = {
  name: string;
  given: { principal: string; rate: string; months: string; method: RepaymentMethod; disbursed: string };
  expect: { first: Line; last?: Line; second?: Line };
};
type Line = { due?: string; principal?: string; interest?: string; total?: string };

const source = readFileSync(new URL('schedule.cases.yaml', import.meta.url), 'utf8');
const cases = parse(source, { schema: 'failsafe' }) as Case[];

describe('a repayment plan', () => {
  it.each(cases)('$name', ({ given, expect: expected }) => {
    const plan = schedule({
      principal: yuan(given.principal),
      annualRate: rate(given.rate),
      months: Number(given.months),
      method: given.method,
      disbursedOn: given.disbursed,
    });
    const told = plan.map(({ dueOn, principal, interest }) => ({
      due: dueOn,
      principal: yuanText(principal),
      interest: yuanText(interest),
      total: yuanText(principal + interest),
    }));
    expect(told[0]).toMatchObject(expected.first);
    if (expected.second) expect(told[1]).toMatchObject(expected.second);
    if (expected.last) expect(told.at(-1)).toMatchObject(expected.last);
  });

  const terms = fc.record<Terms>({
    principal: fc.bigInt({ min: 1n, max: 120_000_000n }),
    annualRate: fc.constantFrom('0%', '2.1%', '2.6%', '3.075%').map(rate),
    months: fc.integer({ min: 1, max: 360 }),
    method: fc.constantFrom('EQUAL_INSTALMENT', 'EQUAL_PRINCIPAL'),
    disbursedOn: fc.constantFrom('2026-01-31', '2026-07-10'),
  });

  it('repays exactly the principal, month by month, and never a negative amount', () => {
    fc.assert(
      fc.property(terms, (given) => {
        const plan = schedule(given);
        expect(plan).toHaveLength(given.months);
        expect(sumFen(plan.map(({ principal }) => principal))).toBe(given.principal);
        expect(plan.every(({ principal, interest }) => principal >= 0n && interest >= 0n)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('等额本金 leaves the last month at least as much principal as any other, so that no month is empty', () => {
    fc.assert(
      fc.property(terms, (given) => {
        const principals = schedule({ ...given, method: 'EQUAL_PRINCIPAL' }).map(({ principal }) => principal);
        expect(principals.every((fen) => fen <= principals.at(-1)!)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('asks less interest every month than the month before, or the same', () => {
    fc.assert(
      fc.property(terms, (given) => {
        const interest = schedule(given).map((planned) => planned.interest);
        expect(interest.every((fen, month) => month === 0 || fen <= interest[month - 1]!)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
