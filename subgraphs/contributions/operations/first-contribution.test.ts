import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { bankThat, pays } from '#test/banks.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { collectDue, takeOrdered } from '../jobs/collect.ts';
import { accountEventsOf } from './account-events.ts';
import { bookUnitContribution } from './book-unit-contribution.ts';
import { contribute } from './contribute.ts';
import { readPayments } from './payments.ts';
import { readAccounts } from './read-accounts.ts';
import { currentAgreements } from './read-agreements.ts';
import { requestTransferIn } from './request-transfer-in.ts';
import { signAgreement } from './sign-agreement.ts';

const huzhou = '330500';
const debitAccount = '622299990001';
let register: Rehearsal;
let memberId: string;

beforeEach(async () => {
  register = await rehearse('2026-03-05');
  memberId = await register.approve(huzhou);
});
afterEach(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
  await register.close();
});

const plan = { base: yuan('7180'), ratio: '10%', mode: 'MONTHLY' as const, debitAccount };
const signed = (first: string) => ({ memberId, ...plan, firstContribution: yuan(first), idempotencyKey: randomUUID() });
const byApp = (first = '718') =>
  signAgreement(register.context({ audience: 'member', member: memberId }), signed(first));
const atCounter = () => signAgreement(register.context(), signed('718'));
const answered = async () => {
  const event = register.told.findLast(({ type }) => type === 'payment-ordered');
  if (event?.type !== 'payment-ordered') throw new Error('Nothing was ordered');
  await takeOrdered(register.context(), event.paymentId);
};
const account = async () => (await readAccounts(register.context(), [memberId]))[0]!;
const agreement = async () => (await currentAgreements(register.context(), [memberId]))[0]!;
const openings = () => register.told.filter(({ type }) => type === 'account-opened').length;

describe('HZ-02 the first contribution', () => {
  it('at the counter opens the account in the same step, with a receipt', async () => {
    await atCounter();
    expect(await account()).toMatchObject({ statusCode: '01', balance: yuan('718') });
    expect(openings()).toBe(1);
    expect(await readPayments(register.context(), memberId, 2026)).toMatchObject([
      { channel: 'COUNTER', status: 'PAID', amount: yuan('718'), months: ['2026-03'] },
    ]);
  });

  it('by app is ordered from the bank, and the account opens when the bank has paid', async () => {
    await byApp();
    expect(await account()).toMatchObject({ statusCode: '99', balance: 0n });
    expect(openings()).toBe(0);
    const counter = { memberId, month: '2026-03', amount: yuan('718'), idempotencyKey: randomUUID() };
    expect((await refusal(contribute(register.context(), counter))).code).toBe('IN_PROGRESS');
    expect((await refusal(byApp())).code).toBe('IN_PROGRESS');
    await answered();
    await answered();
    expect(await account()).toMatchObject({ statusCode: '01', balance: yuan('718') });
    expect(await agreement()).toMatchObject({ status: 'ACTIVE', paidThrough: '2026-03' });
    expect(openings()).toBe(1);
  });

  it('that the bank refuses ends the agreement, and another may be signed by app or at the counter', async () => {
    register.poor.add(debitAccount);
    for (let n = 0; n < 2; n += 1) {
      await byApp();
      await answered();
      expect(await agreement()).toMatchObject({ status: 'TERMINATED', endedOn: '2026-03-05' });
      expect(await account()).toMatchObject({ statusCode: '99', balance: 0n });
    }
    expect(openings()).toBe(0);
    await collectDue(register.context(), huzhou, '2026-03-20');
    expect((await account()).balance).toBe(0n);
    const nothing = { ...signed('718'), firstContribution: null };
    expect(await refusal(signAgreement(register.context(), nothing))).toMatchObject({
      code: 'FIRST_CONTRIBUTION_REQUIRED',
      clause: 'HZ-02',
    });
    await atCounter();
    expect(await account()).toMatchObject({ statusCode: '01', balance: yuan('718') });
    expect(openings()).toBe(1);
  });

  it('CJ-13 is waited for by whoever would lend against the account, or have money sent to it', async () => {
    await byApp();
    const lent = { memberId, loanId: randomUUID(), city: '330500' as const, kind: 'FUND' as const };
    await register.hear({ type: 'lien-requested', ...lent });
    expect(register.told.at(-1)).toMatchObject({ type: 'lien-refused', reason: 'ACCOUNT_NOT_OPEN' });
    const asked = { memberId, centre: '330100000000000', idempotencyKey: randomUUID() };
    expect((await refusal(requestTransferIn(register.context(), asked))).code).toBe('ACCOUNT_NOT_OPEN');
  });

  it('CJ-10 is waited for no longer when a unit pays into the account', async () => {
    register.poor.add(debitAccount);
    await byApp();
    await answered();
    const facts = { memberId, city: '330500', approvedOn: '2026-01-05', retirementOn: '2050-01-31' } as const;
    await register.hear({
      ...{ type: 'member-facts-changed', ...facts, sequence: 2, inUnit: true, spouseId: null, categories: [] },
    } as const);
    const paid = { memberId, month: '2026-03', amount: yuan('900'), base: yuan('9000') };
    await bookUnitContribution(register.context(), { ...paid, idempotencyKey: randomUUID() });
    expect(await account()).toMatchObject({ statusCode: '01', balance: yuan('900') });
    expect(openings()).toBe(1);
    const events = await accountEventsOf(register.database, [memberId]);
    expect(events.filter(({ code }) => code === '03')).toMatchObject([{ detail: '单位缴存' }]);
  });

  it('by app is awaited before the bank is asked for anything else of the agreement', async () => {
    register.clock.set('2026-04-17');
    const quarter = { ...signed('718'), mode: 'QUARTERLY' as const };
    await signAgreement(register.context({ audience: 'member', member: memberId }), quarter);
    const bank = bankThat(({ debitOn, lines }) => (debitOn > '2026-04-17' ? lines.map(pays) : undefined));
    for (const day of ['2026-04-20', '2026-04-25']) {
      register.clock.set(day);
      await collectDue(register.context({}, bank), huzhou, day);
    }
    expect(await agreement()).toMatchObject({ status: 'TERMINATED' });
    expect(await account()).toMatchObject({ statusCode: '99', balance: 0n });
  });

  it('by app pays its month, and the rest of the quarter is asked for on the next debit day', async () => {
    register.clock.set('2026-04-17');
    const quarter = { ...signed('718'), mode: 'QUARTERLY' as const };
    await signAgreement(register.context({ audience: 'member', member: memberId }), quarter);
    const slow = bankThat(({ debitOn, lines }) => (debitOn > '2026-04-17' ? lines.map(pays) : undefined));
    register.clock.set('2026-04-20');
    await collectDue(register.context({}, slow), huzhou, '2026-04-20');
    register.clock.set('2026-04-21');
    await collectDue(register.context(), huzhou, '2026-04-21');
    register.clock.set('2026-05-20');
    await collectDue(register.context(), huzhou, '2026-05-20');
    expect(await account()).toMatchObject({ statusCode: '01', balance: yuan('2154') });
  });

  it('by app is at least the published minimum and pays whole months', async () => {
    expect(await refusal(byApp('717.99'))).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', clause: 'HZ-02' });
    expect(await refusal(byApp('720'))).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', rule: '718.00 or 1436.00' });
    expect(await readAccounts(register.context(), [memberId])).toEqual([]);
  });

  it('of a city that asks for none, by app, is an order beside an account that is open', async () => {
    const someone = await register.approve('652300');
    const self = register.context({ audience: 'member', member: someone });
    const input = { ...plan, memberId: someone, firstContribution: yuan('718'), idempotencyKey: randomUUID() };
    await signAgreement(self, input);
    const [open] = await readAccounts(register.context(), [someone]);
    expect(open).toMatchObject({ statusCode: '01', balance: 0n });
    await answered();
    expect((await readAccounts(register.context(), [someone]))[0]).toMatchObject({ balance: yuan('718') });
  });
});
