import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agency, agency, join, mine, newKey, trusted } from '#test/agencies.ts';
import { lend } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Closings that do not come to their end, and those that nobody wished for.

let stack: TestStack;
let huzhou: Agency;
let memberId: string;
let self: Agency;

beforeAll(async () => {
  stack = await startTestStack('2026-09-01');
  huzhou = agency(stack, 'centre-huzhou', undefined, 'clerk-1');
  const plan = { base: '7180.00', ratio: '10%', firstContribution: '7180.00' };
  memberId = await join(stack, 'huzhou', { identityNumber: identityNumber('1990-02-03') }, plan);
  self = agency(stack, 'member-demo', memberId);
});
afterAll(() => stack?.stop());

const closing = trusted('centre/close-account');
const close = async (by: Agency, more: object = {}) =>
  (await by.ask<{ closeAccount: Record<string, string> }>(closing, wish(more))).closeAccount;
const wish = (more: object = {}) => ({ input: { memberId, ...more, idempotencyKey: newKey() } });
type Reasons = { reasons: { code: string; met: boolean }[] };
const barredBy = async () =>
  ((await self.refused(closing, wish())) as unknown as Reasons).reasons
    .filter(({ met }) => !met)
    .map(({ code }) => code);
const account = async () => (await mine(self)).account!;

describe('CJ-13 HZ-07 a closing that is given up before the bank has paid', () => {
  it('gives back the money, the agreement and the account as they were, but for the interest to the day', async () => {
    stack.clock.set('2026-09-25');
    // 7180.00 × 24 days × 1.5 % ÷ 360 = 7.18; of it 30 %: 2.154.
    const held = await close(self);
    expect(held).toMatchObject({ status: 'HELD', amount: '7189.33', interest: '7.18', subsidy: '2.15' });
    expect(await account()).toMatchObject({
      statusCode: '02',
      balance: '7189.33',
      agreement: { status: 'TERMINATED' },
    });
    const document = `mutation ($input: VoidWithdrawalInput!) { voidWithdrawal(input: $input) { status kind } }`;
    const input = { withdrawalId: held['id'], idempotencyKey: newKey() };
    expect(await huzhou.ask(document, { input })).toEqual({ voidWithdrawal: { status: 'VOIDED', kind: 'CLOSING' } });
    await stack.world.hear();
    expect(await account()).toMatchObject({ statusCode: '01', balance: '7187.18', agreement: { status: 'ACTIVE' } });
    const seen = await self.ask(
      '{ me { account { closings { status resolvedOn ground } } subsidyAwards { clause } } }',
    );
    const given = { status: 'VOIDED', resolvedOn: '2026-09-25', ground: 'MEMBER_WISH' };
    expect(seen).toEqual({ me: { account: { closings: [given] }, subsidyAwards: [] } });
  });
});

describe('CJ-13 a frozen account', () => {
  it('is not closed, nor lent against, until it is unfrozen', async () => {
    const freeze = `mutation ($input: FreezeAccountInput!) { freezeAccount(input: $input) { id } }`;
    const order = { memberId, kind: 'RECEIVE_ONLY', authority: '吴兴区人民法院', document: '(2026)浙0502执1号' };
    const { freezeAccount } = await huzhou.ask<{ freezeAccount: { id: string } }>(freeze, {
      input: { ...order, idempotencyKey: newKey() },
    });
    expect(await barredBy()).toEqual(['ACCOUNT_FROZEN']);
    await lend(stack, 'huzhou', { memberId, principal: '100000.00', months: 60 });
    await stack.world.hear();
    expect(await self.ask('{ me { loans { status refusedFor } loanOutstanding } }')).toEqual({
      me: { loans: [{ status: 'REFUSED', refusedFor: 'ACCOUNT_FROZEN' }], loanOutstanding: false },
    });
    const unfreeze = `mutation ($input: UnfreezeAccountInput!) { unfreezeAccount(input: $input) { id } }`;
    const lifted = { freezeId: freezeAccount.id, document: '(2026)浙0502执1号之一', idempotencyKey: newKey() };
    await huzhou.ask(unfreeze, { input: lifted });
    expect(await self.ask('{ me { account { closingPreview { allowed } } } }')).toEqual({
      me: { account: { closingPreview: { allowed: true } } },
    });
  });
});

describe('HZ-08 an account that is closed for a breach', () => {
  it('is closed by the centre with its case, not by the member, and without a subsidy', async () => {
    stack.clock.set('2026-09-30');
    const breach = { ground: 'BREACH', caseReference: 'WY-2026-001' };
    const own = await self.refused(closing, wish(breach));
    expect(own).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-08', field: 'ground' });
    const unnamed = await huzhou.refused(closing, wish({ ground: 'BREACH' }));
    expect(unnamed).toMatchObject({ code: 'INVALID_INPUT', clause: 'HZ-08', field: 'caseReference' });
    // 7187.18 × 5 days ÷ 24,000 = 1.497.
    expect(await close(huzhou, breach)).toMatchObject({ interest: '1.50', subsidy: '0.00', amount: '7188.68' });
    await stack.world.hear();
    expect(await account()).toMatchObject({ statusCode: '05', balance: '0.00', agreement: { status: 'TERMINATED' } });
    expect((await mine(self)).subsidyAwards).toEqual([]);
  });
});
