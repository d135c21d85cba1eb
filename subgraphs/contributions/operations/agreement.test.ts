import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { changePlan } from './change-plan.ts';
import { contribute } from './contribute.ts';
import { readAccounts } from './read-accounts.ts';
import { currentAgreements } from './read-agreements.ts';
import { terminateAgreement } from './terminate-agreement.ts';

const changji = '652300';
const huzhou = '330500';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
});
afterAll(() => register?.close());
beforeEach(() => {
  register.clock.set('2026-03-05');
  register.told.length = 0;
});

const key = () => ({ idempotencyKey: randomUUID() });
const agreementOf = async (memberId: string) => (await currentAgreements(register.context(), [memberId]))[0]!;
const accountOf = async (memberId: string) => (await readAccounts(register.context(), [memberId]))[0];

describe('signing the agreement', () => {
  it('CJ-07 opens the account and starts with the month of signing', async () => {
    const memberId = await register.approve(changji);
    const agreement = await register.sign(memberId);
    expect(agreement).toMatchObject({
      memberId,
      status: 'ACTIVE',
      signedOn: '2026-03-05',
      firstMonth: '2026-03',
      paidThrough: null,
      ratio: '20%',
      monthlyAmount: yuan('1200'),
    });
    expect(await accountOf(memberId)).toMatchObject({ statusCode: '01', openedOn: '2026-03-05', balance: 0n });
    expect(register.told).toEqual([{ type: 'account-opened', memberId, city: changji, openedOn: '2026-03-05' }]);
  });

  it('CJ-23 waits for the approval', async () => {
    expect(await refusal(register.sign(randomUUID()))).toMatchObject({ code: 'NOT_APPROVED', clause: 'CJ-23' });
  });

  it('CJ-04 is refused to whoever contributes through a unit', async () => {
    const memberId = await register.approve(changji, { inUnit: true });
    expect(await refusal(register.sign(memberId))).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-04' });
  });

  it('CJ-05 tells the bounds when base or ratio is outside them', async () => {
    const memberId = await register.approve(changji);
    const low = await refusal(register.sign(memberId, { base: yuan('2069.99') }));
    expect(low).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', field: 'base', clause: 'CJ-05' });
    expect(low.message).toContain('2070.00 to 33000.00');
    const high = await refusal(register.sign(memberId, { ratio: '25%' }));
    expect(high).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', field: 'ratio', rule: 'whole percents, 10% to 24%' });
    await register.sign(memberId, { base: yuan('2070'), ratio: '10%' });
    expect((await agreementOf(memberId)).monthlyAmount).toBe(yuan('207'));
  });

  it('CJ-08 has one agreement in force and one account', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    expect(await refusal(register.sign(memberId))).toMatchObject({ code: 'AGREEMENT_ACTIVE' });
    await register.hear({
      type: 'member-facts-changed',
      memberId,
      sequence: 2,
      city: huzhou,
      approvedOn: '2026-03-01',
      retirementOn: '2050-01-31',
      inUnit: false,
      spouseId: null,
      categories: [],
    });
    const elsewhere = await refusal(register.sign(memberId, { firstContribution: yuan('1200') }));
    expect(elsewhere).toMatchObject({ code: 'ACCOUNT_EXISTS', clause: 'HZ-03' });
  });

  it('HZ-02 opens no account without its first contribution, which reaches the published minimum', async () => {
    const memberId = await register.approve(huzhou);
    // 4482.00 × 10 % = 448.20 a month; by quarter 1344.60 a payment, which is above 718.00.
    const plan = { base: yuan('4482'), ratio: '10%', mode: 'QUARTERLY' as const };
    const none = await refusal(register.sign(memberId, plan));
    expect(none).toMatchObject({ code: 'FIRST_CONTRIBUTION_REQUIRED', field: 'firstContribution', clause: 'HZ-02' });
    const small = await refusal(register.sign(memberId, { ...plan, firstContribution: yuan('448.20') }));
    expect(small).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', clause: 'HZ-02' });
    expect(small.message).toContain('718.00');
    expect(await accountOf(memberId)).toBeUndefined();
    const agreement = await register.sign(memberId, { ...plan, firstContribution: yuan('896.40') });
    expect(agreement.paidThrough).toBe('2026-04');
    expect((await accountOf(memberId))!.balance).toBe(yuan('896.40'));
  });

  it('HZ-02 takes no plan whose payments stay below the published minimum', async () => {
    const memberId = await register.approve(huzhou);
    const monthly = await refusal(register.sign(memberId, { base: yuan('4482'), ratio: '10%' }));
    expect(monthly).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', clause: 'HZ-02' });
  });

  it('gives the first answer again to the same key, and refuses the key for another plan', async () => {
    const memberId = await register.approve(changji);
    const asked = { debitAccount: '622200009999', ...key() };
    const first = await register.sign(memberId, asked);
    expect(await register.sign(memberId, asked)).toEqual(first);
    const other = await refusal(register.sign(memberId, { ...asked, ratio: '12%' }));
    expect(other.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('is refused to a caller who does not answer for the member', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    const elsewhere = register.context({ cities: [huzhou] });
    const stranger = register.context({ audience: 'member', member: randomUUID() });
    const self = register.context({ audience: 'member', member: memberId, cities: [] });
    const ending = { memberId, ...key() };
    expect((await refusal(terminateAgreement(elsewhere, ending))).code).toBe('ACCOUNT_NOT_OPEN');
    expect((await refusal(terminateAgreement(stranger, ending))).code).toBe('ACCOUNT_NOT_OPEN');
    expect((await terminateAgreement(self, ending)).status).toBe('TERMINATED');
  });
});

describe('changing the plan', () => {
  it('CJ-06 changes base and ratio once, in July, and tells the next day otherwise', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    const context = register.context();
    const change = () => changePlan(context, { memberId, base: yuan('7000'), ratio: '10%', ...key() });
    register.clock.set('2026-06-30');
    expect(await refusal(change())).toMatchObject({ code: 'CHANGE_NOT_IN_JULY', nextAllowed: '2026-07-01' });
    register.clock.set('2026-08-01');
    expect(await refusal(change())).toMatchObject({ code: 'CHANGE_NOT_IN_JULY', nextAllowed: '2027-07-01' });
    register.clock.set('2026-07-31');
    expect((await change()).monthlyAmount).toBe(yuan('700'));
    expect(await refusal(change())).toMatchObject({ code: 'CHANGE_ALREADY_MADE', nextAllowed: '2027-07-01' });
  });

  it('CJ-06 leaves months already prepaid as they are', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    const context = register.context();
    register.clock.set('2026-06-02');
    // March to August at 1200.00, paid before the change.
    await contribute(context, { memberId, month: '2026-03', amount: yuan('7200'), ...key() });
    register.clock.set('2026-07-02');
    await changePlan(context, { memberId, base: yuan('7000'), ratio: '10%', ...key() });
    const next = await contribute(context, { memberId, month: '2026-09', amount: yuan('700'), ...key() });
    expect(next).toMatchObject({ months: ['2026-09'], balance: yuan('7900') });
  });
});

describe('ending and joining again', () => {
  it('CJ-11 ends at any time without a loan, and never with one', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    const loanId = randomUUID();
    await register.hear({ type: 'loan-granted', loanId, memberId, city: changji, on: '2026-03-05' });
    const barred = await refusal(terminateAgreement(register.context(), { memberId, ...key() }));
    expect(barred).toMatchObject({ code: 'LOAN_OUTSTANDING', clause: 'CJ-11' });
    await register.hear({ type: 'loan-settled', loanId, memberId, city: changji, on: '2026-03-06' });
    const ended = await terminateAgreement(register.context(), { memberId, ...key() });
    expect(ended).toMatchObject({ status: 'TERMINATED', endedOn: '2026-03-05' });
    expect(await accountOf(memberId)).toMatchObject({ statusCode: '02' });
  });

  it('CJ-12 joins again with a new agreement from the month of signing, and nothing of the past can be paid', async () => {
    const memberId = await register.approve(changji);
    const first = await register.sign(memberId);
    await terminateAgreement(register.context(), { memberId, ...key() });
    const unsigned = contribute(register.context(), { memberId, month: '2026-03', amount: yuan('1200'), ...key() });
    expect(await refusal(unsigned)).toMatchObject({ code: 'BACK_PAYMENT_REFUSED', clause: 'CJ-12' });
    register.clock.set('2026-10-12');
    const second = await register.sign(memberId);
    expect(second.number).not.toBe(first.number);
    expect(second.firstMonth).toBe('2026-10');
    expect(await accountOf(memberId)).toMatchObject({ statusCode: '01' });
    const back = contribute(register.context(), { memberId, month: '2026-09', amount: yuan('1200'), ...key() });
    expect(await refusal(back)).toMatchObject({ code: 'BACK_PAYMENT_REFUSED', clause: 'CJ-12' });
  });

  it('CJ-12 pays no month twice that an earlier agreement has prepaid', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId, { firstContribution: yuan('6000') });
    await terminateAgreement(register.context(), { memberId, ...key() });
    // March to July are paid.
    expect((await register.sign(memberId)).firstMonth).toBe('2026-08');
  });
});
