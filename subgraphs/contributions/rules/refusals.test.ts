import { describe, expect, it } from 'vitest';
import { Refusal } from '#kernel/refusal.ts';
import { type CityPolicy, policyOn } from '#policy/policy.ts';
import { deductionOf } from './deduction.ts';
import { duesCovered } from './dues.ts';
import { refuseIneligible } from './eligibility.ts';
import { monthlyAmount } from './monthly-amount.ts';
import { mayChangePlan } from './plan-change.ts';
import { letterNumber, otherCentre, otherLetter } from './transfer-letter.ts';

const changji = policyOn('652300', '2026-08-01');

/** What a work was refused with, whole: its code, its words and what it names. */
function refusalOf(work: () => unknown): object {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, message: error.message, ...error.detail };
    throw error;
  }
  throw new Error('It was not refused');
}

describe('a refusal of the contributions rules says what is refused, by which clause, and what may be done instead', () => {
  const member = { inUnit: false, retirementOn: '2026-09-01' };

  it('CJ-04 HZ-03 of whoever contributes through a unit', () => {
    const inUnit = { ...member, inUnit: true };
    const said = { code: 'NOT_ELIGIBLE', message: 'The member contributes through a unit' };
    expect(refusalOf(() => refuseIneligible('652300', inUnit, '2026-08-01'))).toEqual({ ...said, clause: 'CJ-04' });
    expect(refusalOf(() => refuseIneligible('330500', inUnit, '2026-08-01'))).toMatchObject(said);
  });

  it('CJ-01 from the day of retirement on, and not the day before', () => {
    expect(() => refuseIneligible('652300', member, '2026-08-31')).not.toThrow();
    const said = { code: 'NOT_ELIGIBLE', message: 'The member has reached statutory retirement age', clause: 'CJ-01' };
    for (const day of ['2026-09-01', '2026-09-02']) {
      expect(refusalOf(() => refuseIneligible('652300', member, day))).toEqual(said);
    }
  });

  it('CJ-07 of a way of paying that the city does not offer', () => {
    const monthlyOnly = Object.create(changji, {
      contribution: { value: Object.create(changji.contribution, { modes: { value: { value: ['monthly'] } } }) },
    }) as CityPolicy;
    const base = changji.contribution.base.value.minimum;
    const choice = { base, ratio: '20%', mode: 'YEARLY' } as const;
    expect(refusalOf(() => monthlyAmount(monthlyOnly, choice))).toEqual({
      code: 'INVALID_INPUT',
      message: 'The city does not offer this way of paying',
      field: 'mode',
      clause: 'CJ-05',
    });
    expect(monthlyAmount(changji, choice)).toBeGreaterThan(0n);
  });

  it('CJ-05 of a base or a ratio outside the bounds, with the bounds', () => {
    const { base, ratio } = changji.contribution;
    const within = { base: base.value.minimum, ratio: '20%', mode: 'MONTHLY' } as const;
    const low = refusalOf(() => monthlyAmount(changji, { ...within, base: base.value.minimum - 1n }));
    const steep = refusalOf(() => monthlyAmount(changji, { ...within, ratio: '99%' }));
    expect(low).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', field: 'base', clause: 'CJ-05' });
    expect(low).toMatchObject({
      message: expect.stringMatching(/^The base is outside what the city allows: \d+\.\d\d to /),
    });
    expect(steep).toMatchObject({
      message: expect.stringMatching(/^The ratio is outside what the city allows: whole percents, \d/),
    });
    expect(ratio.value.maximum).toBeDefined();
  });

  it('CJ-06 of a change outside July, and of a second one in it, with the day from which the next may be made', () => {
    const asked = (today: string, changesThisYear = 0) =>
      refusalOf(() => mayChangePlan(changji, { today, changesThisYear }));
    const early = { code: 'CHANGE_NOT_IN_JULY', message: 'Base and ratio change in July only, next on 2026-07-01' };
    expect(asked('2026-06-30')).toEqual({ ...early, clause: 'CJ-06', nextAllowed: '2026-07-01' });
    expect(asked('2026-08-01')).toMatchObject({ nextAllowed: '2027-07-01' });
    expect(asked('2026-07-31', 1)).toEqual({
      code: 'CHANGE_ALREADY_MADE',
      message: 'Base and ratio were changed this July, next on 2027-07-01',
      clause: 'CJ-06',
      nextAllowed: '2027-07-01',
    });
  });

  it('CJ-07 of an amount that is not whole months, with the nearest ones, and of one that is too much', () => {
    const unpaid = ['2026-08', '2026-09'].map((month) => ({ month, fen: 120_000n }));
    const paying = (amount: bigint) => refusalOf(() => duesCovered('652300', unpaid, amount));
    const found = { field: 'amount', clause: 'CJ-07' };
    const message = 'Whole months are paid: 1200.00 or 2400.00 yuan';
    expect(paying(120_001n)).toEqual({ code: 'AMOUNT_OUT_OF_BOUNDS', message, ...found, rule: '1200.00 or 2400.00' });
    expect(paying(1n)).toMatchObject({ message: 'Whole months are paid: 1200.00 yuan', rule: '1200.00' });
    expect(paying(240_001n)).toEqual({ code: 'LIMIT_EXCEEDED', message: 'At most 2400.00 yuan can be paid', ...found });
  });

  it('CJ-10 HZ-12 of a letter or a centre that cannot be one, and of a letter too many', () => {
    expect(letterNumber('652300', '2026-08-01', 9_999)).toBe('6523002608019999');
    const tooMany = { code: 'LIMIT_EXCEEDED', message: 'No more contact letters can be written today' };
    expect(refusalOf(() => letterNumber('652300', '2026-08-01', 10_000))).toEqual(tooMany);
    const notTheirs = { code: 'INVALID_INPUT', message: 'Not a contact letter number of that centre', field: 'letter' };
    expect(refusalOf(() => otherLetter('6501002608010001', '330500000000001'))).toEqual(notTheirs);
    const notAnother = { code: 'INVALID_INPUT', message: 'Not the code of another centre', field: 'centre' };
    expect(refusalOf(() => otherCentre('652300', '652300000000001'))).toMatchObject(notAnother);
    expect(refusalOf(() => otherCentre('652300', '652300000000001'))).toHaveProperty('clause');
  });

  it('CJ-14 of an income below nothing', () => {
    const figures = { basis: 'cash', ceilingBase: 1n, capRatio: changji.contribution.ratio.value.maximum } as const;
    const income = { paid: [], averageIncome: -1n };
    expect(refusalOf(() => deductionOf(figures, 2026, income))).toEqual({
      code: 'INVALID_INPUT',
      message: 'An income is not negative',
      field: 'priorYearAverageMonthlyIncome',
    });
    expect(deductionOf(figures, 2026, { paid: [], averageIncome: 0n })).toMatchObject({ amount: 0n });
  });
});
