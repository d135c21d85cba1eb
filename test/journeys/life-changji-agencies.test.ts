import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agency, agency, join, live, mine, newKey, trusted } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// What the tax bureau and the banks learn of two people in Changji: one who changes her plan in July and works in
// logistics, one who pays 600.00 a month all year in no key industry.

const number = identityNumber('1994-05-17', 'FEMALE');
const steadyNumber = identityNumber('1988-11-02');
const stranger = identityNumber('1990-01-01');

let stack: TestStack;
let tax: Agency;
let bank: Agency;
let self: Agency;
let steady: Agency;
let memberId: string;
let steadyId: string;

beforeAll(async () => {
  // She misses February 2026; he never misses.
  const pays = (account: string, on: string) => account.endsWith('2') || on < '2026-02';
  stack = await startTestStack('2025-01-06', { pays, repays: () => true });
  tax = agency(stack, 'tax-bureau-changji');
  bank = agency(stack, 'bank-a');
  const person = { identityNumber: number, industryCode: 'LOGISTICS' };
  memberId = await join(stack, 'changji', person, {
    base: '6123.45',
    ratio: '17%',
    debitAccount: '622200000000000001',
  });
  const him = { identityNumber: steadyNumber, name: '别克·努尔兰' };
  steadyId = await join(stack, 'changji', him, { base: '6000.00', ratio: '10%', debitAccount: '622200000000000002' });
  self = agency(stack, 'member-demo', memberId);
  steady = agency(stack, 'member-demo', steadyId);
});
afterAll(() => stack?.stop());

const consentTo = async (recipient: string, by: Agency, of: string, validUntil: string): Promise<string> => {
  const input = { memberId: of, recipient, purpose: 'GREEN_CHANNEL', validUntil, idempotencyKey: newKey() };
  const told = await by.ask<{ giveConsent: { id: string } }>(trusted('member/give-consent'), { input });
  return told.giveConsent.id;
};
const greenChannel = trusted('bank/green-channel');
const learn = (consent: string) => bank.ask<Record<string, unknown>>(greenChannel, { consent });

describe('the green channel', () => {
  let consent: string;
  let hers: string;

  it('CJ-17 a key industry opens the lowest tier after the first month, CJ-18 each reason with its clause', async () => {
    await live(stack, '2025-01', '2025-01');
    hers = await consentTo('bank-a', self, memberId, '2026-02-01');
    expect(await learn(hers)).toMatchObject({
      consentedMember: {
        greenChannel: {
          eligible: true,
          tier: 'C',
          reasons: [
            { clause: 'CJ-18', met: false },
            { clause: 'CJ-18', met: false },
            { clause: 'CJ-18', met: true },
            { clause: 'CJ-17', met: true },
            { clause: 'CJ-18', met: true },
            { clause: 'CJ-18', met: true },
          ],
          evidence: { continuousFullMonths: 1, keyIndustry: true, creditStanding: 'GOOD', overdue: false },
          asOf: '2025-02-01T02:00:00.000Z',
        },
      },
    });
    const his = await consentTo('bank-a', steady, steadyId, '2025-12-31');
    expect(await learn(his)).toMatchObject({ consentedMember: { greenChannel: { eligible: false, tier: null } } });
  });

  it('CJ-18 AG-03 five full months are too few without a key industry, six are enough and twelve are tier B', async () => {
    consent = await consentTo('bank-a', steady, steadyId, '2026-02-01');
    const tier = async () => (await learn(consent))['consentedMember'];
    await live(stack, '2025-02', '2025-05');
    expect(await tier()).toMatchObject({ greenChannel: { tier: null, evidence: { continuousFullMonths: 5 } } });
    await live(stack, '2025-06', '2025-06');
    expect(await tier()).toMatchObject({ greenChannel: { tier: 'C', evidence: { continuousFullMonths: 6 } } });
    stack.clock.set('2025-07-10');
    const change = 'mutation ($input: ChangePlanInput!) { changePlan(input: $input) { monthlyAmount } }';
    const input = { memberId, base: '7000.10', ratio: '17%', idempotencyKey: newKey() };
    expect(await self.ask(change, { input })).toEqual({ changePlan: { monthlyAmount: '1190.02' } });
    await live(stack, '2025-07', '2025-12');
    expect(await tier()).toMatchObject({ greenChannel: { tier: 'B', evidence: { continuousFullMonths: 12 } } });
  });

  it('CJ-15 his year of 12 × 600.00 = 7200.00 brings 0.5 %: 36.00', async () => {
    const { subsidyAwards } = await mine(steady);
    expect(subsidyAwards).toMatchObject([{ clause: 'CJ-15', amount: '36.00', creditedOn: '2026-01-01' }]);
  });

  it('AG-03 the bank learns neither name nor money, and another bank learns nothing by the same consent', async () => {
    for (const field of [
      'name',
      'identityNumberMasked',
      'account { balance }',
      'deduction(taxYear: 2025) { amount }',
    ]) {
      const refused = await bank.refused(`query ($c: ID!) { consentedMember(consent: $c) { ${field} } }`, {
        c: consent,
      });
      expect(refused.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
    const refused = await agency(stack, 'bank-b').refused(greenChannel, { consent });
    expect(refused).toEqual({ code: 'CONSENT_NOT_VALID', clause: 'AG-03', message: 'There is no valid consent' });
  });

  it('CJ-18 a consent that was withdrawn, has expired or never was is refused in the same words', async () => {
    const input = { consentId: consent, idempotencyKey: newKey() };
    expect(await steady.ask(trusted('member/withdraw-consent'), { input })).toMatchObject({
      withdrawConsent: { id: consent, status: 'WITHDRAWN', withdrawnAt: '2026-01-01T02:00:00.000Z' },
    });
    stack.clock.set('2026-02-01');
    expect(await learn(hers)).toMatchObject({ consentedMember: { greenChannel: { tier: 'B' } } });
    stack.clock.set('2026-02-02');
    const same = { code: 'CONSENT_NOT_VALID', clause: 'AG-03', message: 'There is no valid consent' };
    for (const each of [consent, hers, '00000000-0000-4000-8000-000000000009', 'no-consent-at-all']) {
      expect(await bank.refused(greenChannel, { consent: each })).toEqual(same);
    }
  });

  it('CJ-17 CJ-18 a missed month ends the run: only the key industry is left to her', async () => {
    await live(stack, '2026-01', '2026-02');
    const again = await consentTo('bank-a', self, memberId, '2026-06-30');
    const evidence = { continuousFullMonths: 0, keyIndustry: true };
    expect(await learn(again)).toMatchObject({ consentedMember: { greenChannel: { tier: 'C', evidence } } });
  });
});

describe('the tax bureau', () => {
  type Deduction = Record<string, unknown> & { months: Record<string, unknown>[]; demonstrationFigures: string[] };
  type Taxpayer = { found: boolean; deduction: Deduction | null };
  const inquire = (taxYear: number, ...inquiries: Record<string, unknown>[]) =>
    tax.ask<{ taxpayers: Taxpayer[] }>(trusted('tax-bureau/deductible-amounts'), { taxYear, inquiries });

  it('AG-01 CJ-14 is told 12 % of the base for each month, not what was paid above it', async () => {
    const { taxpayers } = await inquire(2025, { identityNumber: stranger }, { identityNumber: number });
    expect(taxpayers[0]).toMatchObject({ position: 0, found: false, name: null, deduction: null });
    // 6123.45 × 12 % = 734.814 → 734.81; 7000.10 × 12 % = 840.012 → 840.01; six months of each:
    // 4408.86 + 5040.06 = 9448.92, of 6 × 1040.99 + 6 × 1190.02 = 13,386.06 paid.
    const amounts = { amount: '9448.92', contributed: '13386.06', cap: '9448.92' };
    const figures = { capRatio: '12%', ceilingBase: '33000.00', baseSource: 'CONTRIBUTION_BASE' };
    const found = { position: 1, found: true, name: '马晓燕' };
    expect(taxpayers[1]).toMatchObject({ ...found, deduction: { ...amounts, ...figures } });
    const { months, demonstrationFigures } = taxpayers[1]!.deduction!;
    const month = (period: string, contributed: string, base: string, cap: string) => {
      return { period, contributed, creditedOn: `${period}-20`, base, cap, deductible: cap };
    };
    expect(months).toHaveLength(12);
    expect(months[5]).toEqual(month('2025-06', '1040.99', '6123.45', '734.81'));
    expect(months[6]).toEqual(month('2025-07', '1190.02', '7000.10', '840.01'));
    expect(demonstrationFigures).toContain('tax.ceilingBase');
  });

  it('CJ-14 counts what was paid where it is less than the cap', async () => {
    // 600.00 is 10 % of 6000.00, below 12 % = 720.00: 7200.00 paid, cap 12 × 720.00 = 8640.00.
    const { taxpayers } = await inquire(2025, { identityNumber: steadyNumber });
    const amounts = { amount: '7200.00', contributed: '7200.00', cap: '8640.00' };
    expect(taxpayers).toMatchObject([{ deduction: amounts }]);
  });

  it('CJ-14 AG-01 the income that the bureau knows takes the place of the base', async () => {
    // 5000.00 × 12 % = 600.00 a month, twelve months 7200.00.
    const income = { identityNumber: number, priorYearAverageMonthlyIncome: '5000.00' };
    const { taxpayers } = await inquire(2025, income);
    expect(taxpayers).toMatchObject([
      { priorYearAverageMonthlyIncome: '5000.00', deduction: { amount: '7200.00', baseSource: 'INCOME_AS_GIVEN' } },
    ]);
  });

  it('CJ-14 a month that was not paid is not deducted', async () => {
    // Of 2026 she has paid January only: 840.01 of 1190.02.
    const { taxpayers } = await inquire(2026, { identityNumber: number });
    expect(taxpayers).toMatchObject([{ deduction: { amount: '840.01', contributed: '1190.02' } }]);
    expect(taxpayers[0]!.deduction!.months).toHaveLength(1);
  });
});
