import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { bankThat, deadBank, pays } from '#test/banks.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import type { EntrustedBank } from '../adaptors/bank.ts';
import { closeMonth } from '../jobs/close-month.ts';
import { collectDue, takeOrdered } from '../jobs/collect.ts';
import { contribute } from './contribute.ts';
import { payNow } from './pay-now.ts';
import { readPayments } from './payments.ts';
import { readDues, readOwed } from './read-dues.ts';
import { terminateAgreement } from './terminate-agreement.ts';

const changji = '652300';
let register: Rehearsal;
let memberId: string;

beforeEach(async () => {
  register = await rehearse('2026-03-05');
  memberId = await register.approve(changji);
  await register.sign(memberId, { debitAccount: '622299990001' });
});
afterEach(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
  await register.close();
});

const key = () => ({ idempotencyKey: randomUUID() });
const self = (bank?: EntrustedBank) => register.context({ audience: 'member', member: memberId }, bank);
const order = (month = '2026-03', amount = '1200') =>
  payNow(self(), { memberId, month, amount: yuan(amount), ...key() });
const answer = (paymentId: string, bank?: EntrustedBank) => takeOrdered(register.context({}, bank), paymentId);
const payments = () => readPayments(self(), memberId, 2026);
const booked = () => rows(register.database, 'SELECT period, booked_on AS "on" FROM movement ORDER BY period');
const silent = bankThat(() => undefined);

describe('CJ-07 a payment by the member’s own order', () => {
  it('is pending until the bank has answered, and booked once however often it is heard of', async () => {
    const paid = await order('2026-03', '2400');
    expect(paid).toMatchObject({ status: 'PENDING', channel: 'APP', months: ['2026-03', '2026-04'], settledOn: null });
    expect(register.told.at(-1)).toEqual({ type: 'payment-ordered', paymentId: paid.id, memberId });
    expect(await booked()).toEqual([]);
    expect((await readDues(self(), memberId, 2026)).slice(0, 3).map(({ status }) => status)).toEqual([
      'ASKED',
      'ASKED',
      'UNPAID',
    ]);
    for (let n = 0; n < 3; n += 1) await answer(paid.id);
    await collectDue(register.context(), changji, '2026-03-05');
    expect(await booked()).toEqual([
      { period: '2026-03', on: '2026-03-05' },
      { period: '2026-04', on: '2026-03-05' },
    ]);
    expect(await payments()).toEqual([{ ...paid, status: 'PAID', settledOn: '2026-03-05' }]);
    expect(register.sent).toHaveLength(1);
  });

  it('is refused when the bank refuses it, and may be ordered again', async () => {
    register.poor.add('622299990001');
    const first = await order();
    await answer(first.id);
    expect(await payments()).toMatchObject([{ status: 'REFUSED', settledOn: '2026-03-05' }]);
    expect(await booked()).toEqual([]);
    register.poor.clear();
    await answer((await order()).id);
    expect(await booked()).toHaveLength(1);
  });

  it('holds back the counter, a second order, the end of the agreement and the month until it is answered', async () => {
    const { id } = await order();
    await answer(id, silent);
    await expect(answer(id, deadBank())).rejects.toThrow('went dead');
    const counter = { memberId, month: '2026-03', amount: yuan('1200'), ...key() };
    expect((await refusal(contribute(register.context(), counter))).code).toBe('IN_PROGRESS');
    expect((await refusal(order())).code).toBe('IN_PROGRESS');
    expect((await refusal(terminateAgreement(self(), { memberId, ...key() }))).code).toBe('IN_PROGRESS');
    register.clock.set('2026-04-01');
    await expect(closeMonth(register.context(), changji, '2026-03')).rejects.toThrow('waits for the bank');
    await collectDue(register.context(), changji, '2026-04-01');
    expect(await booked()).toEqual([{ period: '2026-03', on: '2026-03-05' }]);
    await closeMonth(register.context(), changji, '2026-03');
  });

  it('is not asked for again by the batch of the month while it is pending', async () => {
    register.clock.set('2026-03-17');
    const { id } = await order();
    register.clock.set('2026-03-20');
    await expect(collectDue(register.context({}, silent), changji, '2026-03-20')).resolves.toBeUndefined();
    const lines = await rows(register.database, 'SELECT count(*)::int AS n FROM debit_line');
    expect(lines).toEqual([{ n: 1 }]);
    await answer(id);
    expect(await booked()).toHaveLength(1);
  });

  it('of a whole year that is refused leaves each month to its own day', async () => {
    register.poor.add('622299990001');
    const year = await order('2026-03', '14400');
    expect(year.months).toHaveLength(12);
    await answer(year.id);
    register.poor.clear();
    const due = await readDues(self(), memberId, 2026);
    expect(due.map(({ month, dueOn }) => [month, dueOn]).slice(0, 3)).toEqual([
      ['2026-03', '2026-03-05'],
      ['2026-04', '2026-04-20'],
      ['2026-05', '2026-05-20'],
    ]);
    expect(await readOwed(self(), memberId)).toMatchObject({ amount: yuan('1200') });
    register.clock.set('2026-03-20');
    await collectDue(register.context(), changji, '2026-03-20');
    expect(await booked()).toEqual([{ period: '2026-03', on: '2026-03-20' }]);
    register.clock.set('2026-04-20');
    await collectDue(register.context(), changji, '2026-04-20');
    expect(await booked()).toHaveLength(2);
  });

  it('of another amount than was ordered goes to suspense, and nothing is paid by it', async () => {
    const { id } = await order();
    await answer(
      id,
      bankThat(({ lines }) => lines.map((line) => ({ ...pays(line), fen: yuan('1000') }))),
    );
    expect(await payments()).toMatchObject([{ status: 'REFUSED' }]);
    expect(await rows(register.database, 'SELECT reason, fen FROM suspense_item')).toEqual([
      { reason: 'WRONG_AMOUNT', fen: yuan('1000') },
    ]);
  });

  it('keeps to whole months, the oldest first, and to the member’s own account', async () => {
    const wrong = await refusal(order('2026-03', '1000'));
    expect(wrong).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', rule: '1200.00', clause: 'CJ-07' });
    expect(await refusal(order('2026-02'))).toMatchObject({ code: 'BACK_PAYMENT_REFUSED', clause: 'CJ-12' });
    const other = register.context({ audience: 'member', member: randomUUID() });
    const asked = { memberId, month: '2026-03', amount: yuan('1200'), ...key() };
    expect((await refusal(payNow(other, asked))).code).toBe('ACCOUNT_NOT_OPEN');
    expect(await payments()).toEqual([]);
    for (const year of [-1, 0, 10_000, 2_147_483_647]) {
      expect(await refusal(readPayments(self(), memberId, year))).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'year',
      });
    }
  });

  it('CJ-12 is answered before another agreement is signed, so that no month is paid under both', async () => {
    const paid = await order('2026-03');
    const facts = { memberId, city: changji, approvedOn: '2026-01-05', retirementOn: '2050-01-31' } as const;
    for (const inUnit of [true, false]) {
      const told = { ...facts, sequence: inUnit ? 2 : 3, inUnit, spouseId: null, categories: [] };
      await register.hear({ type: 'member-facts-changed', ...told });
    }
    expect((await refusal(register.sign(memberId))).code).toBe('IN_PROGRESS');
    await answer(paid.id);
    expect(await register.sign(memberId)).toMatchObject({ firstMonth: '2026-04' });
  });
});

describe('CJ-07 a payment at the counter or by the national platform', () => {
  const take = (month: string, more: object = {}) =>
    contribute(register.context(), { memberId, month, amount: yuan('1200'), ...key(), ...more });

  it('has a receipt of its own, and its reference is taken once', async () => {
    const reference = 'NP-2026/0001';
    const first = await take('2026-03', { channel: 'NATIONAL_PLATFORM', reference });
    expect(first).toMatchObject({
      channel: 'NATIONAL_PLATFORM',
      receipt: expect.stringMatching(/^652300-2026-\d{8}$/),
    });
    const again = await refusal(take('2026-04', { channel: 'NATIONAL_PLATFORM', reference }));
    expect(again).toMatchObject({ code: 'PAYMENT_REFERENCE_USED', field: 'reference' });
    const second = await take('2026-04', { reference });
    expect(second.receipt).not.toBe(first.receipt);
    expect((await payments()).map(({ channel, reference: of, status }) => [channel, of, status])).toEqual([
      ['COUNTER', reference, 'PAID'],
      ['NATIONAL_PLATFORM', reference, 'PAID'],
    ]);
    const odd = await refusal(take('2026-05', { reference: 'has space' }));
    expect(odd).toMatchObject({ code: 'INVALID_INPUT', field: 'reference' });
    expect(await refusal(take('2026-05', { channel: 'APP' }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'channel',
    });
  });
});
