import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeResult } from '#contributions/adaptors/debit-result.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { takeDebitResult } from '#contributions/operations/take-debit-result.ts';
import { type Agency, agency, join, newKey } from '#test/agencies.ts';
import { bankThat, pays } from '#test/banks.ts';
import { purposeOf } from '#test/gateway.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// What comes back from the bank, and payments outside the batch, as members and staff see them through the gateway.

const plan = { base: '6000.00', ratio: '20%', mode: 'MONTHLY' };
const suspense = `query ($city: City!, $first: Int!, $after: String) { suspenseItems(city: $city, first: $first, after: $after) {
  edges { node { id reference line reason memberId amount openAmount notedOn resolutions { resolution memberId amount resolvedOn } } }
  pageInfo { hasNextPage endCursor } } }`;
const resolve = `mutation ($input: ResolveSuspenseInput!) { resolveSuspense(input: $input) {
  openAmount resolutions { resolution memberId amount resolvedOn } } }`;
const payNow =
  'mutation ($input: PayNowInput!) { payNow(input: $input) { id status channel months amount receipt settledOn } }';
const contribute = 'mutation ($input: ContributeInput!) { contribute(input: $input) { months channel receipt } }';
const account = `{ me { account { balance dues(year: 2026) { month status }
  owed { amount arrears nextDebitOn nextDebitAmount } payments(year: 2026) { channel status months reference } } } }`;
const balances = 'query ($city: City!) { trialBalance(city: $city) { account balance } }';

type Item = { id: string; reason: string; amount: string; memberId: string | null };
type Account = {
  balance: string;
  dues: { month: string; status: string }[];
  owed: Record<string, unknown>;
  payments: Record<string, unknown>[];
};

let stack: TestStack;
let changji: Agency;
let members: { memberId: string; self: Agency }[];

beforeAll(async () => {
  stack = await startTestStack('2026-03-02');
  changji = agency(stack, 'centre-changji');
  members = [];
  for (let n = 0; n < 4; n += 1) {
    const born = { identityNumber: identityNumber('1990-02-03') };
    const memberId = await join(stack, 'changji', born, { ...plan, debitAccount: `62220000800${n}` });
    members.push({ memberId, self: agency(stack, 'member-demo', memberId) });
  }
});
afterAll(() => stack?.stop());

const mine = async (n: number): Promise<Account> =>
  (await members[n]!.self.ask<{ me: { account: Account } }>(account)).me.account;
const march = async (n: number) => (await mine(n)).dues.find(({ month }) => month === '2026-03')!.status;
const items = async (first = 50, after: string | null = null) =>
  (
    await changji.ask<{
      suspenseItems: { edges: { node: Item }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    }>(suspense, { city: 'CHANGJI', first, after })
  ).suspenseItems;
const balanceOf = async (name: string) =>
  (
    await changji.ask<{ trialBalance: { account: string; balance: string }[] }>(balances, { city: 'CHANGJI' })
  ).trialBalance.find((line) => line.account === name)?.balance;

describe('CJ-07 a payment by app', () => {
  it('is pending until the bank has answered, then paid, and is never the member’s word alone', async () => {
    const { memberId, self } = members[0]!;
    const input = { memberId, month: '2026-03', amount: '1200.00', idempotencyKey: newKey() };
    const { payNow: ordered } = await self.ask<{ payNow: Record<string, unknown> }>(payNow, { input });
    expect(ordered).toMatchObject({ status: 'PENDING', channel: 'APP', months: ['2026-03'], settledOn: null });
    expect(await march(0)).toBe('ASKED');
    expect((await mine(0)).balance).toBe('0.00');
    await stack.world.hear();
    expect(await mine(0)).toMatchObject({
      balance: '1200.00',
      owed: { amount: '0.00', nextDebitOn: '2026-04-20', nextDebitAmount: '1200.00' },
      payments: [{ channel: 'APP', status: 'PAID', months: ['2026-03'], reference: null }],
    });
    expect(await self.ask(payNow, { input })).toEqual({ payNow: ordered });
  });

  it('AG-04 is for the member alone: nobody orders it for another, nor staff for anybody', async () => {
    const input = { memberId: members[1]!.memberId, month: '2026-03', amount: '1200.00', idempotencyKey: newKey() };
    expect(await members[0]!.self.refused(payNow, { input })).toMatchObject({ code: 'ACCOUNT_NOT_OPEN' });
    expect(await changji.refused(payNow, { input })).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});

describe('CJ-07 a payment at the counter', () => {
  const pay = (amount: string, more: object = {}) => ({
    input: { memberId: members[1]!.memberId, month: '2026-03', amount, idempotencyKey: newKey(), ...more },
  });

  it('of a wrong amount is refused with the nearest that can be paid, below and above', async () => {
    const wrong = { code: 'AMOUNT_OUT_OF_BOUNDS', clause: 'CJ-07', field: 'amount' };
    expect(await changji.refused(contribute, pay('1199.99'))).toMatchObject({ ...wrong, rule: '1200.00' });
    expect(await changji.refused(contribute, pay('2500.00'))).toMatchObject({ ...wrong, rule: '2400.00 or 3600.00' });
    // March 2026 to December 2027 are 22 months.
    expect(await changji.refused(contribute, pay('26400.01'))).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      clause: 'CJ-07',
    });
  });

  it('that the platform collected is taken once by its reference, and has a receipt', async () => {
    const platform = { channel: 'NATIONAL_PLATFORM', reference: 'QG-20260302-17' };
    const { contribute: taken } = await changji.ask<{ contribute: object }>(contribute, pay('1200.00', platform));
    expect(taken).toMatchObject({ months: ['2026-03'], channel: 'NATIONAL_PLATFORM', receipt: expect.any(String) });
    const again = await changji.refused(contribute, pay('1200.00', { ...platform, month: '2026-04' }));
    expect(again).toMatchObject({ code: 'PAYMENT_REFERENCE_USED', field: 'reference' });
    expect((await mine(1)).payments).toEqual([
      { channel: 'NATIONAL_PLATFORM', status: 'PAID', months: ['2026-03'], reference: 'QG-20260302-17' },
    ]);
  });
});

describe('CJ-07 what the bank reports and pays no dues', () => {
  it('is shown to staff as money in suspense, page by page, and the book adds up', async () => {
    stack.clock.set('2026-03-20');
    const runs = stack.world.runs.contributions;
    const bank = bankThat(({ lines: [third, fourth] }) => [
      { ...pays(third!), fen: 250_000n },
      pays(fourth!),
      pays(fourth!),
    ]);
    await collectDue({ ...runs, bank }, '652300', '2026-03-20');
    const lost = { batch: newKey(), city: '652300', lines: [{ lineId: 1, outcome: 'paid' as const, fen: 7_700n }] };
    await takeDebitResult(runs, writeResult(lost));
    await takeDebitResult(runs, writeResult(lost));
    const { edges, pageInfo } = await items(2);
    expect(edges.map(({ node }) => [node.reason, node.amount, node.memberId])).toEqual([
      ['WRONG_AMOUNT', '2500.00', members[2]!.memberId],
      ['PAID_TWICE', '1200.00', members[3]!.memberId],
    ]);
    expect(pageInfo.hasNextPage).toBe(true);
    const rest = (await items(2, pageInfo.endCursor)).edges.map(({ node }) => node);
    expect(rest).toMatchObject([{ reason: 'UNKNOWN_BATCH', amount: '77.00', memberId: null }]);
    expect(await balanceOf('suspense:unmatched-debit')).toBe('3777.00');
    expect([await march(2), await march(3)]).toEqual(['UNPAID', 'PAID']);
  });

  it('is credited to the member’s oldest months, and the rest goes back to the payer', async () => {
    const [wrong, twice, unknown] = (await items()).edges.map(({ node }) => node);
    const { memberId } = members[2]!;
    // AG-04: to staff elsewhere there is no such item.
    const elsewhere = { input: { itemId: wrong!.id, resolution: 'RETURN', idempotencyKey: newKey() } };
    const hidden = await agency(stack, 'centre-huzhou').refused(resolve, elsewhere);
    expect(hidden).toMatchObject({ code: 'NOT_FOUND', field: 'itemId' });
    const nothing = { input: { ...elsewhere.input, itemId: newKey() } };
    expect(await agency(stack, 'centre-huzhou').refused(resolve, nothing)).toEqual(hidden);
    const credit = { input: { itemId: wrong!.id, resolution: 'CREDIT', memberId, idempotencyKey: newKey() } };
    const credited = [{ resolution: 'CREDITED', memberId, amount: '2400.00', resolvedOn: '2026-03-20' }];
    const first = { resolveSuspense: { openAmount: '100.00', resolutions: credited } };
    expect(await changji.ask(resolve, credit)).toEqual(first);
    expect(await changji.ask(resolve, credit)).toEqual(first);
    expect((await mine(2)).dues.slice(0, 2).map(({ status }) => status)).toEqual(['PAID', 'PAID']);
    const small = { input: { itemId: unknown!.id, resolution: 'CREDIT', memberId, idempotencyKey: newKey() } };
    expect(await changji.refused(resolve, small)).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', rule: '1200.00' });
    for (const item of [wrong!, twice!, unknown!]) {
      const back = { input: { itemId: item.id, resolution: 'RETURN', idempotencyKey: newKey() } };
      expect(await changji.ask(resolve, back)).toMatchObject({ resolveSuspense: { openAmount: '0.00' } });
    }
    expect((await items()).edges).toEqual([]);
    expect(await balanceOf('suspense:unmatched-debit')).toBe('0.00');
    // 1200.00 by app, by the platform and from member 3; 2400.00 from suspense to member 2.
    expect(await balanceOf('personal:FLEXIBLE')).toBe('6000.00');
    expect(await balanceOf('bank:custody')).toBe('-6000.00');
  });

  it('AG-04 is refused to another city’s staff and to whoever may not resolve it', async () => {
    const huzhou = agency(stack, 'centre-huzhou');
    const asked = { city: 'CHANGJI', first: 5 };
    expect(await huzhou.refused(suspense, asked)).toMatchObject({ code: 'FORBIDDEN' });
    const scope = 'account:read member:read contribution:take';
    const clerk = await stack.token('centre', { client_id: 'centre-changji', cities: ['652300'], scope });
    const { body } = await stack.ask(clerk, suspense, { variables: asked, headers: purposeOf('centre') });
    expect(body.errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
  });
});
