import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { bankThat, deadBank, pays } from '#test/banks.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import type { EntrustedBank } from '../adaptors/bank.ts';
import { closeMonth } from '../jobs/close-month.ts';
import { collectDue } from '../jobs/collect.ts';
import { contribute } from './contribute.ts';
import { payNow } from './pay-now.ts';
import { readPayments } from './payments.ts';
import { readAccounts } from './read-accounts.ts';
import { currentAgreements } from './read-agreements.ts';
import { readOwed } from './read-dues.ts';
import { readSuspense } from './read-suspense.ts';
import { resolveSuspense } from './resolve-suspense.ts';
import { signAgreement } from './sign-agreement.ts';

const changji = '652300';
let register: Rehearsal;

beforeEach(async () => {
  register = await rehearse('2026-03-30');
});
afterEach(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
  await register.close();
});

const key = () => ({ idempotencyKey: randomUUID() });
const self = (memberId: string) => register.context({ audience: 'member', member: memberId });
const staff = () => register.context({ audience: 'centre', cities: [changji] });
const payments = (memberId: string) => readPayments(self(memberId), memberId, 2026);
const owes = (memberId: string) => ({ memberId, month: '2026-03', amount: yuan('1200'), ...key() });

async function ordered(): Promise<string> {
  const memberId = await register.approve(changji);
  await register.sign(memberId);
  await payNow(self(memberId), owes(memberId));
  return memberId;
}

async function collect(on: string, bank?: EntrustedBank): Promise<void> {
  register.clock.set(on);
  await collectDue(register.context({}, bank), changji, on);
}

/** A bank that says nothing until it is told to. */
function slowBank() {
  const state = { answers: false, sent: 0 };
  const bank = bankThat(({ lines }) => (state.answers ? lines.map(pays) : undefined));
  const send: EntrustedBank['send'] = (instruction) => {
    state.sent += 1;
    return bank.send(instruction);
  };
  return { state, bank: { ...bank, send } };
}

describe('CJ-07 a payment that the bank does not answer', () => {
  it('holds back the counter and the month through its last day, and no longer', async () => {
    const memberId = await ordered();
    const { bank } = slowBank();
    await collect('2026-04-06', bank);
    expect((await refusal(contribute(staff(), owes(memberId)))).code).toBe('IN_PROGRESS');
    await expect(closeMonth(register.context(), changji, '2026-03')).rejects.toThrow('waits for the bank');
    await collect('2026-04-07', bank);
    expect(await payments(memberId)).toMatchObject([{ status: 'EXPIRED', settledOn: '2026-04-07' }]);
    await closeMonth(register.context(), changji, '2026-03');
    expect(await readOwed(self(memberId), memberId)).toMatchObject({ arrears: yuan('1200') });
    await contribute(staff(), owes(memberId));
    expect((await readAccounts(staff(), [memberId]))[0]).toMatchObject({ balance: yuan('1200') });
  });

  it('is given up also while the bank is out of reach', async () => {
    const memberId = await ordered();
    await expect(collect('2026-04-07', deadBank())).rejects.toThrow('went dead');
    expect(await payments(memberId)).toMatchObject([{ status: 'EXPIRED' }]);
  });

  it('and that it took all the same goes to suspense once, and pays the member’s dues from there', async () => {
    const memberId = await ordered();
    const { bank, state } = slowBank();
    await collect('2026-04-07', bank);
    state.answers = true;
    for (const day of ['2026-04-08', '2026-04-09']) await collect(day, bank);
    expect(state.sent).toBe(1);
    const [item] = (await readSuspense(staff(), changji, { first: 9 })).edges;
    expect(item!.node).toMatchObject({
      reason: 'PAID_LATE',
      memberId,
      openAmount: yuan('1200'),
      notedOn: '2026-04-08',
    });
    expect(await payments(memberId)).toMatchObject([{ status: 'EXPIRED' }]);
    await resolveSuspense(staff(), { itemId: item!.node.id, resolution: 'CREDIT', memberId, ...key() });
    const booked = await rows(register.database, 'SELECT period, booked_on AS "on" FROM movement WHERE code = \'01\'');
    expect(booked).toEqual([{ period: '2026-03', on: '2026-04-09' }]);
  });

  it('is asked for again on the retry day of its month', async () => {
    register.clock.set('2026-03-17');
    const memberId = await ordered();
    const bank = bankThat(({ debitOn, lines }) => (debitOn === '2026-03-25' ? lines.map(pays) : undefined));
    await collect('2026-03-20', bank);
    await collect('2026-03-25', bank);
    expect(await payments(memberId)).toMatchObject([{ status: 'EXPIRED', settledOn: '2026-03-25' }]);
    const booked = await rows(register.database, 'SELECT period, booked_on AS "on" FROM movement');
    expect(booked).toEqual([{ period: '2026-03', on: '2026-03-25' }]);
  });

  it('is answered by its file, however late, while it is not given up', async () => {
    const memberId = await ordered();
    await collect('2026-04-20');
    expect(await payments(memberId)).toMatchObject([{ status: 'PAID', settledOn: '2026-04-20' }]);
  });
});

describe('HZ-02 a first contribution that the bank does not answer', () => {
  const huzhou = '330500';

  it('ends the agreement on its last day, so that another can be signed', async () => {
    const memberId = await register.approve(huzhou);
    const plan = { base: yuan('7180'), ratio: '10%', mode: 'MONTHLY' as const, debitAccount: '622299990001' };
    const sign = (caller: ReturnType<typeof self>) =>
      signAgreement(caller, { memberId, ...plan, firstContribution: yuan('718'), ...key() });
    await sign(self(memberId));
    register.clock.set('2026-04-07');
    await collectDue(register.context({}, slowBank().bank), huzhou, '2026-04-07');
    const [agreement] = await currentAgreements(register.context(), [memberId]);
    expect(agreement).toMatchObject({ status: 'TERMINATED', endedOn: '2026-04-07' });
    await sign(register.context());
    expect((await readAccounts(register.context(), [memberId]))[0]).toMatchObject({ statusCode: '01' });
  });
});
