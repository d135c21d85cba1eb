import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { memberTold } from '#service/told-refusals.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { collectDue } from '../jobs/collect.ts';
import { endFreezes } from '../jobs/freezes.ts';
import type { FreezeAccountInput } from '../schema.generated.ts';
import { accountEventsOf } from './account-events.ts';
import { contribute } from './contribute.ts';
import { freezeAccount } from './freeze-account.ts';
import { freezesOf } from './freezes.ts';
import { readAccounts } from './read-accounts.ts';
import { terminateAgreement } from './terminate-agreement.ts';
import { unfreezeAccount } from './unfreeze-account.ts';
import { withdraw } from './withdraw.ts';

const huzhou = '330500';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
});
afterAll(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
  await register?.close();
});
beforeEach(() => register.clock.set('2026-03-05'));

const key = () => ({ idempotencyKey: randomUUID() });
async function member(): Promise<string> {
  const memberId = await register.approve(huzhou);
  await register.sign(memberId, { firstContribution: yuan('1200') });
  return memberId;
}
const freeze = (memberId: string, more: Partial<FreezeAccountInput> = {}) =>
  freezeAccount(register.context(), {
    ...{ memberId, kind: 'RECEIVE_ONLY', authority: '昌吉市人民法院', document: '（2026）新2301执17号' },
    ...more,
    ...key(),
  });
const lift = (freezeId: string) => unfreezeAccount(register.context(), { freezeId, document: '解冻17号', ...key() });
const take = async (memberId: string, amount: string) => {
  const held = await withdraw(register.context(), { memberId, amount: yuan(amount), reasonCode: '99', ...key() });
  await register.payOut();
  return held;
};
const pay = (memberId: string, month: string) =>
  contribute(register.context(), { ...{ memberId, month, amount: yuan('1200') }, ...key() } as never);
const statusOf = async (memberId: string) => (await readAccounts(register.context(), [memberId]))[0]!.statusCode;
const eventsOf = async (memberId: string) =>
  (await accountEventsOf(register.database, [memberId])).map(({ code, detail }) => [code, detail]);

describe('CJ-13 a frozen account', () => {
  it('只收不付 takes money in and gives none out, and names the rule', async () => {
    const memberId = await member();
    const frozen = await freeze(memberId);
    expect(frozen).toMatchObject({ fen: null, fromOn: '2026-03-05', until: null, liftedOn: null });
    expect(await statusOf(memberId)).toBe('06');
    expect(await refusal(take(memberId, '1'))).toMatchObject({ code: 'ACCOUNT_FROZEN', rule: '只收不付' });
    expect((await pay(memberId, '2026-04')).balance).toBe(yuan('2400'));
    await lift(frozen.id);
    expect(await statusOf(memberId)).toBe('01');
    expect((await take(memberId, '1')).status).toBe('HELD');
    const events = (await eventsOf(memberId)).filter(([code]) => code === '14' || code === '15');
    expect(events).toEqual([
      ['14', '（2026）新2301执17号'],
      ['15', '解冻17号'],
    ]);
  });

  it('不收不付 takes nothing in either, at the counter or by debit, and is debited again when that has ended', async () => {
    const memberId = await member();
    const { id } = await freeze(memberId, { kind: 'NO_MOVEMENT' });
    expect(await refusal(pay(memberId, '2026-04'))).toMatchObject({ code: 'ACCOUNT_FROZEN', rule: '不收不付' });
    expect(await refusal(take(memberId, '1'))).toMatchObject({ code: 'ACCOUNT_FROZEN', rule: '不收不付' });
    const paid = async () => {
      const sql =
        'SELECT month FROM period_due d JOIN agreement a ON a.id = d.agreement_id WHERE member_id = $1 AND paid_fen > 0 ORDER BY 1';
      return (await rows<{ month: string }>(register.database, sql, [memberId])).map(({ month }) => month);
    };
    register.clock.set('2026-04-20');
    await collectDue(register.context(), huzhou, '2026-04-20');
    expect(await paid()).toEqual(['2026-03']);
    await lift(id);
    register.clock.set('2026-05-20');
    await collectDue(register.context(), huzhou, '2026-05-20');
    expect(await paid()).toEqual(['2026-03', '2026-04', '2026-05']);
  });

  it('部分冻结 keeps its amount, each authority its own', async () => {
    const memberId = await member();
    await freeze(memberId, { kind: 'PARTIAL', amount: yuan('500') });
    await freeze(memberId, { kind: 'PARTIAL', amount: yuan('300'), document: '18号' });
    const over = await refusal(take(memberId, '400.01'));
    expect(over).toMatchObject({ code: 'ACCOUNT_FROZEN', rule: '部分冻结 800.00' });
    expect((await take(memberId, '400')).status).toBe('HELD');
    expect((await refusal(take(memberId, '0.01'))).code).toBe('ACCOUNT_FROZEN');
  });

  it('is free again after the last day, of which the register keeps the day it was noticed', async () => {
    const memberId = await member();
    await freeze(memberId, { until: '2026-03-10' });
    register.clock.set('2026-03-10');
    await endFreezes(register.context(), huzhou);
    expect(await statusOf(memberId)).toBe('06');
    register.clock.set('2026-03-11');
    expect((await take(memberId, '1')).status).toBe('HELD');
    await endFreezes(register.context(), huzhou);
    await endFreezes(register.context(), huzhou);
    expect(await statusOf(memberId)).toBe('01');
    expect(await freezesOf(register.database, [memberId])).toMatchObject([{ liftedOn: '2026-03-11' }]);
  });

  it('stays frozen while another freeze stands, and is sealed afterwards when its agreement has ended', async () => {
    const memberId = await member();
    const [one, other] = [await freeze(memberId), await freeze(memberId)];
    await terminateAgreement(register.context(), { memberId, ...key() });
    await lift(one.id);
    expect(await statusOf(memberId)).toBe('06');
    expect((await refusal(lift(one.id))).code).toBe('NOT_FOUND');
    await lift(other.id);
    expect(await statusOf(memberId)).toBe('02');
  });

  it('AG-06 is no closed one, and whoever is told so is told a fact about its member', async () => {
    const memberId = await member();
    await register.database.query("UPDATE account SET status = '05' WHERE member_id = $1", [memberId]);
    const refused = await freeze(memberId).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: 'ACCOUNT_NOT_OPEN' });
    expect(memberTold(refused)).toBe(memberId);
    const stranger = await freeze(randomUUID()).catch((thrown: unknown) => thrown);
    expect(stranger).toMatchObject({ code: 'ACCOUNT_NOT_OPEN' });
    expect(memberTold(stranger)).toBeUndefined();
  });

  it('is refused when misstated, and by whoever does not answer for the member', async () => {
    const memberId = await member();
    const field = async (more: Partial<FreezeAccountInput>) => (await refusal(freeze(memberId, more))).field;
    expect(await field({ kind: 'PARTIAL' })).toBe('amount');
    expect(await field({ amount: 1n })).toBe('amount');
    expect(await field({ kind: 'PARTIAL', amount: 0n })).toBe('amount');
    expect(await field({ authority: ' ' })).toBe('authority');
    expect(await field({ document: 'x'.repeat(201) })).toBe('document');
    expect(await field({ until: '2026-03-04' })).toBe('until');
    const { id } = await freeze(memberId);
    const elsewhere = register.context({ cities: ['652300'], audience: 'centre' });
    const lifting = unfreezeAccount(elsewhere, { freezeId: id, document: 'x', ...key() });
    expect(await refusal(lifting)).toMatchObject({ code: 'NOT_FOUND', field: 'freezeId' });
    expect((await refusal(lift('x'))).code).toBe('NOT_FOUND');
  });
});
