import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import type { EventOf } from '#service/event-types.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { scheduledRuns } from '../jobs/handlers.ts';
import { contribute } from './contribute.ts';
import { currentAgreements } from './read-agreements.ts';
import { readPools } from './read-pools.ts';
import { signAgreement } from './sign-agreement.ts';
import { terminateAgreement } from './terminate-agreement.ts';

const changji = '652300';
const huzhou = '330500';
let register: Rehearsal;

beforeEach(async () => {
  register = await rehearse('2026-03-05');
});
afterEach(() => register?.close());

const key = () => ({ idempotencyKey: randomUUID() });
let sequence = 1;
const nowKnown = (memberId: string, facts: Partial<EventOf<'member-facts-changed'>>) => {
  sequence += 1;
  return register.hear({
    type: 'member-facts-changed',
    memberId,
    sequence,
    city: changji,
    approvedOn: '2026-01-05',
    retirementOn: '2050-01-31',
    inUnit: false,
    spouseId: null,
    categories: [],
    ...facts,
  });
};
const dues = () => rows(register.database, 'SELECT month, filled_on FROM period_due ORDER BY month');
const pay = (memberId: string, month: string, amount = '1200') =>
  contribute(register.context(), { memberId, month, amount: yuan(amount), ...key() });
const agreementOf = async (memberId: string) => (await currentAgreements(register.context(), [memberId]))[0]!;

describe('who may not contribute on their own any more', () => {
  it('CJ-04 owes nothing new in a unit, is neither debited nor lapses, and owes nothing of that time afterwards', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    await register.live('2026-03', '2026-03');
    await nowKnown(memberId, { inUnit: true });
    await register.live('2026-04', '2026-09');
    expect(await dues()).toEqual([{ month: '2026-03', filled_on: '2026-03-20' }]);
    expect(await refusal(pay(memberId, '2026-10'))).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-04' });
    await nowKnown(memberId, { inUnit: false });
    expect(await agreementOf(memberId)).toMatchObject({ status: 'CONVERTED' });
    await register.sign(memberId);
    expect((await pay(memberId, '2026-10')).months).toEqual(['2026-10']);
    await register.live('2026-10', '2026-11');
    expect((await dues()).map((due) => (due as { month: string }).month)).toEqual(['2026-03', '2026-10', '2026-11']);
  });

  it('CJ-04 is not asked again for what was refused before the unit', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId, { mode: 'QUARTERLY', debitAccount: '622200006666' });
    register.poor.add('622200006666');
    await register.live('2026-04', '2026-04');
    register.poor.clear();
    await nowKnown(memberId, { inUnit: true });
    register.sent.length = 0;
    await register.live('2026-05', '2026-05');
    expect(register.sent).toEqual([]);
  });

  it('CJ-01 owes no month that begins at retirement age or later, and pays none ahead', async () => {
    const memberId = await register.approve(changji, { retirementOn: '2026-06-15' });
    await register.sign(memberId, { mode: 'YEARLY' });
    await register.live('2026-03', '2026-03');
    expect(await dues()).toHaveLength(4);
    await register.live('2026-04', '2026-06');
    expect((await dues()).at(-1)).toEqual({ month: '2026-06', filled_on: '2026-03-20' });
    expect(await refusal(pay(memberId, '2026-07'))).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-01' });
    const other = await register.approve(changji, { retirementOn: '2026-09-01' });
    await register.sign(other);
    // July and August are left.
    expect((await refusal(pay(other, '2026-07', '3600'))).code).toBe('LIMIT_EXCEEDED');
    expect((await pay(other, '2026-07', '2400')).months).toEqual(['2026-07', '2026-08']);
  });

  it('HZ-01 HZ-03 in Huzhou hears Huzhou’s clauses', async () => {
    const memberId = await register.approve(huzhou);
    await register.sign(memberId, { firstContribution: yuan('1200') });
    await nowKnown(memberId, { city: huzhou, inUnit: true });
    expect(await refusal(pay(memberId, '2026-04'))).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-03' });
    await nowKnown(memberId, { city: huzhou, retirementOn: '2026-03-05' });
    expect(await refusal(pay(memberId, '2026-04'))).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-01' });
  });
});

describe('HZ-02 a refusal in Huzhou', () => {
  it('names a clause of Huzhou, whatever is refused', async () => {
    const memberId = await register.approve(huzhou);
    const context = register.context();
    const unknown = register.context({ cities: [huzhou] });
    expect((await refusal(register.sign(memberId))).clause).toBe('HZ-02');
    const input = { base: yuan('6000'), ratio: '20%', mode: 'MONTHLY' as const, debitAccount: '622200001111' };
    const stranger = signAgreement(unknown, { ...input, memberId: randomUUID(), firstContribution: null, ...key() });
    expect(await refusal(stranger)).toMatchObject({ code: 'NOT_APPROVED', clause: 'HZ-01' });
    await register.sign(memberId, { firstContribution: yuan('1200') });
    const told = [
      await refusal(register.sign(memberId, { firstContribution: yuan('1200') })),
      await refusal(pay(memberId, '2026-03')),
      await refusal(pay(memberId, '2026-02')),
      await refusal(pay(memberId, '2026-04', '1300')),
      await refusal(pay(memberId, '2026-04', '99999')),
    ];
    const loan = {
      type: 'loan-granted' as const,
      loanId: randomUUID(),
      memberId,
      city: huzhou as '330500',
      on: '2026-03-05',
    };
    await register.hear(loan);
    told.push(await refusal(terminateAgreement(context, { memberId, ...key() })));
    expect(told.map(({ code, clause }) => [code, clause])).toEqual([
      ['AGREEMENT_ACTIVE', 'HZ-02'],
      ['PERIOD_ALREADY_PAID', 'HZ-02'],
      ['BACK_PAYMENT_REFUSED', 'HZ-02'],
      ['AMOUNT_OUT_OF_BOUNDS', 'HZ-02'],
      ['LIMIT_EXCEEDED', 'HZ-02'],
      ['LOAN_OUTSTANDING', 'HZ-02'],
    ]);
  });
});

describe('an agreement that has ended by itself', () => {
  async function fourMonthsUnpaid(): Promise<string> {
    const memberId = await register.approve(changji);
    await register.sign(memberId, { debitAccount: '622200009999' });
    await register.live('2026-03', '2026-03');
    register.poor.add('622200009999');
    await register.live('2026-04', '2026-06');
    register.clock.set('2026-07-20');
    await scheduledRuns(register.context())['collect']!();
    // Half past midnight on the first of August in Shanghai; the month is closed at half past one.
    register.clock.set('2026-07-31T16:30:00.000Z');
    return memberId;
  }

  it('CJ-11 CJ-12 takes no money from the first moment of the next month, before any run has come by', async () => {
    const memberId = await fourMonthsUnpaid();
    const late = await refusal(pay(memberId, '2026-04', '4800'));
    expect(late).toMatchObject({ code: 'BACK_PAYMENT_REFUSED', clause: 'CJ-12' });
    expect(late.message).toContain('2026-07-31');
    await scheduledRuns(register.context())['close-month']!();
    expect(await agreementOf(memberId)).toMatchObject({ status: 'LAPSED', endedOn: '2026-07-31' });
  });

  it('CJ-11 takes it a moment earlier', async () => {
    const memberId = await fourMonthsUnpaid();
    register.clock.set('2026-07-31T15:59:59.000Z');
    expect((await pay(memberId, '2026-04', '4800')).months).toHaveLength(4);
    register.clock.set('2026-08-01');
    await scheduledRuns(register.context())['close-month']!();
    expect(await agreementOf(memberId)).toMatchObject({ status: 'ACTIVE', paidThrough: '2026-07' });
  });

  it('CJ-11 is no bar to signing a new one, and is written down with the day it ended', async () => {
    const memberId = await fourMonthsUnpaid();
    expect(await register.sign(memberId)).toMatchObject({ status: 'ACTIVE', firstMonth: '2026-08' });
    await scheduledRuns(register.context())['close-month']!();
    const all = await rows(register.database, 'SELECT status, ended_on FROM agreement ORDER BY number');
    expect(all).toEqual([
      { status: 'LAPSED', ended_on: '2026-07-31' },
      { status: 'ACTIVE', ended_on: null },
    ]);
  });

  it('CJ-11 goes on, as a breach, where a loan was outstanding: its arrears can be paid', async () => {
    const memberId = await fourMonthsUnpaid();
    await register.hear({ type: 'loan-granted', loanId: randomUUID(), memberId, city: changji, on: '2026-07-31' });
    expect((await pay(memberId, '2026-04', '4800')).months).toHaveLength(4);
  });
});

describe('CJ-22 what is due', () => {
  it('counts a month once for a member who signs, ends and signs again in it', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    await terminateAgreement(register.context(), { memberId, ...key() });
    await register.sign(memberId);
    register.clock.set('2026-03-20');
    await scheduledRuns(register.context())['collect']!();
    const pool = async () => (await readPools(register.context(), ['652300:flexible']))[0]!;
    expect(await pool()).toMatchObject({ dueThisYear: yuan('1200'), paidOfDueThisYear: yuan('1200') });
    // Ended for good: what was paid of it stays due and paid.
    await terminateAgreement(register.context(), { memberId, ...key() });
    expect(await pool()).toMatchObject({ dueThisYear: yuan('1200'), paidOfDueThisYear: yuan('1200') });
  });

  it('counts no month before the day it falls due, and none after the agreement ended', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    const due = async (on: string) => {
      register.clock.set(on);
      return (await readPools(register.context(), ['652300:flexible']))[0]!.dueThisYear;
    };
    await register.live('2026-03', '2026-03');
    register.clock.set('2026-04-20');
    await scheduledRuns(register.context())['collect']!();
    // April was written down on the 20th: on the 19th only March had fallen due.
    expect([await due('2026-04-19'), await due('2026-04-20')]).toEqual([yuan('1200'), yuan('2400')]);
    register.clock.set('2026-04-21');
    await pay(memberId, '2026-05', '3600');
    await terminateAgreement(register.context(), { memberId, ...key() });
    // May to July are paid ahead and are owed by nobody.
    expect(await due('2026-07-31')).toBe(yuan('2400'));
  });
});
