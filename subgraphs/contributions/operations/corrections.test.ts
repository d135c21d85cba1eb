import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { ownerQuery, type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { contribute } from './contribute.ts';
import { correctionsOf, pendingCorrections } from './corrections.ts';
import { decideCorrection } from './decide-correction.ts';
import { deductible } from './deductible.ts';
import { freezeAccount } from './freeze-account.ts';
import { proposeCorrection } from './propose-correction.ts';
import { readAccounts, readStreaks } from './read-accounts.ts';
import { currentAgreements } from './read-agreements.ts';
import { readMovements } from './read-movements.ts';
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
const officer = (name: string) => register.context({ officer: name });
async function member(): Promise<string> {
  const memberId = await register.approve(huzhou);
  await register.sign(memberId, { firstContribution: yuan('1200') });
  return memberId;
}
const pay = (memberId: string, month: string, by = 'teller') =>
  contribute(officer(by), { memberId, month, amount: yuan('1200'), ...key() });
const movements = async (memberId: string) =>
  (await readMovements(register.context(), memberId, { first: 50 })).edges.map(({ node }) => node);
const ofMonth = async (memberId: string, month: string) =>
  (await movements(memberId)).find(({ period, reverses }) => period === month && !reverses)!.id;
const propose = (movementId: string, by = 'one') =>
  proposeCorrection(officer(by), { movementId, reason: 'BANK_RETURNED', note: '银行退回', ...key() });
const decide = (correctionId: string, by = 'two', decision: 'BOOK' | 'REJECT' = 'BOOK') =>
  decideCorrection(officer(by), { correctionId, decision, ...key() });
const balanceOf = async (memberId: string) => (await readAccounts(register.context(), [memberId]))[0]!.balance;

describe('A.9 a correction', () => {
  it('takes a contribution back by a movement that names it, and its month is owed again', async () => {
    const memberId = await member();
    await pay(memberId, '2026-04');
    const wrong = await ofMonth(memberId, '2026-04');
    const proposed = await propose(wrong);
    expect(proposed).toMatchObject({ status: 'PROPOSED', proposedBy: 'one', fen: yuan('1200'), period: '2026-04' });
    expect(await pendingCorrections(register.context(), huzhou)).toEqual([proposed]);
    expect(await balanceOf(memberId)).toBe(yuan('2400'));
    register.clock.set('2026-03-09');
    const booked = await decide(proposed.id);
    expect(booked).toMatchObject({ status: 'BOOKED', decidedBy: 'two', decidedOn: '2026-03-09' });
    expect(await balanceOf(memberId)).toBe(yuan('1200'));
    const seen = await movements(memberId);
    expect(seen.find(({ id }) => id === wrong)).toMatchObject({ reversedBy: booked.reversal, reverses: null });
    expect(seen.find(({ id }) => id === booked.reversal)).toMatchObject({ reverses: wrong, amount: yuan('-1200') });
    expect((await currentAgreements(register.context(), [memberId]))[0]!.paidThrough).toBe('2026-03');
    expect((await pay(memberId, '2026-04')).months).toEqual(['2026-04']);
    expect(await correctionsOf(register.database, [memberId])).toEqual([booked]);
    expect(await pendingCorrections(register.context(), huzhou)).toEqual([]);
  });

  it('CJ-14 takes the month out of the deduction, and CJ-15 ends the run of full months before it', async () => {
    const memberId = await member();
    await register.live('2026-03', '2026-05');
    register.clock.set('2026-06-02');
    expect(await readStreaks(register.context(), [memberId])).toMatchObject([{ continuousFullMonths: 3 }]);
    const { id } = await propose(await ofMonth(memberId, '2026-04'));
    await decide(id);
    const told = await readStreaks(register.context(), [memberId]);
    expect(told).toMatchObject([{ continuousFullMonths: 1, throughMonth: '2026-05' }]);
    expect(register.told).toContainEqual({ type: 'month-corrected', memberId, city: huzhou, month: '2026-04' });
    const [deduction] = await deductible(register.context(), [{ memberId, averageIncome: null }], 2026);
    expect(deduction!.contributed).toBe(yuan('2400'));
    expect(deduction!.months.map(({ period }) => period)).toEqual(['2026-03', '2026-05']);
  });

  it('needs two officers: neither the one who proposed it nor the one who took the money decides', async () => {
    const memberId = await register.approve(huzhou);
    await register.sign(memberId, { firstContribution: yuan('1200') });
    await pay(memberId, '2026-04', 'teller');
    const { id } = await propose(await ofMonth(memberId, '2026-04'));
    const fourEyes = { code: 'FORBIDDEN', field: 'officer', rule: 'four-eyes' };
    expect(await refusal(decide(id, 'one'))).toMatchObject(fourEyes);
    expect(await refusal(decide(id, 'teller'))).toMatchObject(fourEyes);
    const nobody = decideCorrection(register.context(), { correctionId: id, decision: 'BOOK', ...key() });
    expect(await refusal(nobody)).toMatchObject(fourEyes);
    const unnamed = { movementId: '1', reason: 'OTHER' as const, note: 'x', ...key() };
    expect(await refusal(proposeCorrection(register.context(), unnamed))).toMatchObject(fourEyes);
    expect((await decide(id, 'two')).status).toBe('BOOKED');
  });

  it('may be rejected, and proposed anew; decided once', async () => {
    const memberId = await member();
    const wrong = await ofMonth(memberId, '2026-03');
    const { id } = await propose(wrong);
    expect(await refusal(propose(wrong, 'three'))).toMatchObject({ code: 'IN_PROGRESS', field: 'movementId' });
    expect(await decide(id, 'two', 'REJECT')).toMatchObject({ status: 'REJECTED', reversal: null });
    expect((await refusal(decide(id, 'three'))).code).toBe('NOT_FOUND');
    const again = await propose(wrong);
    const ends = await Promise.allSettled([decide(again.id, 'two'), decide(again.id, 'three')]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await balanceOf(memberId)).toBe(0n);
    expect(await refusal(propose(wrong))).toMatchObject({ code: 'ALREADY_REVERSED' });
    const [back] = await movements(memberId);
    expect(await refusal(propose(back!.id))).toMatchObject({ code: 'ALREADY_REVERSED' });
  });

  it('HZ-04 is refused when the money is gone, held or frozen', async () => {
    const memberId = await member();
    const { id } = await propose(await ofMonth(memberId, '2026-03'));
    await withdraw(register.context(), { memberId, amount: 1n, reasonCode: '99', ...key() });
    expect((await refusal(decide(id))).code).toBe('BALANCE_TOO_LOW');
    await register.payOut();
    expect((await refusal(decide(id))).code).toBe('BALANCE_TOO_LOW');
    await pay(memberId, '2026-04');
    const freeze = { memberId, kind: 'RECEIVE_ONLY' as const, authority: '法院', document: '1号', ...key() };
    await freezeAccount(register.context(), freeze);
    expect((await refusal(decide(id))).code).toBe('ACCOUNT_FROZEN');
  });

  it('CJ-13 leaves what a partial freeze keeps, beside what is already on its way to the bank', async () => {
    const memberId = await member();
    await pay(memberId, '2026-04');
    const proposed = await propose(await ofMonth(memberId, '2026-04'));
    await withdraw(register.context(), { memberId, amount: yuan('1200'), reasonCode: '99', ...key() });
    await freezeAccount(register.context(), {
      ...{ memberId, kind: 'PARTIAL', amount: yuan('1200'), authority: '法院', document: '3号' },
      ...key(),
    });
    expect(await refusal(decide(proposed.id))).toMatchObject({ code: 'ACCOUNT_FROZEN', rule: '部分冻结 1200.00' });
  });

  it('is not the way to take back a hold, what was paid, or anything but a contribution', async () => {
    const memberId = await member();
    await withdraw(register.context(), { memberId, amount: yuan('100'), reasonCode: '99', ...key() });
    await register.payOut();
    const [paid, held] = await movements(memberId);
    expect(await refusal(propose(paid!.id))).toMatchObject({ code: 'NOT_ELIGIBLE', rule: 'A.5 11' });
    expect(await refusal(propose(held!.id))).toMatchObject({ code: 'NOT_ELIGIBLE', rule: 'A.5 99' });
    for (const id of ['0', 'x', '999999999']) {
      expect(await refusal(propose(id))).toMatchObject({ code: 'NOT_FOUND', field: 'movementId' });
    }
    const elsewhere = register.context({ audience: 'centre', cities: ['652300'], officer: 'one' });
    const other = { movementId: await ofMonth(memberId, '2026-03'), reason: 'OTHER' as const, note: 'x', ...key() };
    expect((await refusal(proposeCorrection(elsewhere, other))).code).toBe('NOT_FOUND');
    expect((await refusal(pendingCorrections(elsewhere, huzhou))).code).toBe('FORBIDDEN');
  });

  it('is the only way in which a paid month becomes unpaid', async () => {
    const memberId = await member();
    const unpay = "UPDATE period_due SET paid_fen = 0, filled_on = NULL WHERE month = '2026-03' AND agreement_id = $1";
    const [agreement] = await currentAgreements(register.context(), [memberId]);
    await expect(rows(register.database, unpay, [agreement!.id])).rejects.toThrow('not rewritten');
    await expect(ownerQuery(register, unpay, [agreement!.id])).rejects.toThrow('not rewritten');
  });
});
