import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import type { EventOf } from '#service/event-types.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { contribute } from '../operations/contribute.ts';
import { readAccounts, readStreaks } from '../operations/read-accounts.ts';
import { currentAgreements } from '../operations/read-agreements.ts';
import { terminateAgreement } from '../operations/terminate-agreement.ts';
import { withdraw } from '../operations/withdraw.ts';
import { closeMonth } from './close-month.ts';

const changji = '652300';
const huzhou = '330500';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
});
afterAll(() => register?.close());
beforeEach(() => {
  register.told.length = 0;
});

const streakOf = async (memberId: string) => (await readStreaks(register.context(), [memberId]))[0];
const agreementOf = async (memberId: string) => (await currentAgreements(register.context(), [memberId]))[0]!;
const key = () => ({ idempotencyKey: randomUUID() });
const told = (memberId: string) =>
  register.told
    .filter((event): event is EventOf<'month-closed'> => event.type === 'month-closed')
    .flatMap(({ month, rows }) => rows.filter((row) => row.memberId === memberId).map((row) => ({ month, ...row })));

/** Signs in Changji on the 5th of March 2026 and pays March, then nothing. */
async function paidThroughMarch(): Promise<string> {
  const memberId = await register.approve(changji);
  const debitAccount = `6222${String(Math.random()).slice(2, 14).padEnd(12, '0')}`;
  await register.sign(memberId, { debitAccount, firstContribution: yuan('1200') });
  register.poor.add(debitAccount);
  return memberId;
}

describe('closing a month', () => {
  it('CJ-11 ends the agreement at the end of the fourth unpaid month, not of the third; with a loan it is a breach', async () => {
    const [lapsing, borrowing, arrears] = [
      await paidThroughMarch(),
      await paidThroughMarch(),
      await paidThroughMarch(),
    ];
    await register.hear({
      type: 'loan-granted',
      loanId: randomUUID(),
      memberId: borrowing,
      city: changji,
      on: '2026-03-06',
    });
    await register.live('2026-03', '2026-06');
    expect(await agreementOf(lapsing)).toMatchObject({ status: 'ACTIVE', paidThrough: '2026-03' });
    // One of the three pays April on 10 July, which leaves May, June and July.
    register.clock.set('2026-07-10');
    await contribute(register.context(), { memberId: arrears, month: '2026-04', amount: yuan('1200'), ...key() });
    await register.live('2026-07', '2026-07');
    expect(await agreementOf(lapsing)).toMatchObject({ status: 'LAPSED', endedOn: '2026-07-31' });
    expect((await readAccounts(register.context(), [lapsing]))[0]).toMatchObject({ statusCode: '02' });
    expect(await agreementOf(arrears)).toMatchObject({ status: 'ACTIVE', paidThrough: '2026-04' });
    expect(await agreementOf(borrowing)).toMatchObject({ status: 'ACTIVE' });
    const breaches = await rows(register.database, 'SELECT since_month, noted_on FROM arrears_breach');
    expect(breaches).toEqual([{ since_month: '2026-04', noted_on: '2026-08-01' }]);
    const back = contribute(register.context(), {
      memberId: lapsing,
      month: '2026-04',
      amount: yuan('4800'),
      ...key(),
    });
    expect(await refusal(back)).toMatchObject({ code: 'BACK_PAYMENT_REFUSED', clause: 'CJ-12' });
  });

  it('CJ-15 counts continuous full months and starts anew after a month that was not full', async () => {
    register.clock.set('2026-08-03');
    const memberId = await register.approve(changji);
    const debitAccount = '622233330001';
    await register.sign(memberId, { debitAccount });
    await register.live('2026-08', '2026-09');
    expect(await streakOf(memberId)).toMatchObject({
      continuousFullMonths: 2,
      throughMonth: '2026-09',
      fundsUsed: false,
    });
    register.poor.add(debitAccount);
    await register.live('2026-10', '2026-10');
    expect(await streakOf(memberId)).toMatchObject({ continuousFullMonths: 0, throughMonth: '2026-10' });
    register.poor.delete(debitAccount);
    // Paying October in November fills the gap of the account, not that of the run.
    register.clock.set('2026-11-02');
    await contribute(register.context(), { memberId, month: '2026-10', amount: yuan('1200'), ...key() });
    await register.live('2026-11', '2026-11');
    expect(await streakOf(memberId)).toMatchObject({ continuousFullMonths: 1, throughMonth: '2026-11' });
    const row = { memberId, creditedFen: '120000', used: false };
    expect(told(memberId)).toEqual([
      { ...row, month: '2026-08', full: true, streakMonths: 1 },
      { ...row, month: '2026-09', full: true, streakMonths: 2 },
      { ...row, month: '2026-10', full: false, streakMonths: 0, creditedFen: '0' },
      { ...row, month: '2026-11', full: true, streakMonths: 1 },
    ]);
  });

  it('CJ-12 starts a new run with a new agreement, even without a gap', async () => {
    register.clock.set('2026-12-02');
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    await register.live('2026-12', '2027-01');
    register.clock.set('2027-02-03');
    await terminateAgreement(register.context(), { memberId, ...key() });
    await register.sign(memberId);
    await register.live('2027-02', '2027-02');
    expect(await streakOf(memberId)).toMatchObject({ continuousFullMonths: 1, throughMonth: '2027-02' });
  });

  it('CJ-15 tells a withdrawal or a loan as use of the funds for as long as the run lasts', async () => {
    register.clock.set('2027-03-02');
    const [drawing, borrowing] = [await register.approve(huzhou), await register.approve(huzhou)];
    await register.sign(drawing, { firstContribution: yuan('1200') });
    await register.sign(borrowing, { firstContribution: yuan('1200') });
    await withdraw(register.context(), { memberId: drawing, amount: yuan('100'), reasonCode: '99', ...key() });
    await register.payOut();
    const loanId = randomUUID();
    await register.hear({ type: 'loan-granted', loanId, memberId: borrowing, city: huzhou, on: '2027-03-09' });
    await register.hear({ type: 'loan-settled', loanId, memberId: borrowing, city: huzhou, on: '2027-03-10' });
    await register.live('2027-03', '2027-05');
    // The month's message tells withdrawals only: the subsidies hear of loans from the loan register itself.
    expect(told(drawing).map(({ used }) => used)).toEqual([true, true, true]);
    expect(told(borrowing).map(({ used }) => used)).toEqual([false, false, false]);
    for (const memberId of [drawing, borrowing]) {
      expect(await streakOf(memberId)).toMatchObject({ continuousFullMonths: 3, fundsUsed: true });
    }
  });

  it('is done once, in order, and not before the month is over', async () => {
    register.clock.set('2027-06-30');
    await expect(closeMonth(register.context(), changji, '2027-06')).rejects.toThrow('can be closed after 2027-06-30');
    const before = await rows(register.database, 'SELECT * FROM account ORDER BY id');
    await closeMonth(register.context(), changji, '2027-05');
    expect(await rows(register.database, 'SELECT * FROM account ORDER BY id')).toEqual(before);
    expect(register.told).toEqual([]);
    // June was left out: it is closed before July.
    register.clock.set('2027-08-01');
    await closeMonth(register.context(), changji, '2027-07');
    const months = register.told.map((event) => (event as EventOf<'month-closed'>).month);
    expect(months).toEqual(['2027-06', '2027-07']);
  });
});
