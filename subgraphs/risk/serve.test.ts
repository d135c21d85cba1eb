import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '#kernel/clock.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { type Caller, callerKeys, signCaller, systemCaller } from '#service/caller.ts';
import type { Served } from '#service/serve.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { openRisk } from './database.ts';
import { serveRisk } from './serve.ts';

const clock = fixedClock('2026-07-10');
const keys = callerKeys(`test:${'cd'.repeat(32)}`);
let test: TestDatabase;
let served: Served;

beforeAll(async () => {
  test = await freshDatabase();
  served = await serveRisk({ url: test.url('risk'), port: 0, keys, clock });
});
afterAll(async () => {
  await served?.stop();
  await test?.drop();
});

const both = systemCaller('test');
const changji: Caller = { ...both, client: 'regulator', audience: 'regulator', cities: ['652300'] };
type Answer = { data?: Record<string, unknown>; errors?: { extensions: { code: string; field?: string } }[] };

async function ask(query: string, variables: object, caller: Caller): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const headers = signCaller(keys, caller, body, clock.now());
  const response = await fetch(`http://127.0.0.1:${served.port}/graphql`, { method: 'POST', body, headers });
  return (await response.json()) as Answer;
}

const provide = 'mutation ($input: ProvisionReserveInput!) { provisionReserve(input: $input) { id reserveBalance } }';
const provision = { city: 'CHANGJI', kind: 'FLEXIBLE', amount: '246913.58', idempotencyKey: 'july' };

const required = {
  __typename: 'Pool',
  id: '652300:flexible',
  depositBalance: '20000000.00',
  contributedThisYear: '7200.00',
  withdrawnThisYear: '720.00',
  dueThisYear: '8000.00',
  paidOfDueThisYear: '7200.00',
  loanBalance: '12345678.90',
};
const indicatorsOf = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Pool {
  id reserveBalance indicators { code value state clause numerator denominator asOf } } } }`;

describe('the pools', () => {
  it('CJ-19 HZ-09 CJ-24 of a caller are both pools of the caller’s own cities', async () => {
    const pools = '{ pools { id city kind reserveBalance } }';
    expect((await ask(pools, {}, changji)).data).toEqual({
      pools: [
        { id: '652300:flexible', city: 'CHANGJI', kind: 'FLEXIBLE', reserveBalance: '0.00' },
        { id: '652300:unit', city: 'CHANGJI', kind: 'UNIT', reserveBalance: '0.00' },
      ],
    });
    expect((await ask(pools, {}, both)).data?.['pools']).toHaveLength(4);
  });

  it('of another city are refused', async () => {
    const huzhou = { ...required, id: '330500:flexible' };
    const { errors } = await ask(indicatorsOf, { of: [huzhou] }, changji);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('the reserve', () => {
  it('CJ-20 is provided for in the books of its pool, once for one key', async () => {
    const booked = { id: '652300:flexible', reserveBalance: '246913.58' };
    for (const _ of ['first', 'again']) {
      expect((await ask(provide, { input: provision }, both)).data).toEqual({ provisionReserve: booked });
    }
    const book = await openRisk(test.url('risk'), 1);
    expect(await auditBooks(book.manager)).toEqual([]);
    await book.destroy();
  });

  it('is not provided for by a caller of another city, nor with nothing', async () => {
    const wrong = { ...provision, city: 'HUZHOU', idempotencyKey: 'other' };
    expect((await ask(provide, { input: wrong }, changji)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    const none = { ...provision, amount: '0.00', idempotencyKey: 'none' };
    const { errors } = await ask(provide, { input: none }, changji);
    expect(errors).toMatchObject([{ extensions: { code: 'AMOUNT_OUT_OF_BOUNDS', field: 'amount' } }]);
  });
});

describe('the indicators', () => {
  it('CJ-20 CJ-22 are computed from what the other registers say now', async () => {
    const { data } = await ask(indicatorsOf, { of: [required] }, changji);
    const [pool] = (data?.['_entities'] ?? []) as { indicators: object[] }[];
    const asOf = clock.now();
    expect(pool).toMatchObject({ id: '652300:flexible', reserveBalance: '246913.58' });
    expect(pool?.indicators).toMatchObject([
      { code: 'PAYMENT_RATE', value: '90.00%', state: 'NORMAL', clause: 'CJ-22', asOf },
      { code: 'COLLECTION', value: '7200.00', state: 'NO_THRESHOLD', denominator: null },
      { code: 'WITHDRAWAL_RATE', value: '10.00%', state: 'NORMAL', numerator: '720.00', denominator: '7200.00' },
      { code: 'LOAN_TO_DEPOSIT', value: '61.73%', state: 'NORMAL' },
      { code: 'RESERVE', value: '2.00%', state: 'NORMAL', clause: 'CJ-20', numerator: '246913.58' },
    ]);
  });
});
