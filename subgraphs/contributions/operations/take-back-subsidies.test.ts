import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { auditBooks, trialBalance } from '#ledger/trial-balance.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { exchangeTransfers } from '../jobs/transfers.ts';
import { freezeAccount } from './freeze-account.ts';
import { readAccounts } from './read-accounts.ts';
import { readMovements } from './read-movements.ts';
import { requestTransferIn } from './request-transfer-in.ts';

let register: Rehearsal;
const city = '652300';

beforeAll(async () => {
  register = await rehearse('2026-03-05');
});
afterAll(() => register?.close());

/** A member who was given 36 yuan, and the award. */
async function subsidised(payOn = '2026-03-01') {
  const memberId = await register.approve(city);
  await register.sign(memberId, { firstContribution: yuan('1200') });
  const award = { awardId: randomUUID(), memberId, fen: '3600' };
  await register.hear({ type: 'subsidies-awarded', city, clause: 'CJ-15', payOn, awards: [award] });
  register.told.length = 0;
  return award;
}
const takeBack = (award: Awaited<ReturnType<typeof subsidised>>) =>
  register.hear({ type: 'subsidies-taken-back', city, awards: [award] });
const returns = () => register.told.filter((event) => event.type === 'subsidies-returned');
const balances = async () =>
  Object.fromEntries(
    (await trialBalance(register.database.manager, city)).map(({ account, balance }) => [account, balance]),
  );

describe('CJ-15 CJ-16 a subsidy that a late fact took the ground from', () => {
  it('is undone by an entry against the one that credited it, and told of', async () => {
    const award = await subsidised();
    await takeBack(award);
    const [account] = await readAccounts(register.context(), [award.memberId]);
    expect(account!.balance).toBe(yuan('1200'));
    const { edges } = await readMovements(register.context(), award.memberId, { first: 2 });
    expect(edges.map(({ node }) => [node.code, node.segment, node.amount, node.bookedOn])).toEqual([
      ['99', 'SUBSIDY', -yuan('36'), '2026-03-05'],
      ['99', 'SUBSIDY', yuan('36'), '2026-03-05'],
    ]);
    const returned = { awardId: award.awardId, memberId: award.memberId, movementId: expect.any(String) };
    expect(returns()).toEqual([
      { type: 'subsidies-returned', returnedOn: '2026-03-05', returns: [{ ...returned, recovered: true }] },
    ]);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('is undone no earlier than it was credited', async () => {
    await takeBack(await subsidised('2026-04-01'));
    expect(returns()).toMatchObject([{ returnedOn: '2026-04-01', returns: [{ recovered: true }] }]);
  });

  it('is waited for when its crediting is still on its way', async () => {
    const award = { awardId: randomUUID(), memberId: await register.approve(city), fen: '3600' };
    register.told.length = 0;
    await expect(takeBack(award)).rejects.toThrow('before it was credited');
    expect(returns()).toEqual([]);
  });

  it.each([
    ['is not there any more', (memberId: string) => emptied(memberId)],
    ['is frozen', (memberId: string) => frozen(memberId)],
  ])('is owed by the member where the money %s: it leaves 业务支出 all the same', async (_, make) => {
    const award = await subsidised();
    await make(award.memberId);
    const before = await balances();
    await takeBack(award);
    expect(returns()).toMatchObject([{ returns: [{ awardId: award.awardId, recovered: false }] }]);
    const after = await balances();
    expect(after['expense:subsidy']! - before['expense:subsidy']!).toBe(yuan('36'));
    expect(after['receivable:subsidy']! - (before['receivable:subsidy'] ?? 0n)).toBe(-yuan('36'));
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('leaves suspense where it was booked to suspense', async () => {
    const award = { awardId: randomUUID(), memberId: randomUUID(), fen: '3600' };
    await register.hear({ type: 'subsidies-awarded', city, clause: 'CJ-15', payOn: '2026-03-01', awards: [award] });
    const before = await balances();
    register.told.length = 0;
    await takeBack(award);
    expect(returns()).toMatchObject([{ returns: [{ recovered: true }] }]);
    const after = await balances();
    expect(after['suspense:subsidy']! - before['suspense:subsidy']!).toBe(-yuan('36'));
  });
});

describe('CJ-15 a transfer-in that arrives long after the months it is of', () => {
  it('tells the subsidies nothing: its money is never counted, and every award stands', async () => {
    const { memberId } = await subsidised();
    register.clock.set('2026-05-04');
    await requestTransferIn(register.context(), { memberId, centre: '650100000000000', idempotencyKey: randomUUID() });
    await exchangeTransfers(register.context(), city);
    const [account] = await readAccounts(register.context(), [memberId]);
    expect(account!.balance).toBe(yuan('1236') + yuan('12041.25'));
    expect(register.told.map(({ type }) => type)).toEqual([]);
  });
});

async function emptied(memberId: string): Promise<void> {
  const db = register.database.manager;
  const to = await internalAccount(db, { city, pool: 'flexible', code: 'bank:custody' });
  const [account] = await register.database.query('SELECT subsidy FROM account WHERE member_id = $1', [memberId]);
  await post(db, { from: account.subsidy, to, fen: yuan('36'), code: '11', bookedOn: '2026-03-05' });
}

const frozen = (memberId: string) =>
  freezeAccount(register.context(), {
    ...{ memberId, kind: 'RECEIVE_ONLY', amount: null, authority: '法院', document: '1号', until: null },
    idempotencyKey: randomUUID(),
  } as never);
