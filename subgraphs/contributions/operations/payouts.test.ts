import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks, trialBalance } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { settleInterest } from '../jobs/settle-interest.ts';
import { irregularPayouts } from './irregular-payouts.ts';
import { payOut } from './pay-out.ts';
import { payoutsOf } from './payouts.ts';
import { readAccounts } from './read-accounts.ts';
import { recoverPayout } from './recover-payout.ts';
import { resolvePayout } from './resolve-payout.ts';
import { voidWithdrawal } from './void-withdrawal.ts';
import { lastWithdrawalUpTo, withdraw } from './withdraw.ts';

const huzhou = '330500';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
});
afterAll(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
  await register?.close();
});
beforeEach(() => {
  register.clock.set('2026-03-05');
  register.paying.habit = () => undefined;
  register.told.length = 0;
});

const key = () => ({ idempotencyKey: randomUUID() });
const take = (memberId: string, amount = '500') =>
  withdraw(register.context(), { memberId, amount: yuan(amount), reasonCode: '99', ...key() });
/** A member with 1200.00 of whom 500.00 are held. */
async function holder() {
  const memberId = await register.approve(huzhou);
  await register.sign(memberId, { firstContribution: yuan('1200') });
  return { memberId, held: await take(memberId) };
}
const segments = async (memberId: string) =>
  Object.fromEntries(
    (await readAccounts(register.context(), [memberId]))[0]!.segments.map(({ segment, balance }) => [segment, balance]),
  );
const standing = async (memberId: string) => (await payoutsOf(register.database, [memberId]))[0]!;
const late = async () => {
  const lines = await trialBalance(register.database.manager, huzhou);
  return lines.find(({ account }) => account === 'suspense:paid-late')?.balance ?? 0n;
};

describe('HZ-04 money that is held', () => {
  it('is still the member’s own, and the bank is told of it after the commit', async () => {
    const { memberId, held } = await holder();
    expect(held).toMatchObject({ status: 'HELD', decideBy: '2026-03-08', expiresOn: '2026-03-12', resolvedOn: null });
    expect(register.told).toContainEqual({ type: 'payout-held', payoutId: held.id, memberId });
    expect(await segments(memberId)).toMatchObject({ FLEXIBLE: yuan('700'), HELD: yuan('500') });
    expect((await readAccounts(register.context(), [memberId]))[0]!.balance).toBe(yuan('1200'));
  });

  it('leaves the account when the bank has paid, once, and counts as taken from that day on', async () => {
    const { memberId, held } = await holder();
    register.clock.set('2026-03-07');
    register.paying.habit = () => 'paid';
    await payOut(register.context(), held.id);
    await payOut(register.context(), held.id);
    await register.payOut();
    expect(await standing(memberId)).toMatchObject({ status: 'PAID', resolvedOn: '2026-03-07' });
    expect(await segments(memberId)).toMatchObject({ FLEXIBLE: yuan('700'), HELD: 0n });
    const sql =
      'SELECT reason_code, paid_on FROM withdrawal w JOIN account a ON a.id = w.account_id WHERE member_id = $1';
    expect(await rows(register.database, sql, [memberId])).toEqual([{ reason_code: '99', paid_on: '2026-03-07' }]);
  });

  it('is given back by a movement that names the hold, when the bank refuses', async () => {
    const { memberId, held } = await holder();
    await resolvePayout(register.context(), held.reference, 'refused');
    expect(await standing(memberId)).toMatchObject({ status: 'VOIDED', resolvedOn: '2026-03-05' });
    expect(await segments(memberId)).toMatchObject({ FLEXIBLE: yuan('1200'), HELD: 0n });
    const sql = `SELECT count(*)::int AS n FROM payout_part p JOIN movement r ON r.reverses = p.hold_movement WHERE p.payout_id = $1`;
    expect(await rows(register.database, sql, [held.id])).toEqual([{ n: 1 }]);
    expect((await take(memberId, '1200')).status).toBe('HELD');
  });

  it('is given back on request, unless the bank has paid by then', async () => {
    const { memberId, held } = await holder();
    const voiding = { withdrawalId: held.id, ...key() };
    const voided = await voidWithdrawal(register.context(), voiding);
    expect(voided).toMatchObject({ status: 'VOIDED' });
    expect(await voidWithdrawal(register.context(), voiding)).toEqual(voided);
    const again = await take(memberId);
    register.paying.habit = () => 'paid';
    const context = register.context();
    await context.payingBank.pay({ ...again, account: null });
    const tooLate = voidWithdrawal(context, { withdrawalId: again.id, ...key() });
    expect(await refusal(tooLate)).toMatchObject({ code: 'PAYOUT_RESOLVED', field: 'withdrawalId' });
    expect(await standing(memberId)).toMatchObject({ id: again.id, status: 'PAID' });
  });

  it('is given back when the bank does not know after the last day, having asked it once more', async () => {
    const { memberId } = await holder();
    register.clock.set('2026-03-12');
    await register.payOut();
    expect((await standing(memberId)).status).toBe('HELD');
    register.clock.set('2026-03-13');
    await register.payOut();
    expect(await standing(memberId)).toMatchObject({ status: 'EXPIRED', resolvedOn: '2026-03-13' });
    expect(await segments(memberId)).toMatchObject({ FLEXIBLE: yuan('1200'), HELD: 0n });
  });

  it('is not ordered after its last day, however late the word of it comes', async () => {
    const { memberId, held } = await holder();
    register.clock.set('2026-03-13');
    register.paying.habit = () => 'paid';
    await payOut(register.context(), held.id);
    expect((await standing(memberId)).status).toBe('HELD');
    await register.payOut();
    expect((await standing(memberId)).status).toBe('EXPIRED');
  });

  it('is settled after its last day when the bank, asked once more, has paid', async () => {
    const { memberId, held } = await holder();
    register.paying.habit = () => 'paid';
    const context = register.context();
    await context.payingBank.pay({ ...held, account: null });
    register.clock.set('2026-03-20');
    await register.payOut();
    expect(await standing(memberId)).toMatchObject({ status: 'PAID' });
  });

  it('that was given back stays so when the bank says too late that it has paid: that is the centre’s to recover', async () => {
    const { memberId, held } = await holder();
    await voidWithdrawal(register.context(), { withdrawalId: held.id, ...key() });
    const before = await late();
    await resolvePayout(register.context(), held.reference, 'paid');
    await resolvePayout(register.context(), held.reference, 'paid');
    expect(await late()).toBe(before - yuan('500'));
    expect(await standing(memberId)).toMatchObject({ status: 'VOIDED' });
    expect(await segments(memberId)).toMatchObject({ FLEXIBLE: yuan('1200'), HELD: 0n });
  });

  describe('paid too late', () => {
    async function paidLate() {
      const { memberId, held } = await holder();
      await voidWithdrawal(register.context(), { withdrawalId: held.id, ...key() });
      await resolvePayout(register.context(), held.reference, 'paid');
      return { memberId, held };
    }
    const recover = (withdrawalId: string, way: 'CHARGED' | 'RETURNED') =>
      recoverPayout(register.context(), { withdrawalId, way, ...key() });
    const owed = async () =>
      (await irregularPayouts(register.context(), huzhou)).filter(({ recoveredOn }) => recoveredOn === null).length;

    it('is charged to the account as long as it holds it, once, and counts as taken', async () => {
      const { memberId, held } = await paidLate();
      const [before, open] = [await late(), await owed()];
      register.clock.set('2026-03-09');
      await recover(held.id, 'CHARGED');
      expect(await late()).toBe(before + yuan('500'));
      expect(await owed()).toBe(open - 1);
      expect(await segments(memberId)).toMatchObject({ FLEXIBLE: yuan('700'), HELD: 0n });
      const sql = `SELECT ${lastWithdrawalUpTo('a.id', "'2026-03-31'")} AS day FROM account a WHERE member_id = $1`;
      expect(await rows(register.database, sql, [memberId])).toEqual([{ day: '2026-03-09' }]);
      expect((await refusal(recover(held.id, 'CHARGED'))).code).toBe('PAYOUT_RESOLVED');
      expect((await refusal(recover(held.id, 'RETURNED'))).code).toBe('PAYOUT_RESOLVED');
    });

    it('is returned by whoever was paid', async () => {
      const { memberId, held } = await paidLate();
      const before = await late();
      await recover(held.id, 'RETURNED');
      expect(await late()).toBe(before + yuan('500'));
      expect(await segments(memberId)).toMatchObject({ FLEXIBLE: yuan('1200') });
    });

    it('stays owed while the account does not hold it, and is nobody else’s to settle', async () => {
      const { memberId, held } = await paidLate();
      register.paying.habit = () => 'paid';
      await take(memberId, '1000');
      await register.payOut();
      expect((await refusal(recover(held.id, 'CHARGED'))).code).toBe('BALANCE_TOO_LOW');
      const elsewhere = register.context({ audience: 'centre', cities: ['652300'] });
      const settling = recoverPayout(elsewhere, { withdrawalId: held.id, way: 'CHARGED', ...key() });
      expect((await refusal(settling)).code).toBe('NOT_FOUND');
      expect((await refusal(recover('x', 'CHARGED'))).code).toBe('NOT_FOUND');
      const { held: regular } = await holder();
      expect((await refusal(recover(regular.id, 'CHARGED'))).code).toBe('PAYOUT_RESOLVED');
    });
  });

  it('CJ-09 bears interest until the day before it is paid, as if it had stayed where it was', async () => {
    const [{ memberId }, other] = [await holder(), await register.approve(huzhou)];
    await register.sign(other, { firstContribution: yuan('1200') });
    register.clock.set('2026-06-30');
    await settleInterest(register.context(), huzhou, 2026);
    const earned = async (id: string) => (await segments(id))['INTEREST'];
    expect(await earned(memberId)).toBe(await earned(other));
    expect(await segments(memberId)).toMatchObject({ HELD: yuan('500') });
  });

  it('is nobody else’s to give back', async () => {
    const { held } = await holder();
    const elsewhere = register.context({ audience: 'centre', cities: ['652300'] });
    const voiding = voidWithdrawal(elsewhere, { withdrawalId: held.id, ...key() });
    expect(await refusal(voiding)).toMatchObject({ code: 'NOT_FOUND', field: 'withdrawalId' });
    const unknown = voidWithdrawal(register.context(), { withdrawalId: 'x', ...key() });
    expect((await refusal(unknown)).code).toBe('NOT_FOUND');
  });
});
