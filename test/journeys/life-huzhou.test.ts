import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInstalments } from '#loans/jobs/instalments.ts';
import {
  type Agency,
  accountOf,
  agency,
  apply,
  collect,
  confirm,
  endMonth,
  live,
  mine,
  newKey,
  sign,
  trusted,
} from '#test/agencies.ts';
import { approving, decideDocument, lend, officer, reviewed } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// One life in Huzhou, from the application on 2 September 2025 to a loan and the summer after it. Every amount is worked
// out by hand beside where it is expected.

const number = identityNumber('1993-04-09');

let stack: TestStack;
let centre: Agency;
let hr: Agency;
let self: Agency;
let memberId: string;
let verificationId: string | null;

beforeAll(async () => {
  stack = await startTestStack('2025-09-02', { pays: () => true, repays: (_, on) => on !== '2026-06-10' });
  centre = agency(stack, 'centre-huzhou');
  hr = agency(stack, 'hr-bureau-huzhou');
});
afterAll(() => stack?.stop());

const withdrawal = `mutation ($input: WithdrawInput!) {
  withdraw(input: $input) { status amount requestedOn decideBy resolvedOn } }`;
const withdraw = (amount: string) => ({ input: { memberId, amount, reasonCode: '99', idempotencyKey: newKey() } });

describe('opening', () => {
  it('HZ-01 an application in Huzhou is judged by Huzhou’s clauses, which do not ask for credit', async () => {
    const application = await apply(centre, {
      city: 'HUZHOU',
      name: '沈建国',
      identityNumber: number,
      employmentForm: 'SELF_EMPLOYED',
      creditStanding: { value: 'NOT_CHECKED', source: '人民银行征信系统', asOf: '2025-09-01' },
      categories: [{ kind: 'VETERAN', evidenceReference: 'TY-2025-007' }],
    });
    memberId = application.member.id;
    verificationId = application.verificationId;
    self = agency(stack, 'member-demo', memberId);
    const { eligible, conditions, retirementOn } = application.eligibility;
    expect(conditions.map(({ clause }) => clause)).toEqual(['HZ-01', 'HZ-01', 'HZ-01', 'HZ-01', 'HZ-01', 'HZ-03']);
    // A man born in April 1993 is 60 in April 2053; the delay has long reached its cap of 36 months.
    expect({ eligible, retirementOn }).toEqual({ eligible: true, retirementOn: '2056-04-09' });
  });

  it('AG-02 CJ-23 the other city’s bureau neither sees nor decides him; his own confirms', async () => {
    const changji = agency(stack, 'hr-bureau-changji');
    const queue = await changji.ask(trusted('hr-bureau/pending-verifications'), { first: 10 });
    expect(queue).toMatchObject({ pendingVerifications: { totalCount: 0, edges: [] } });
    const decision = { decision: 'CONFIRM', evidenceReference: 'HR-1', validUntil: '2026-12-31' };
    const refused = await changji.refused(trusted('hr-bureau/decide-verification'), {
      input: { verificationId, ...decision, idempotencyKey: newKey() },
    });
    expect(refused).toMatchObject({ code: 'NOT_FOUND', field: 'verificationId' });
    await confirm(stack, hr, verificationId);
  });

  it('HZ-02 no account opens without its first contribution, nor with one below 718.00', async () => {
    stack.clock.set('2025-09-05');
    const plan = { memberId, base: '7180.00', ratio: '10%', mode: 'QUARTERLY', debitAccount: '622200001234567890' };
    const document = trusted('centre/sign-agreement');
    const without = await centre.refused(document, { input: { ...plan, idempotencyKey: newKey() } });
    const rule = { clause: 'HZ-02', field: 'firstContribution' };
    expect(without).toMatchObject({ code: 'FIRST_CONTRIBUTION_REQUIRED', ...rule });
    const below = await centre.refused(document, {
      input: { ...plan, firstContribution: '717.99', idempotencyKey: newKey() },
    });
    expect(below).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', ...rule });
    expect((await mine(self)).account).toBeNull();
  });

  it('HZ-02 with exactly 718.00 it opens, and the money is there the same moment', async () => {
    const plan = { base: '7180.00', ratio: '10%', mode: 'QUARTERLY', firstContribution: '718.00' };
    expect(await sign(self, { memberId, ...plan })).toMatchObject({ monthlyAmount: '718.00', firstMonth: '2025-09' });
    await stack.world.hear();
    const account = await accountOf(self, '2025-09-05');
    expect(account).toMatchObject({ balance: '718.00', statusCode: '01', openedOn: '2025-09-05' });
    expect(account.booked).toEqual([['01', 'FLEXIBLE', '718.00']]);
    expect(account.agreement).toMatchObject({ paidThrough: '2025-09' });
  });
});

describe('paying by the quarter', () => {
  it('CJ-07 a quarter is debited at once on the 20th of its first month, and nothing in the other two', async () => {
    await live(stack, '2025-09', '2025-12');
    const account = await accountOf(self, '2025-10-20');
    expect(account.booked).toEqual(Array.from({ length: 3 }, () => ['01', 'FLEXIBLE', '718.00']));
    expect(account).toMatchObject({ balance: '2872.00', agreement: { paidThrough: '2025-12' } }); // 4 × 718.00
    await live(stack, '2026-01', '2026-01');
    expect(await mine(self)).toMatchObject({
      account: { balance: '5026.00', agreement: { paidThrough: '2026-03' } }, // 7 × 718.00
      streak: { continuousFullMonths: 5, throughMonth: '2026-01', fundsUsed: false },
    });
  });

  it('HZ-04 money is taken out freely before a loan, as far as there is any', async () => {
    stack.clock.set('2026-02-10');
    const tooMuch = await centre.refused(withdrawal, withdraw('5026.01'));
    expect(tooMuch).toMatchObject({ code: 'BALANCE_TOO_LOW' });
    const told = await centre.ask(withdrawal, withdraw('1000.00'));
    expect(told).toEqual({
      withdraw: {
        ...{ status: 'HELD', amount: '1000.00', requestedOn: '2026-02-10' },
        ...{ decideBy: '2026-02-13', resolvedOn: null },
      },
    });
    await stack.world.hear();
    expect(await mine(self)).toMatchObject({ account: { balance: '4026.00' }, streak: { fundsUsed: true } });
  });
});

describe('borrowing', () => {
  const loan = { principal: '300000.00', months: 240, method: 'EQUAL_INSTALMENT' } as const;
  const greenChannel = trusted('bank/green-channel');
  let loanId: string;
  let consent: string;
  let bank: Agency;

  it('AG-03 before the loan the bank sees nothing overdue and the tier of six full months', async () => {
    await live(stack, '2026-02', '2026-04');
    const by = { recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2026-12-31', idempotencyKey: newKey() };
    const given = await self.ask<{ giveConsent: { id: string } }>(trusted('member/give-consent'), {
      input: { memberId, ...by },
    });
    consent = given.giveConsent.id;
    bank = agency(stack, 'bank-a');
    const credit = `mutation ($input: RecordCreditStandingInput!) {
      recordCreditStanding(input: $input) { creditStanding { value } } }`;
    const standing = { value: 'GOOD', source: '人民银行征信系统', asOf: '2026-05-01' };
    await centre.ask(credit, { input: { memberId, standing, idempotencyKey: newKey() } });
    expect(await bank.ask(greenChannel, { consent })).toMatchObject({
      consentedMember: {
        greenChannel: {
          eligible: true,
          tier: 'C',
          reasons: Array.from({ length: 6 }, () => ({ clause: 'AG-03' })),
          evidence: { continuousFullMonths: 8, keyIndustry: false, creditStanding: 'GOOD', overdue: false },
        },
      },
    });
  });

  it('HZ-05 a first home borrows at 2.6 %, beyond five years', async () => {
    stack.clock.set('2026-05-10');
    const granted = await lend(stack, 'huzhou', { memberId, ...loan });
    loanId = granted.id;
    const demonstrationFigures = expect.arrayContaining(['loan.cap']);
    expect(granted).toMatchObject({ status: 'PENDING', annualRate: '2.6%', demonstrationFigures });
    expect(granted).toMatchObject({ outstandingPrincipal: '0.00', overduePeriods: 0 });
    // CJ-13: it is paid out when the account is pledged.
    await stack.world.hear();
    const paidOut = { status: 'REPAYING', disbursedOn: '2026-05-10', outstandingPrincipal: '300000.00' };
    expect(await self.ask('{ me { loans { status disbursedOn outstandingPrincipal } } }')).toEqual({
      me: { loans: [paidOut] },
    });
    const second = await reviewed(stack, 'huzhou', { memberId, ...loan });
    const deciding = officer(stack, 'huzhou', 'loan-2').refused(decideDocument, approving(second));
    expect(await deciding).toMatchObject({ code: 'LOAN_OUTSTANDING', clause: 'HZ-05', field: 'verdict' });
  });

  it('HZ-02 HZ-04 with the loan outstanding nothing is taken out, and nobody stops', async () => {
    expect((await mine(self)).loanOutstanding).toBe(true);
    const refused = await centre.refused(withdrawal, withdraw('100.00'));
    expect(refused).toMatchObject({ code: 'LOAN_OUTSTANDING', clause: 'HZ-04' });
    const terminate = 'mutation ($input: TerminateAgreementInput!) { terminateAgreement(input: $input) { status } }';
    const stopping = await self.refused(terminate, { input: { memberId, idempotencyKey: newKey() } });
    expect(stopping).toMatchObject({ code: 'LOAN_OUTSTANDING', clause: 'HZ-02' });
  });

  it('AG-03 an instalment that is not paid closes the green channel from the next day', async () => {
    await collect(stack, '2026-05');
    await endMonth(stack, '2026-05');
    stack.clock.set('2026-06-10');
    expect(await runInstalments(stack.world.runs.loans)).toEqual({ asked: 1, paid: 0, fen: 0n });
    const overdue = async () => (await bank.ask(greenChannel, { consent }))['consentedMember'];
    expect(await overdue()).toMatchObject({ greenChannel: { tier: 'C', evidence: { overdue: false } } });
    stack.clock.set('2026-06-11');
    expect(await overdue()).toMatchObject({
      greenChannel: { eligible: false, tier: null, evidence: { overdue: true } },
    });
    // 300,000.00 over 240 months at 2.6 %: 1604.36 a month, of which 300,000 × 2.6 % ÷ 12 = 650.00 is interest.
    const loans = '{ me { loans { overduePeriods overduePrincipal overdueInterest outstandingPrincipal } } }';
    const owed = { overduePeriods: 1, overduePrincipal: '954.36', overdueInterest: '650.00' };
    expect(await self.ask(loans)).toEqual({ me: { loans: [{ ...owed, outstandingPrincipal: '300000.00' }] } });
  });

  it('AG-03 paying what is overdue with its penalty opens it again', async () => {
    stack.clock.set('2026-06-15');
    const repay = `mutation ($input: RepayLoanInput!) { repayLoan(input: $input) {
      overduePeriods outstandingPrincipal } }`;
    const paying = (amount: string) => ({ input: { loanId, amount, idempotencyKey: newKey() } });
    // Penalty of five days: 1604.36 × 2.6 % × 1.5 ÷ 360 × 5 = 0.869…, half-up 0.87; in all 1605.23.
    expect(await centre.refused(repay, paying('1605.24'))).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS' });
    const told = await centre.ask(repay, paying('1605.23'));
    expect(told).toEqual({ repayLoan: { overduePeriods: 0, outstandingPrincipal: '299045.64' } });
    const channel = { tier: 'C', evidence: { continuousFullMonths: 9, overdue: false } };
    expect(await bank.ask(greenChannel, { consent })).toMatchObject({ consentedMember: { greenChannel: channel } });
  });
});

describe('30 June', () => {
  it('CJ-09 interest counts every deposit from its day and stops for what was taken out', async () => {
    await collect(stack, '2026-06');
    await endMonth(stack, '2026-06');
    //   718.00 on  5 September 2025: 298 days:  213,964
    // 2154.00 on 20 October 2025:    253 days:  544,962
    // 2154.00 on 20 January 2026:    161 days:  346,794
    // 2154.00 on 20 April 2026:       71 days:  152,934
    // −1000.00 on 10 February 2026:  140 days: −140,000
    // 积数 1,118,654 × 1.5 % ÷ 360 = ÷ 24,000 = 46.6105…, half-up 46.61.
    const account = await accountOf(self, '2026-06-30');
    expect(account.booked).toEqual([['09', 'INTEREST', '46.61']]);
    // 718.00 + 3 × 2154.00 − 1000.00 + 46.61.
    expect(account.balance).toBe('6226.61');
  });
});
