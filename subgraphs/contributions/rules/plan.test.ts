import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { sumFen, yuan, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type CityCode, policyOn } from '#policy/policy.ts';
import { debitDate, duesCovered, periodEnd } from './dues.ts';
import { standingAtMonthEnd } from './lapse.ts';
import { monthlyAmount, planDemonstrationFigures } from './monthly-amount.ts';
import type { PaymentMode } from './payment-mode.ts';
import { changeAppliesFrom, mayChangePlan } from './plan-change.ts';

type Case = {
  name: string;
  given: { city: CityCode; on: string; base: string; ratio: string; mode?: PaymentMode };
  expect: { monthly?: string; refused?: string; field?: string; clause?: string; rule?: string };
};

const source = readFileSync(new URL('plan.cases.yaml', import.meta.url), 'utf8');
const cases = parse(source, { schema: 'failsafe' }) as Case[];
const changji = policyOn('652300', '2026-07-15');

function told(work: () => unknown): object {
  try {
    return { answer: work() ?? null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.code, ...error.detail };
  }
}

describe('the monthly amount', () => {
  it.each(cases)('$name', ({ given, expect: expected }) => {
    const { city, on, base, ratio, mode = 'MONTHLY' } = given;
    const answer = told(() => monthlyAmount(policyOn(city, on), { base: yuan(base), ratio, mode }));
    expect(answer).toMatchObject(expected.monthly ? { answer: yuan(expected.monthly) } : expected);
  });

  it('CJ-05 names the figures that nobody has published', () => {
    expect(planDemonstrationFigures(changji)).toEqual(
      expect.arrayContaining(['contribution.base', 'contribution.rounding', 'contribution.debitDay']),
    );
    expect(planDemonstrationFigures(changji)).not.toContain('contribution.ratio');
  });
});

describe('CJ-06 changing the plan', () => {
  const ask = (today: string, changesThisYear: number) =>
    told(() => mayChangePlan(policyOn('652300', today), { today, changesThisYear }));

  it('is for July only', () => {
    expect(ask('2026-06-30', 0)).toMatchObject({ refused: 'CHANGE_NOT_IN_JULY', nextAllowed: '2026-07-01' });
    expect(ask('2026-07-01', 0)).toEqual({ answer: null });
    expect(ask('2026-07-31', 0)).toEqual({ answer: null });
    expect(ask('2026-08-01', 0)).toMatchObject({ refused: 'CHANGE_NOT_IN_JULY', nextAllowed: '2027-07-01' });
  });

  it('is possible once', () => {
    expect(ask('2026-07-31', 1)).toMatchObject({ refused: 'CHANGE_ALREADY_MADE', nextAllowed: '2027-07-01' });
  });

  it('applies from this month, or after the last month already paid', () => {
    expect(changeAppliesFrom('2026-07-15', null)).toBe('2026-07');
    expect(changeAppliesFrom('2026-07-15', '2026-05')).toBe('2026-07');
    expect(changeAppliesFrom('2026-07-15', '2026-07')).toBe('2026-08');
    expect(changeAppliesFrom('2026-07-15', '2026-12')).toBe('2027-01');
  });
});

describe('CJ-07 what falls due', () => {
  it('is the month, the rest of the quarter or the rest of the year', () => {
    const ends = (month: string) => (['MONTHLY', 'QUARTERLY', 'YEARLY'] as const).map((mode) => periodEnd(mode, month));
    expect(ends('2026-01')).toEqual(['2026-01', '2026-03', '2026-12']);
    expect(ends('2026-06')).toEqual(['2026-06', '2026-06', '2026-12']);
    expect(ends('2026-11')).toEqual(['2026-11', '2026-12', '2026-12']);
    expect(ends('2026-12')).toEqual(['2026-12', '2026-12', '2026-12']);
  });

  it('is debited on the day that policy names', () => {
    expect(debitDate(changji, '2026-02')).toBe('2026-02-20');
  });

  it('is paid in whole months, to the fen', () => {
    const dues = ['2026-03', '2026-04', '2026-05'].map((month) => ({ month, fen: yuan('120.05') }));
    const pay = (amount: string) => told(() => duesCovered('652300', dues, yuan(amount)).map(({ month }) => month));
    expect(pay('240.10')).toEqual({ answer: ['2026-03', '2026-04'] });
    expect(pay('240.09')).toMatchObject({ refused: 'AMOUNT_OUT_OF_BOUNDS', rule: '120.05 or 240.10' });
    expect(pay('0')).toMatchObject({ refused: 'AMOUNT_OUT_OF_BOUNDS', rule: '120.05' });
    expect(pay('-120.05')).toMatchObject({ refused: 'AMOUNT_OUT_OF_BOUNDS', rule: '120.05' });
    expect(pay('480.20')).toMatchObject({ refused: 'LIMIT_EXCEEDED' });
  });

  it('adds up to the amount paid whenever that is accepted', () => {
    const due = fc.bigInt(1n, 900_000n).map((fen) => ({ month: '2026-03', fen }));
    fc.assert(
      fc.property(fc.array(due, { minLength: 1, maxLength: 24 }), fc.nat({ max: 23 }), (dues, n) => {
        const amount = sumFen(dues.slice(0, n + 1).map(({ fen }) => fen));
        expect(yuanText(sumFen(duesCovered('652300', dues, amount).map(({ fen }) => fen)))).toBe(yuanText(amount));
      }),
    );
  });
});

describe('CJ-11 standing at the end of a month', () => {
  const standing = (unpaidMonths: number, loanOutstanding = false) =>
    standingAtMonthEnd(changji, { unpaidMonths, loanOutstanding });

  it('is in force with three unpaid months and an exit with four', () => {
    expect([0, 3, 4, 5].map((months) => standing(months))).toEqual(['in-force', 'in-force', 'lapsed', 'lapsed']);
  });

  it('is a breach case instead when a loan is outstanding', () => {
    expect([3, 4].map((months) => standing(months, true))).toEqual(['in-force', 'breach']);
  });
});
