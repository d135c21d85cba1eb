import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { settleInterest } from '../jobs/settle-interest.ts';
import { exchangeTransfers } from '../jobs/transfers.ts';
import { closeAccount } from './close-account.ts';
import { contribute } from './contribute.ts';
import { deductible } from './deductible.ts';
import { readAccounts } from './read-accounts.ts';
import { requestTransferIn } from './request-transfer-in.ts';

const changji = '652300';
const total = yuan('12041.25');

let register: Rehearsal;
beforeAll(async () => {
  register = await rehearse('2026-03-02');
});
afterAll(() => register.close());

const key = () => ({ idempotencyKey: randomUUID() });
const joined = async () => {
  const memberId = await register.approve(changji);
  await register.sign(memberId);
  return memberId;
};
const request = (memberId: string) =>
  requestTransferIn(register.context(), { memberId, centre: '650100000000000', ...key() });
const exchange = () => exchangeTransfers(register.context(), changji);
const transferredIn = async (memberId: string) => {
  const [account] = await readAccounts(register.context(), [memberId]);
  return account!.segments.find(({ segment }) => segment === 'TRANSFERRED_IN')?.balance ?? 0n;
};

describe('CJ-10 money that was transferred in', () => {
  it('CJ-13 is no part of what closing pays: it stays, and the account is sealed with it', async () => {
    const memberId = await joined();
    await contribute(register.context(), { memberId, month: '2026-03', amount: yuan('1200'), ...key() });
    await request(memberId);
    await exchange();
    const wish = { ground: 'MEMBER_WISH' as const, reasonCode: '99' };
    await closeAccount(register.context(), { memberId, ...wish, ...key() });
    await register.payOut();
    const [account] = await readAccounts(register.context(), [memberId]);
    expect(account).toMatchObject({ statusCode: '02', balance: total });
    expect(await transferredIn(memberId)).toBe(total);
  });

  it('CJ-15 is no part of a month’s contribution, CJ-14 of the deduction; CJ-09 it bears interest', async () => {
    register.clock.set('2026-07-01');
    const memberId = await joined();
    await request(memberId);
    await exchange();
    register.told.length = 0;
    await register.live('2026-07', '2026-07');
    const closed = register.told.flatMap((event) => (event.type === 'month-closed' ? event.rows : []));
    const own = closed.find((row) => row.memberId === memberId);
    expect(own).toMatchObject({ full: true, creditedFen: '120000', used: false });
    const [deduction] = await deductible(register.context(), [{ memberId, averageIncome: null }], 2026);
    expect(deduction).toMatchObject({ contributed: yuan('1200') });
    register.clock.set('2027-06-30');
    await settleInterest(register.context(), changji, 2027);
    const [interest] = await rows<{ balance: bigint }>(
      register.database,
      "SELECT balance FROM ledger_account WHERE owner = $1 AND pool = 'unit' AND segment = 'INTEREST'",
      [memberId],
    );
    // 12,041.25 for the 364 days from 1 July at 1.50 % over 360.
    expect(interest!.balance).toBe(yuan('182.63'));
  });
});
