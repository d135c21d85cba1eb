import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import { deadBank } from '#test/banks.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { contribute } from '../operations/contribute.ts';
import { readDues, readOwed } from '../operations/read-dues.ts';
import { collectDue } from './collect.ts';

const changji = '652300';
const account = '622299990001';
let register: Rehearsal;
let memberId: string;

beforeEach(async () => {
  register = await rehearse('2026-03-05');
  memberId = await register.approve(changji);
  await register.sign(memberId, { debitAccount: account });
  register.poor.add(account);
});
afterEach(() => register?.close());

const collect = (date: string) => {
  register.clock.set(date);
  return collectDue(register.context(), changji, date);
};
const paidMonths = async () =>
  (
    await rows<{ month: string; on: string }>(
      register.database,
      'SELECT month, filled_on AS "on" FROM period_due WHERE filled_on IS NOT NULL ORDER BY month',
    )
  ).map(({ month, on }) => `${month} ${on}`);
const asked = () => register.sent.map(({ debitOn, controlCount }) => `${debitOn} ${controlCount}`);
const statusOf = async (month: string) =>
  (await readDues(register.context(), memberId, 2026)).find((due) => due.month === month)!.status;

describe('CJ-07 what the bank refused', () => {
  it('is asked for again on the retry day of the same month, once, and then is arrears for the counter', async () => {
    await collect('2026-03-20');
    await collect('2026-03-24');
    expect(asked()).toEqual(['2026-03-20 1']);
    expect(await statusOf('2026-03')).toBe('UNPAID');
    expect(await readOwed(register.context(), memberId)).toEqual({
      amount: yuan('1200'),
      arrears: 0n,
      nextDebitOn: '2026-03-25',
      nextDebitAmount: yuan('1200'),
    });
    for (const day of ['25', '25', '26', '31']) await collect(`2026-03-${day}`);
    expect(asked()).toEqual(['2026-03-20 1', '2026-03-25 1']);
    expect(await statusOf('2026-03')).toBe('ARREARS');
    register.poor.clear();
    await collect('2026-04-20');
    expect(await paidMonths()).toEqual(['2026-04 2026-04-20']);
    expect(await readOwed(register.context(), memberId)).toMatchObject({ arrears: yuan('1200') });
    const late = { memberId, month: '2026-03', amount: yuan('1200'), idempotencyKey: randomUUID() };
    await contribute(register.context(), late);
    expect(await paidMonths()).toEqual(['2026-03 2026-04-20', '2026-04 2026-04-20']);
  });

  it('is paid on the retry day, also when the machine was off on it', async () => {
    await collect('2026-03-20');
    register.poor.clear();
    await collect('2026-03-27');
    expect(asked()).toEqual(['2026-03-20 1', '2026-03-27 1']);
    expect(await paidMonths()).toEqual(['2026-03 2026-03-27']);
  });

  it('is not asked for twice on a day whose first batch is late itself', async () => {
    await collect('2026-03-26');
    await collect('2026-03-28');
    expect(asked()).toEqual(['2026-03-26 1']);
  });

  it('is asked for with whoever signed since, and for a whole prepaid quarter', async () => {
    await collect('2026-03-20');
    register.clock.set('2026-03-24');
    const late = await register.approve(changji);
    await register.sign(late, { mode: 'QUARTERLY' });
    await collect('2026-03-25');
    expect(asked()).toEqual(['2026-03-20 1', '2026-03-25 2']);
    const quarterly = await register.approve(changji);
    register.clock.set('2026-04-02');
    await register.sign(quarterly, { mode: 'QUARTERLY', debitAccount: '622299990002' });
    register.poor.add('622299990002');
    await collect('2026-04-20');
    register.poor.delete('622299990002');
    await collect('2026-04-25');
    const months = await rows(
      register.database,
      `SELECT d.month FROM period_due d JOIN agreement a ON a.id = d.agreement_id
       WHERE a.member_id = $1 AND d.filled_on = '2026-04-25' ORDER BY 1`,
      [quarterly],
    );
    expect(months).toEqual([{ month: '2026-04' }, { month: '2026-05' }, { month: '2026-06' }]);
  });

  it('is sent again with the same batch when the retry is interrupted', async () => {
    await collect('2026-03-20');
    register.clock.set('2026-03-25');
    await expect(collectDue(register.context({}, deadBank()), changji, '2026-03-25')).rejects.toThrow('went dead');
    register.poor.clear();
    await collect('2026-04-03');
    expect(asked()).toEqual(['2026-03-20 1', '2026-03-25 1']);
    expect(await paidMonths()).toEqual(['2026-03 2026-03-25']);
  });
});
