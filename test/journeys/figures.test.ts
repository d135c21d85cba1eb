import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { rows } from '#service/database.ts';
import { type Agency, agency, trusted } from '#test/agencies.ts';
import { disclosuresOf, ownerOf } from '#test/disclosures.ts';
import { confirmed, type Participant, sign } from '#test/participants.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// The published case of 日均缴存余额: 10,000 on 1 January 2026, 5,000 more on 1 March, 2,000 less on 1 May, asked on 1 July.

const document = trusted('member/my-figures');
const asked = { from: '2026-01-01', to: '2026-07-01', on: '2026-04-30', last: '2026-06-30' };

let stack: TestStack;
let owner: pg.Client;
let person: Participant;
let self: Agency;

beforeAll(async () => {
  stack = await startTestStack('2026-01-01');
  owner = await ownerOf(stack.database.ownerUrl);
  const { world } = stack;
  person = await confirmed(world, { city: '330500', industryCode: 'OTHER' });
  await world.hear();
  await sign(world, person, { base: '7180.00', ratio: '10%', first: '718.00' }, '330500');
  const db = world.databases.contributions.database.manager;
  const custody = await internalAccount(db, { city: '330500', pool: 'flexible', code: 'bank:custody' });
  const [account] = await rows<{ id: number }>(db, 'SELECT flexible AS id FROM account WHERE member_id = $1', [
    person.memberId,
  ]);
  const flexible = account!.id;
  const book = (on: string, fen: bigint, way: 'in' | 'out') =>
    post(db, {
      ...(way === 'in' ? { from: custody, to: flexible } : { from: flexible, to: custody }),
      fen,
      code: way === 'in' ? '01' : '11',
      bookedOn: on,
    });
  await book('2026-01-01', yuan('9282'), 'in');
  await book('2026-03-01', yuan('5000'), 'in');
  await book('2026-05-01', yuan('2000'), 'out');
  stack.clock.set('2026-07-01');
  self = agency(stack, 'member-demo', person.memberId);
}, 120_000);

afterAll(async () => {
  await owner?.end();
  await stack?.stop();
});

type Figures = {
  balance: string;
  averageDailyBalance: { days: number; product: string; average: string; pieces: { balance: string; days: number }[] };
  balanceOn: { balance: string; segments: object[] };
  statement: {
    openingBalance: string;
    closingBalance: string;
    edges: { node: { movement: { bookedOn: string; amount: string }; balance: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  } & Record<'totalIn' | 'totalOut', string>;
};

const figures = async (more: Record<string, unknown> = {}): Promise<Figures> =>
  (await self.ask<{ me: { account: Figures } }>(document, { ...asked, ...more })).me.account;

describe('HZ-06 the member sees their own figures live', () => {
  it('HZ-06 日均缴存余额 with the 积数 and the days that it is made of', async () => {
    const { averageDailyBalance } = await figures();
    expect(averageDailyBalance).toMatchObject({ days: 181, product: '2298000.00', average: '12696.13' });
    expect(averageDailyBalance.pieces.map(({ days, balance }) => [days, balance])).toEqual([
      [59, '10000.00'],
      [61, '15000.00'],
      [61, '13000.00'],
    ]);
  });

  it('CJ-10 the balance of any past day, and a statement that adds up over its pages', async () => {
    const first = await figures();
    expect(first.balanceOn).toEqual({
      balance: '15000.00',
      segments: [{ pool: 'flexible', segment: 'FLEXIBLE', balance: '15000.00' }],
    });
    expect(first.statement).toMatchObject({
      openingBalance: '0.00',
      totalIn: '15000.00',
      totalOut: '2000.00',
      closingBalance: '13000.00',
      pageInfo: { hasNextPage: true },
    });
    const second = await figures({ after: first.statement.pageInfo.endCursor });
    const lines = [first, second].flatMap(({ statement }) => statement.edges.map(({ node }) => node));
    expect(lines.map(({ movement, balance }) => [movement.bookedOn, movement.amount, balance])).toEqual([
      ['2026-01-01', '718.00', '718.00'],
      ['2026-01-01', '9282.00', '10000.00'],
      ['2026-03-01', '5000.00', '15000.00'],
      ['2026-05-01', '-2000.00', '13000.00'],
    ]);
    expect(second.statement.closingBalance).toBe(first.balance);
  });

  it('HZ-06 follows the last posting at once', async () => {
    const db = stack.world.databases.contributions.database.manager;
    const before = await figures({ on: '2026-07-01' });
    const [custody, flexible] = await Promise.all([
      internalAccount(db, { city: '330500', pool: 'flexible', code: 'bank:custody' }),
      rows<{ id: number }>(db, 'SELECT flexible AS id FROM account WHERE member_id = $1', [person.memberId]),
    ]);
    // Dated back by a month: every figure of the days since then has it.
    await post(db, { from: custody, to: flexible[0]!.id, fen: yuan('181'), code: '01', bookedOn: '2026-06-01' });
    const after = await figures({ on: '2026-07-01' });
    expect([before.balanceOn.balance, after.balanceOn.balance]).toEqual(['13000.00', '13181.00']);
    expect(after.averageDailyBalance.product).toBe('2303430.00');
    expect(after.averageDailyBalance.average).toBe('12726.13');
  });
});

describe('AG-04 the figures of a member', () => {
  const staff = `query ($id: ID!) { member(id: $id) { account { balanceOn(date: "2026-03-01") { balance }
    statement(from: "2026-01-01", to: "2026-06-30") { edges { cursor node { balance movement { amount } } } } } } }`;

  it('AG-04 are told to the centre of their city, written down field by field, and to no other centre', async () => {
    const token = await stack.token('centre', {
      client_id: 'centre-huzhou',
      cities: ['330500'],
      scope: 'member:read account:read',
    });
    const answer = await stack.ask(token, staff, {
      variables: { id: person.memberId },
      headers: { purpose: 'service' },
    });
    expect(answer.body.errors).toBeUndefined();
    expect(answer.body.data).toMatchObject({ member: { account: { balanceOn: { balance: '15000.00' } } } });
    const [told] = await disclosuresOf(owner, answer);
    expect(told).toMatchObject({
      subject: person.memberId,
      fields: expect.arrayContaining([
        'Account.balanceOn',
        'BalanceOn.balance',
        'StatementLine.balance',
        'Movement.amount',
      ]),
    });
    const elsewhere = agency(stack, 'centre-changji');
    expect(await elsewhere.ask(staff, { id: person.memberId })).toEqual({ member: null });
  });

  it('HZ-06 are refused for days that are not over', async () => {
    const scope = 'member:read account:read';
    const token = await stack.token('member', { member: person.memberId, cities: ['330500'], scope });
    const refused = async (more: Record<string, string>) =>
      (await stack.ask(token, document, { variables: { ...asked, ...more } })).body.errors?.[0]?.extensions;
    expect(await refused({ to: '2026-07-02' })).toMatchObject({ code: 'INVALID_INPUT', field: 'to' });
    expect(await refused({ on: '2026-07-02' })).toMatchObject({ code: 'INVALID_INPUT', field: 'on' });
  });
});
