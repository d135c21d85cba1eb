import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Agency,
  accountOf,
  agency,
  apply,
  collect,
  confirm,
  join,
  newKey,
  sign,
  trusted,
} from '#test/agencies.ts';
import { ownerOf } from '#test/disclosures.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// What may not be agreed or paid, each with its field, its rule and its clause; and that saying a thing twice is not
// doing it twice.

let stack: TestStack;
let changji: Agency;
let huzhou: Agency;

beforeAll(async () => {
  stack = await startTestStack('2026-08-03');
  changji = agency(stack, 'centre-changji');
  huzhou = agency(stack, 'centre-huzhou');
});
afterAll(() => stack?.stop());

const person = () => ({ identityNumber: identityNumber('1990-02-03') });
const signing = trusted('centre/sign-agreement');
const plan = { base: '6000.00', ratio: '20%', mode: 'MONTHLY', debitAccount: '622200001234567890' };
const contribute = `mutation ($input: ContributeInput!) { contribute(input: $input) { months creditedOn balance } }`;
const terminate = 'mutation ($input: TerminateAgreementInput!) { terminateAgreement(input: $input) { status } }';

async function approved(city: 'changji' | 'huzhou'): Promise<string> {
  const centre = agency(stack, `centre-${city}`);
  const { member, verificationId } = await apply(centre, { city: city.toUpperCase(), ...person() });
  await confirm(stack, agency(stack, `hr-bureau-${city}`), verificationId);
  return member.id;
}

describe('the agreement', () => {
  it('CJ-05 base and ratio keep to the year’s bounds and to whole percents', async () => {
    const memberId = await approved('changji');
    const refused = (given: object) =>
      changji.refused(signing, { input: { memberId, ...plan, ...given, idempotencyKey: newKey() } });
    const outside = { code: 'AMOUNT_OUT_OF_BOUNDS', clause: 'CJ-05' };
    for (const base of ['2069.99', '35071.01', '0.00', '-6000.00']) {
      const rule = '2070.00 to 35071.00 yuan a month';
      expect(await refused({ base })).toMatchObject({ ...outside, field: 'base', rule });
    }
    for (const ratio of ['9%', '25%', '10.5%', '0%', '20', '-20%', '010%']) {
      expect(await refused({ ratio })).toMatchObject({
        ...outside,
        field: 'ratio',
        rule: 'whole percents, 10% to 24%',
      });
    }
  });

  it('CJ-05 the bounds themselves are allowed: 2070.00 × 10 % = 207.00, 35,071.00 × 24 % = 8417.04', async () => {
    const low = await sign(changji, { memberId: await approved('changji'), base: '2070.00', ratio: '10%' });
    expect(low).toMatchObject({
      monthlyAmount: '207.00',
      demonstrationFigures: expect.arrayContaining(['contribution.base']),
    });
    const high = await sign(changji, { memberId: await approved('changji'), base: '35071.00', ratio: '24%' });
    expect(high).toMatchObject({ monthlyAmount: '8417.04' });
  });

  it('CJ-07 a debit account has digits only, and a second agreement waits for the end of the first', async () => {
    const memberId = await approved('changji');
    const input = { memberId, ...plan, idempotencyKey: newKey() };
    for (const debitAccount of ['12345678901', '6222 0000 1234 5678', '6'.repeat(33)]) {
      const refused = await changji.refused(signing, { input: { ...input, debitAccount } });
      expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: 'debitAccount' });
    }
    await sign(changji, { memberId, ...plan });
    const second = await changji.refused(signing, { input: { ...input, idempotencyKey: newKey() } });
    expect(second).toMatchObject({ code: 'AGREEMENT_ACTIVE', clause: 'CJ-07' });
    expect(await changji.ask(terminate, { input: { memberId, idempotencyKey: newKey() } })).toEqual({
      terminateAgreement: { status: 'TERMINATED' },
    });
    expect(await sign(changji, { memberId, ...plan })).toMatchObject({ status: 'ACTIVE' });
  });

  it.each([
    ['money with three places', { base: '6000.001' }],
    ['money as a number', { base: 6000 }],
    ['a way of paying that does not exist', { mode: 'WEEKLY' }],
    ['no member', { memberId: null }],
  ])('CJ-05 %s is not read at all', async (_, given) => {
    const input = { memberId: newKey(), ...plan, idempotencyKey: newKey(), ...given };
    const { code } = await changji.refused(signing, { input });
    expect(['INVALID_INPUT', 'BAD_USER_INPUT']).toContain(code);
  });

  it.each(['', 'x'.repeat(201)])('an idempotency key has 1 to 200 characters', async (idempotencyKey) => {
    const refused = await changji.refused(signing, { input: { memberId: newKey(), ...plan, idempotencyKey } });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: 'idempotencyKey' });
  });
});

describe('payments', () => {
  it('CJ-07 CJ-12 whole months are paid, the oldest first, never one before the agreement or one that is paid', async () => {
    const memberId = await join(stack, 'changji', person(), plan);
    const refused = (month: string, amount: string) =>
      changji.refused(contribute, { input: { memberId, month, amount, idempotencyKey: newKey() } });
    const back = { code: 'BACK_PAYMENT_REFUSED', clause: 'CJ-12', field: 'month' };
    expect(await refused('2026-07', '1200.00')).toMatchObject(back);
    const whole = { code: 'AMOUNT_OUT_OF_BOUNDS', clause: 'CJ-07', field: 'amount' };
    expect(await refused('2026-08', '1199.99')).toMatchObject({ ...whole, rule: '1200.00' });
    expect(await refused('2026-08', '1200.01')).toMatchObject({ ...whole, rule: '1200.00 or 2400.00' });
    expect(await refused('2026-09', '1200.00')).toMatchObject({ code: 'INVALID_INPUT', field: 'month' });
    const paying = { input: { memberId, month: '2026-08', amount: '2400.00', idempotencyKey: newKey() } };
    expect(await changji.ask(contribute, paying)).toEqual({
      contribute: { months: ['2026-08', '2026-09'], creditedOn: '2026-08-03', balance: '2400.00' },
    });
    const paid = { code: 'PERIOD_ALREADY_PAID', clause: 'CJ-07', field: 'month' };
    expect(await refused('2026-08', '1200.00')).toMatchObject(paid);
    // August is paid, so its debit day takes nothing.
    await collect(stack, '2026-08');
    expect((await accountOf(agency(stack, 'member-demo', memberId))).balance).toBe('2400.00');
  });

  it('HZ-02 a payment at the counter is at least 718.00, and CJ-13 Changji pays a part out for its reasons only', async () => {
    const opened = { ...plan, base: '7180.00', ratio: '10%', firstContribution: '718.00' };
    const memberId = await join(stack, 'huzhou', person(), opened);
    const low = { memberId, month: '2026-09', amount: '717.99', idempotencyKey: newKey() };
    const least = { code: 'AMOUNT_OUT_OF_BOUNDS', clause: 'HZ-02', field: 'amount' };
    expect(await huzhou.refused(contribute, { input: low })).toMatchObject(least);
    const withdraw = 'mutation ($input: WithdrawInput!) { withdraw(input: $input) { amount } }';
    const wish = { amount: '1.00', reasonCode: '99' };
    const there = await huzhou.refused(withdraw, {
      input: { memberId, ...wish, reasonCode: '42', idempotencyKey: newKey() },
    });
    expect(there).toMatchObject({ code: 'INVALID_INPUT', field: 'reasonCode' });
    const inChangji = await join(stack, 'changji', person(), plan);
    const here = await changji.refused(withdraw, { input: { memberId: inChangji, ...wish, idempotencyKey: newKey() } });
    expect(here).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-13' });
  });
});

describe('saying it again', () => {
  it('CJ-07 the same key and body have the first answer, also five at a time, and are paid once', async () => {
    const memberId = await join(stack, 'changji', person(), plan);
    const input = { memberId, month: '2026-08', amount: '1200.00', idempotencyKey: newKey() };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => changji.ask(contribute, { input })));
    const first = { contribute: { months: ['2026-08'], creditedOn: '2026-08-20', balance: '1200.00' } };
    expect(answers).toEqual([first, first, first, first, first]);
    stack.clock.set('2026-08-22');
    expect(await changji.ask(contribute, { input })).toEqual(first);
    const { movements } = await accountOf(agency(stack, 'member-demo', memberId));
    expect(movements.edges).toHaveLength(1);
  });

  it('CJ-07 the same key with another body is refused, whatever command it comes with', async () => {
    const memberId = await join(stack, 'changji', person(), plan);
    const input = { memberId, month: '2026-08', amount: '1200.00', idempotencyKey: newKey() };
    await changji.ask(contribute, { input });
    const reused = { code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey' };
    const another = { ...input, month: '2026-09' };
    expect(await changji.refused(contribute, { input: another })).toMatchObject(reused);
    const ending = { memberId, idempotencyKey: input.idempotencyKey };
    expect(await changji.refused(terminate, { input: ending })).toMatchObject(reused);
  });

  it('CJ-12 a refused command leaves its key free to be sent rightly', async () => {
    const memberId = await join(stack, 'changji', person(), plan);
    const input = { memberId, month: '2026-07', amount: '1200.00', idempotencyKey: newKey() };
    expect(await changji.refused(contribute, { input })).toMatchObject({ code: 'BACK_PAYMENT_REFUSED' });
    // AG-06: what a refusal tells about the member is a disclosure too.
    const owner = await ownerOf(stack.database.ownerUrl);
    const sql = "SELECT fields FROM gateway.disclosed WHERE subject = $1 AND fields[1] LIKE 'refusal:%'";
    const { rows } = await owner.query(sql, [memberId]);
    await owner.end();
    expect(rows).toEqual([{ fields: ['refusal:BACK_PAYMENT_REFUSED'] }]);
    const right = { ...input, month: '2026-08' };
    expect(await changji.ask(contribute, { input: right })).toMatchObject({ contribute: { balance: '1200.00' } });
  });
});

describe('ids and cursors that nobody gave out', () => {
  it.each([
    [
      'applyForLoan',
      'ApplyForLoanInput',
      { memberId: 'x', principal: '1.00', months: 1, method: 'EQUAL_PRINCIPAL', firstHome: true, housePrice: '1.00' },
    ],
    ['repayLoan', 'RepayLoanInput', { loanId: 'x', amount: '1.00' }],
    ['withdrawLoanApplication', 'WithdrawLoanApplicationInput', { applicationId: 'x' }],
    ['prepayLoan', 'PrepayLoanInput', { loanId: 'x', principal: '1.00', keeps: 'TERM' }],
    ['offsetLoan', 'OffsetLoanInput', { loanId: 'x' }],
    ['setMonthlyOffset', 'SetMonthlyOffsetInput', { loanId: 'x', monthly: true }],
    ['replyToBreachCase', 'ReplyToBreachCaseInput', { breachCaseId: 'x', reply: '无' }],
    ['contribute', 'ContributeInput', { memberId: 'x', month: '2026-08', amount: '1.00' }],
    ['withdraw', 'WithdrawInput', { memberId: 'x', amount: '1.00', reasonCode: '99' }],
    ['voidWithdrawal', 'VoidWithdrawalInput', { withdrawalId: 'x' }],
    ['recoverPayout', 'RecoverPayoutInput', { withdrawalId: 'x', way: 'CHARGED' }],
    ['unfreezeAccount', 'UnfreezeAccountInput', { freezeId: 'x', document: '1号' }],
    ['withdrawConsent', 'WithdrawConsentInput', { consentId: 'x' }],
  ])('AG-04 %s of one is refused by its field', async (name, type, given) => {
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`;
    const refused = await changji.refused(document, { input: { ...given, idempotencyKey: newKey() } });
    expect(['INVALID_INPUT', 'NOT_FOUND', 'NOT_APPROVED']).toContain(refused.code);
    expect(refused.field).toBe(Object.keys(given)[0]);
  });

  it('AG-06 a page of movements after a made-up cursor is refused by its field', async () => {
    const memberId = await join(stack, 'changji', person(), plan);
    const self = agency(stack, 'member-demo', memberId);
    const page = `query ($after: String) { me { account { movements(first: 1, after: $after) { edges { cursor } } } } }`;
    for (const key of ['nonsense', '["x"]', '["x","y"]', '["2026-02-30","1"]', '["2026-08-01","1 or 1"]']) {
      const { body } = await stack.ask(await stack.token('member', { member: memberId, scope: 'account:read' }), page, {
        variables: { after: Buffer.from(key).toString('base64url') },
      });
      expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
    }
    expect(await self.ask(page)).toEqual({ me: { account: { movements: { edges: [] } } } });
  });
});
