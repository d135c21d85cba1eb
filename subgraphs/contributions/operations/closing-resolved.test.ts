import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { scheduledRuns } from '../jobs/handlers.ts';
import { closeAccount } from './close-account.ts';
import { contribute } from './contribute.ts';
import { readAccounts } from './read-accounts.ts';
import { currentAgreements } from './read-agreements.ts';
import { voidWithdrawal } from './void-withdrawal.ts';

const huzhou = '330500';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-07-10');
});
beforeEach(() => {
  register.clock.set('2026-07-10');
  register.paying.habit = () => 'paid';
  register.told.length = 0;
});
afterEach(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
});
afterAll(() => register?.close());

const key = () => ({ idempotencyKey: randomUUID() });
const close = (memberId: string) =>
  closeAccount(register.context(), { memberId, ground: 'MEMBER_WISH', reasonCode: '99', ...key() });
const account = async (memberId: string) => (await readAccounts(register.context(), [memberId]))[0]!;
const agreement = async (memberId: string) => (await currentAgreements(register.context(), [memberId]))[0]!;
const pay = (memberId: string, month: string, amount: string) =>
  contribute(register.context(), { memberId, month, amount: yuan(amount), ...key() });

/** Three deposits of 718.00 in Huzhou, seen on 5 October. */
async function threeDeposits(): Promise<string> {
  const memberId = await register.approve(huzhou);
  await register.sign(memberId, { base: yuan('7180'), ratio: '10%', firstContribution: yuan('718') });
  for (const month of ['2026-08', '2026-09']) {
    register.clock.set(`${month}-10`);
    await pay(memberId, month, '718');
  }
  register.clock.set('2026-10-05');
  return memberId;
}

describe('CJ-15 a subsidy that comes while a closing is with the bank', () => {
  const award = (memberId: string) => ({
    type: 'subsidies-awarded' as const,
    ...{ city: huzhou as CityCode, clause: 'CJ-15' as const, payOn: '2026-10-01' },
    awards: [{ awardId: randomUUID(), memberId, fen: '3600' }],
  });

  it('stays the member’s: the account is not closed with it in it, and a second closing pays it out', async () => {
    const memberId = await threeDeposits();
    register.paying.habit = () => undefined;
    await close(memberId);
    const event = award(memberId);
    await register.hear(event);
    await register.hear(event);
    expect(register.told.filter(({ type }) => type === 'subsidies-credited')).toHaveLength(1);
    register.paying.habit = () => 'paid';
    await register.payOut();
    expect(await account(memberId)).toMatchObject({ statusCode: '02', balance: yuan('36') });
    expect(await close(memberId)).toMatchObject({ status: 'HELD', amount: yuan('36') });
    await register.payOut();
    expect(await account(memberId)).toMatchObject({ statusCode: '05', balance: 0n });
  });

  it('is there beside the money that comes back when the bank refuses', async () => {
    const memberId = await threeDeposits();
    const before = (await account(memberId)).balance;
    register.paying.habit = () => undefined;
    const { interest } = await close(memberId);
    await register.hear(award(memberId));
    register.paying.habit = () => 'refused';
    await register.payOut();
    expect(await account(memberId)).toMatchObject({ statusCode: '01', balance: before + interest + yuan('36') });
  });
});

describe('a closing that the bank does not pay', () => {
  it.each(['refused', 'voided', 'expired'] as const)(
    'CJ-13 HZ-07 when %s gives money, agreement and account back; interest to the day stays, the subsidy does not',
    async (how) => {
      const memberId = await threeDeposits();
      register.paying.habit = () => undefined;
      const { id } = await close(memberId);
      await register.payOut();
      if (how === 'refused') {
        register.paying.habit = () => 'refused';
        await register.payOut();
      } else if (how === 'voided') {
        await voidWithdrawal(register.context(), { withdrawalId: id, ...key() });
      } else {
        register.clock.set('2026-10-13');
        await register.payOut();
      }
      expect(await account(memberId)).toMatchObject({ statusCode: '01', balance: yuan('2159.03') });
      expect(await agreement(memberId)).toMatchObject({ status: 'ACTIVE', endedOn: null });
      expect(register.told.some(({ type }) => type === 'closing-subsidy-paid')).toBe(false);
      // 2159.03 for the days since: nothing is counted twice. The subsidy is reckoned on all that was earned.
      register.clock.set('2026-10-15');
      register.paying.habit = () => 'paid';
      // 2159.03 × 10 ÷ 24,000 = 0.8996; (5.03 + 0.90) × 30 % = 1.779.
      expect(await close(memberId)).toMatchObject({ interest: yuan('0.90'), subsidy: yuan('1.78') });
    },
  );

  it('CJ-10 leaves the account sealed of whoever left their unit meanwhile, since nobody pays into it', async () => {
    const memberId = await threeDeposits();
    const facts = { memberId, city: huzhou, approvedOn: '2026-01-05', retirementOn: '2050-01-31' } as const;
    const tell = (sequence: number, inUnit: boolean) =>
      register.hear({ type: 'member-facts-changed', ...facts, sequence, inUnit, spouseId: null, categories: [] });
    await tell(2, true);
    register.paying.habit = () => undefined;
    const { id } = await close(memberId);
    expect((await account(memberId)).statusCode).toBe('01');
    await tell(3, false);
    await voidWithdrawal(register.context(), { withdrawalId: id, ...key() });
    expect((await account(memberId)).statusCode).toBe('02');
    expect((await agreement(memberId)).status).toBe('CONVERTED');
  });
});

describe('CJ-12 after closing', () => {
  it('a new agreement opens the same account again, from its own month, and nothing of the old counts', async () => {
    const memberId = await threeDeposits();
    register.paying.habit = () => undefined;
    await close(memberId);
    const again = () => register.sign(memberId, { firstContribution: yuan('1200') });
    expect((await refusal(again())).code).toBe('IN_PROGRESS');
    register.paying.habit = () => 'paid';
    await register.payOut();
    // HZ-02: it opens with its first contribution, as at the beginning.
    const without = await refusal(register.sign(memberId));
    expect(without).toMatchObject({ code: 'FIRST_CONTRIBUTION_REQUIRED', clause: 'HZ-02' });
    expect(await again()).toMatchObject({ status: 'ACTIVE', firstMonth: '2026-10' });
    expect(await account(memberId)).toMatchObject({ statusCode: '01', balance: yuan('1200') });
    expect(await rows(register.database, 'SELECT 1 FROM account WHERE member_id = $1', [memberId])).toHaveLength(1);
    register.clock.set('2026-10-29');
    // 1200 × 24 ÷ 24,000 = 1.20 and 30 % of it.
    expect(await close(memberId)).toMatchObject({ interest: yuan('1.20'), subsidy: yuan('0.36') });
  });
});

describe('CJ-09 the year of a closing', () => {
  it('is settled for what came after it alone, also where 30 June fell between the closing and its payment', async () => {
    const memberId = await threeDeposits();
    register.clock.set('2027-06-28');
    register.paying.habit = () => undefined;
    const { interest } = await close(memberId);
    register.clock.set('2027-06-30');
    await scheduledRuns(register.context())['settle-interest']!();
    register.clock.set('2027-07-02');
    register.paying.habit = () => 'paid';
    await register.payOut();
    expect(await account(memberId)).toMatchObject({ statusCode: '05', balance: 0n });
    register.clock.set('2028-06-30');
    await scheduledRuns(register.context())['settle-interest']!();
    expect(await account(memberId)).toMatchObject({ statusCode: '05', balance: 0n });
    // 718 × (353 + 322 + 291) days ÷ 24,000 to 28 June.
    expect(interest).toBe(yuan('28.90'));
  });

  it('is not settled for the days on which the money was held, however late the settlement comes', async () => {
    const memberId = await threeDeposits();
    register.clock.set('2029-06-28');
    register.paying.habit = () => undefined;
    await close(memberId);
    register.clock.set('2029-07-02');
    register.paying.habit = () => 'paid';
    await register.payOut();
    register.clock.set('2029-07-05');
    await scheduledRuns(register.context())['settle-interest']!();
    expect(await account(memberId)).toMatchObject({ statusCode: '05', balance: 0n });
  });
});
