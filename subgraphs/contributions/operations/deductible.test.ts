import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan, yuanText } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { statementsOf } from '#test/statements.ts';
import { loadersOf } from '../resolvers/loaders.ts';
import { contribute } from './contribute.ts';
import { deductible } from './deductible.ts';

let register: Rehearsal;
let monthly: string;
let yearly: string;

beforeAll(async () => {
  register = await rehearse('2025-11-05');
  monthly = await register.approve('652300');
  await register.sign(monthly);
  register.clock.set('2026-01-04');
  yearly = await register.approve('330500');
  await register.sign(yearly, { base: yuan('20000'), mode: 'YEARLY', firstContribution: yuan('4000') });
  await register.live('2025-11', '2026-12');
});
afterAll(() => register?.close());

const ask = async (memberId: string, taxYear: number, averageIncome: bigint | null = null) =>
  (await deductible(register.context(), [{ memberId, averageIncome }], taxYear))[0];

describe('CJ-14 the deductible amount', () => {
  it('is capped at 12 % of the base over the months paid', async () => {
    // 2026: twelve months of 1,200.00; cap 12 % × 6,000.00 = 720.00 a month.
    const answer = await ask(monthly, 2026);
    expect(answer).toMatchObject({
      amount: yuan('8640'),
      contributed: yuan('14400'),
      cap: yuan('8640'),
      capRatio: '12%',
      ceilingBase: yuan('35071'),
      baseSource: 'CONTRIBUTION_BASE',
    });
    expect(answer!.months).toHaveLength(12);
    expect(answer!.months[0]).toMatchObject({ period: '2026-01', creditedOn: '2026-01-20', deductible: yuan('720') });
    expect(answer!.demonstrationFigures).toEqual(['national.tax.capRatio', 'tax.ceilingBase', 'national.tax.basis']);
    // 2025: November and December only.
    expect(await ask(monthly, 2025)).toMatchObject({ amount: yuan('1440'), contributed: yuan('2400') });
  });

  it('takes the income that the bureau knows in place of the base', async () => {
    const answer = await ask(monthly, 2026, yuan('4000'));
    expect(answer).toMatchObject({ amount: yuan('5760'), cap: yuan('5760'), baseSource: 'INCOME_AS_GIVEN' });
  });

  it('counts a year paid ahead by the day it was credited, with one cap for each month it covers', async () => {
    // 20,000.00 × 20 % = 4,000.00; caps 12 × 2,400.00.
    const answer = await ask(yearly, 2026);
    expect(answer).toMatchObject({ amount: yuan('28800'), contributed: yuan('48000'), ceilingBase: yuan('31436') });
    expect(new Set(answer!.months.map(({ creditedOn }) => creditedOn))).toEqual(new Set(['2026-01-04', '2026-01-20']));
    expect(answer!.basis.map(({ status }) => status)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('has twelve caps in a year at most, also when January is paid in December', async () => {
    register.clock.set('2027-01-01');
    const memberId = await register.approve('652300');
    await register.sign(memberId);
    register.clock.set('2027-01-20');
    await contribute(register.context(), {
      memberId,
      month: '2027-01',
      amount: yuan('1200'),
      idempotencyKey: randomUUID(),
    });
    // Twelve more months on 21 March: February 2027 to January 2028.
    register.clock.set('2027-03-21');
    await contribute(register.context(), {
      memberId,
      month: '2027-02',
      amount: yuan('14400'),
      idempotencyKey: randomUUID(),
    });
    const answer = await ask(memberId, 2027);
    expect(answer).toMatchObject({ amount: yuan('8640'), contributed: yuan('15600'), cap: yuan('8640') });
    expect(answer!.months.at(-1)).toMatchObject({ period: '2028-01', cap: 0n, deductible: 0n });
    register.clock.set('2028-12-31');
    // January has its cap in its own year; its amount was counted in the year before.
    expect(await ask(memberId, 2028)).toMatchObject({ amount: 0n, contributed: 0n, cap: yuan('720') });
    register.clock.set('2027-01-01');
  });

  it('CJ-14 takes no negative income', async () => {
    const asked = await refusal(ask(monthly, 2026, yuan('-0.01')));
    expect(asked).toMatchObject({ code: 'INVALID_INPUT', field: 'priorYearAverageMonthlyIncome' });
    expect(await ask(monthly, 2026, 0n)).toMatchObject({ amount: 0n, cap: 0n });
  });

  it('names the clause of the member’s own city', async () => {
    const clauses = async (memberId: string) => new Set((await ask(memberId, 2026))!.basis.map(({ clause }) => clause));
    expect(await clauses(monthly)).toEqual(new Set(['CJ-14']));
    expect(await clauses(yearly)).toEqual(new Set(['AG-01']));
  });

  it('is zero in a year without contributions and null for whoever is not approved', async () => {
    expect(await ask(yearly, 2025)).toMatchObject({ amount: 0n, months: [] });
    expect(await ask(randomUUID(), 2026)).toBeNull();
  });

  it('is refused for a year to come and for one that no figure covers', async () => {
    expect(await refusal(ask(monthly, 2028))).toMatchObject({ code: 'INVALID_INPUT', field: 'taxYear' });
    expect(await refusal(ask(monthly, 2010))).toMatchObject({ code: 'INVALID_INPUT', field: 'taxYear' });
  });

  it('is what the book says was credited for each month', async () => {
    const differing = await rows(
      register.database,
      `SELECT 1 FROM agreement a JOIN account acc ON acc.id = a.account_id JOIN period_due d ON d.agreement_id = a.id
       LEFT JOIN movement m ON m.to_account = acc.flexible AND m.period = d.month AND m.code = '01'
       WHERE d.paid_fen <> coalesce(m.fen, 0) OR d.filled_on IS DISTINCT FROM m.booked_on`,
    );
    expect(differing).toEqual([]);
  });

  it('AG-01 costs one statement for a thousand persons as for one', async () => {
    const thousand = Array.from({ length: 998 }, () => randomUUID());
    const count = async (members: string[]) => {
      const { deductions } = loadersOf(register.context());
      const sent = await statementsOf(register.database, async () => {
        const keys = members.map((memberId) => ({ memberId, averageIncome: null }));
        const answers = await Promise.all(keys.map((each) => deductions(2026).load(each)));
        expect(answers.map((answer) => answer && yuanText(answer.amount)).slice(0, 2)).toEqual(['8640.00', '28800.00']);
      });
      return sent.length;
    };
    expect(await count([monthly, yearly])).toBe(1);
    expect(await count([monthly, yearly, ...thousand])).toBe(1);
  });
});
