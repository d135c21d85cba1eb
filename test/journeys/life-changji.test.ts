import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Agency,
  accountOf,
  agency,
  apply,
  collect,
  confirm,
  declaration,
  endMonth,
  live,
  mine,
  newKey,
  sign,
  trusted,
} from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// One life in Changji, from the application on 6 January 2025 to the account of 1 August 2026. Every amount is worked
// out by hand beside where it is expected; nothing here is computed by the code that is tested.

const number = identityNumber('1994-05-17', 'FEMALE');
/** Months in which the debit account is empty. */
const poor = new Set(['2026-03', '2026-04', '2026-05', '2026-06']);

let stack: TestStack;
let centre: Agency;
let hr: Agency;
let self: Agency;
let memberId: string;
let verificationId: string;
let firstAgreement: { id: string; number: string };

beforeAll(async () => {
  stack = await startTestStack('2025-01-06', { pays: (_, on) => !poor.has(on.slice(0, 7)), repays: () => true });
  centre = agency(stack, 'centre-changji');
  hr = agency(stack, 'hr-bureau-changji');
});
afterAll(() => stack?.stop());

describe('joining', () => {
  it('CJ-01 CJ-02 CJ-03 CJ-04 an application tells every condition, met, with its clause', async () => {
    const application = await apply(centre, {
      city: 'CHANGJI',
      identityNumber: number,
      industryCode: 'LOGISTICS',
      categories: [{ kind: 'VETERAN', evidenceReference: 'TY-2024-118' }],
    });
    memberId = application.member.id;
    verificationId = application.verificationId!;
    self = agency(stack, 'member-demo', memberId);
    expect(application).toMatchObject({ status: 'AWAITING_VERIFICATION', refusalReason: null });
    expect(application.eligibility.conditions.map(({ clause, met }) => [clause, met])).toEqual([
      ['CJ-01', true],
      ['CJ-01', true],
      ['CJ-02', true],
      ['CJ-03', true],
      ['CJ-03', true],
      ['CJ-04', true],
      ['CJ-04', true],
    ]);
    // A woman born in May 1994 would be 55 in May 2049, long after the delay has reached its cap of 36 months.
    expect(application.eligibility).toMatchObject({
      eligible: true,
      decidedOn: '2025-01-06',
      retirementOn: '2052-05-17',
    });
  });

  it('AG-02 CJ-23 the HR bureau finds the applicant in its queue, and nobody signs before it has decided', async () => {
    const queue = await hr.ask(trusted('hr-bureau/pending-verifications'), { first: 10 });
    expect(queue).toMatchObject({
      pendingVerifications: {
        totalCount: 1,
        edges: [
          {
            node: {
              id: verificationId,
              city: 'CHANGJI',
              appliedOn: '2025-01-06',
              applicantName: '马晓燕',
              identityNumber: number,
              employmentForm: 'NEW_FORM',
              industry: { code: 'LOGISTICS', name: '仓储物流' },
              employedSince: '2023-03-01',
            },
          },
        ],
      },
    });
    const input = {
      memberId,
      base: '6123.45',
      ratio: '17%',
      mode: 'MONTHLY',
      debitAccount: '622200001234567890',
      idempotencyKey: newKey(),
    };
    const early = await centre.refused(trusted('centre/sign-agreement'), { input });
    expect(early).toMatchObject({ code: 'NOT_APPROVED', clause: 'CJ-23' });
  });

  it('CJ-23 a confirmation approves the application and holds for a second question by number', async () => {
    stack.clock.set('2025-01-08');
    await confirm(stack, hr, verificationId);
    const standing = await hr.ask(trusted('hr-bureau/employment-standing'), { identityNumber: number });
    expect(standing).toMatchObject({
      employmentStanding: { state: 'CONFIRMED', verifiedOn: '2025-01-08', validUntil: '2027-12-31' },
    });
    const again = await centre.refused(trusted('centre/apply-to-join'), {
      input: declaration({ city: 'CHANGJI', identityNumber: number }),
    });
    expect(again).toMatchObject({ code: 'APPLICATION_EXISTS', clause: 'CJ-08' });
  });

  it('CJ-05 CJ-07 the member signs by herself: 6123.45 × 17 % = 1040.9865, half-up 1040.99 a month', async () => {
    stack.clock.set('2025-01-10');
    firstAgreement = await sign(self, { memberId, base: '6123.45', ratio: '17%' });
    expect(firstAgreement).toMatchObject({
      status: 'ACTIVE',
      signedOn: '2025-01-10',
      firstMonth: '2025-01',
      monthlyAmount: '1040.99',
    });
    expect(await accountOf(self)).toMatchObject({ balance: '0.00', statusCode: '01' });
  });
});

describe('paying', () => {
  it('CJ-07 is debited on the 20th, and CJ-09 earns from the day of deposit to 30 June', async () => {
    await live(stack, '2025-01', '2025-05');
    expect((await accountOf(self)).balance).toBe('5204.95'); // 5 × 1040.99
    await collect(stack, '2025-06');
    await endMonth(stack, '2025-06');
    // Days from the 20th, that day counted, up to 29 June: January 161, February 130, March 102, April 71, May 41,
    // June 10, in all 515. 积数 1040.99 × 515 = 536,109.85; × 1.5 % ÷ 360 = ÷ 24,000 = 22.3379…, half-up 22.34.
    expect((await accountOf(self, '2025-06-30')).booked).toEqual([['09', 'INTEREST', '22.34']]);
  });

  it('CJ-16 a veteran’s six full months January to June bring 100.00, credited in July', async () => {
    const { subsidyAwards, account } = await mine(self);
    expect(subsidyAwards).toEqual([
      {
        clause: 'CJ-16',
        amount: '100.00',
        month: '2025-06',
        status: 'CREDITED',
        payOn: '2025-07-01',
        creditedOn: '2025-07-01',
      },
    ]);
    // 6 × 1040.99 = 6245.94; with interest 22.34 and subsidy 100.00.
    expect(account?.balance).toBe('6368.28');
  });

  it('CJ-06 base and ratio change once in July, from July: 7000.10 × 17 % = 1190.017, half-up 1190.02', async () => {
    stack.clock.set('2025-07-10');
    const change = `mutation ($input: ChangePlanInput!) { changePlan(input: $input) { id base ratio monthlyAmount } }`;
    const input = { memberId, base: '7000.10', ratio: '17%', idempotencyKey: newKey() };
    const changed = { id: firstAgreement.id, base: '7000.10', ratio: '17%', monthlyAmount: '1190.02' };
    expect(await self.ask(change, { input })).toEqual({ changePlan: changed });
    const twice = await self.refused(change, { input: { ...input, idempotencyKey: newKey() } });
    expect(twice).toMatchObject({ code: 'CHANGE_ALREADY_MADE', clause: 'CJ-06', nextAllowed: '2026-07-01' });
    await live(stack, '2025-07', '2025-07');
    stack.clock.set('2025-08-05');
    const late = await self.refused(change, { input: { ...input, idempotencyKey: newKey() } });
    expect(late).toMatchObject({ code: 'CHANGE_NOT_IN_JULY', clause: 'CJ-06', nextAllowed: '2026-07-01' });
  });

  it('CJ-15 twelve full months bring 0.5 % of what was paid in them, credited in the next', async () => {
    await live(stack, '2025-08', '2025-11');
    expect((await mine(self)).subsidyAwards).toHaveLength(1);
    await live(stack, '2025-12', '2025-12');
    // 6 × 1040.99 + 6 × 1190.02 = 6245.94 + 7140.12 = 13,386.06; × 0.5 % = 66.9303, half-up 66.93.
    const { subsidyAwards, account, streak } = await mine(self);
    const award = { clause: 'CJ-15', amount: '66.93', month: '2025-12', status: 'CREDITED', payOn: '2026-01-01' };
    expect(subsidyAwards).toMatchObject([{ ...award, creditedOn: '2026-01-01' }, { clause: 'CJ-16' }]);
    expect(streak).toEqual({ continuousFullMonths: 12, throughMonth: '2025-12', fundsUsed: false });
    // 13,386.06 + 22.34 + 100.00 + 66.93.
    expect(account?.balance).toBe('13575.33');
  });
});

describe('stopping and coming back', () => {
  it('CJ-11 three unpaid months are borne, the fourth ends the agreement', async () => {
    await live(stack, '2026-01', '2026-05');
    const borne = await mine(self);
    expect(borne.account?.agreement).toMatchObject({ status: 'ACTIVE', paidThrough: '2026-02' });
    expect(borne.streak).toMatchObject({ continuousFullMonths: 0, throughMonth: '2026-05' });
    await live(stack, '2026-06', '2026-06');
    const { account } = await mine(self);
    expect(account?.agreement).toMatchObject({ id: firstAgreement.id, status: 'LAPSED', endedOn: '2026-06-30' });
    expect(account?.statusCode).toBe('02');
  });

  it('CJ-09 the second year’s interest counts what was carried forward, paid and given, each from its day', async () => {
    const account = await accountOf(self, '2026-06-30');
    // Carried forward on 30 June 2025: 6245.94 + 22.34 = 6268.28, 365 days:  2,287,922.20
    // CJ-16 on 1 July 2025: 100.00, 364 days:                                   36,400.00
    // 1190.02 on the 20th of July 2025 … February 2026, lying
    //   345 + 314 + 283 + 253 + 222 + 192 + 161 + 130 = 1,900 days:          2,261,038.00
    // CJ-15 on 1 January 2026: 66.93, 180 days:                                 12,047.40
    // 积数 4,597,407.60 ÷ 24,000 = 191.5586…, half-up 191.56.
    expect(account.booked).toEqual([['09', 'INTEREST', '191.56']]);
    // 6268.28 + 100.00 + 8 × 1190.02 + 66.93 + 191.56.
    expect(account?.balance).toBe('16146.93');
  });

  it('CJ-12 she signs anew from the month of signing, and what was missed can never be paid', async () => {
    stack.clock.set('2026-07-06');
    const agreement = await sign(centre, { memberId, base: '8000.00', ratio: '12%' });
    expect(agreement).toMatchObject({ status: 'ACTIVE', firstMonth: '2026-07', monthlyAmount: '960.00' });
    expect(agreement.number).not.toBe(firstAgreement.number);
    const contribute = 'mutation ($input: ContributeInput!) { contribute(input: $input) { months } }';
    for (const month of ['2026-03', '2026-06']) {
      const input = { memberId, month, amount: '960.00', idempotencyKey: newKey() };
      const refused = await centre.refused(contribute, { input });
      expect(refused).toMatchObject({ code: 'BACK_PAYMENT_REFUSED', clause: 'CJ-12', field: 'month' });
    }
  });

  it('CJ-12 the run of full months begins anew, and the account is right to the fen', async () => {
    await live(stack, '2026-07', '2026-07');
    const { account, streak, subsidyAwards } = await mine(self);
    expect(streak).toEqual({ continuousFullMonths: 1, throughMonth: '2026-07', fundsUsed: false });
    expect(subsidyAwards).toHaveLength(2);
    // Paid 6 × 1040.99 + 8 × 1190.02 + 960.00; given 100.00 + 66.93; earned 22.34 + 191.56.
    expect(account?.segments).toEqual(
      expect.arrayContaining([
        { segment: 'FLEXIBLE', balance: '16726.10' },
        { segment: 'SUBSIDY', balance: '166.93' },
        { segment: 'INTEREST', balance: '213.90' },
      ]),
    );
    expect(account?.balance).toBe('17106.93');
    expect(account?.statusCode).toBe('01');
  });
});
