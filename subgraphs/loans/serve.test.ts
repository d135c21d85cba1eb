import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixedClock } from '#kernel/clock.ts';
import { type Caller, callerKeys, signCaller, systemCaller } from '#service/caller.ts';
import type { Served } from '#service/serve.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { simulatedRepaymentBank } from './repayment-bank.ts';
import { serveLoans } from './serve.ts';

const clock = fixedClock('2026-07-10');
const keys = callerKeys(`test:${'cd'.repeat(32)}`);
let test: TestDatabase;
let served: Served;

beforeAll(async () => {
  test = await freshDatabase();
  const bank = simulatedRepaymentBank(() => true);
  served = await serveLoans({ url: test.url('loans'), port: 0, keys, clock, bank });
});
afterAll(async () => {
  await served?.stop();
  await test?.drop();
});

async function ask(query: string, variables: object, caller: Caller | undefined = systemCaller('test')) {
  const body = JSON.stringify({ query, variables });
  const headers = caller ? signCaller(keys, caller, body, clock.now()) : {};
  const response = await fetch(`http://127.0.0.1:${served.port}/graphql`, { method: 'POST', body, headers });
  return {
    status: response.status,
    ...((await response.json()) as { data?: unknown; errors?: unknown; extensions?: unknown }),
  };
}

const facts = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on Member { id loanOutstanding overdueState { overdue overduePeriods asOf } loans { contractNumber } }
  ... on Pool { id loanBalance } } }`;

it('CJ-13 tells of a member without a loan that none is outstanding', async () => {
  const id = randomUUID();
  const answer = await ask(facts, { of: [{ __typename: 'Member', id }] });
  expect(answer).toMatchObject({
    status: 200,
    data: {
      _entities: [
        {
          id,
          loanOutstanding: false,
          overdueState: { overdue: false, overduePeriods: 0, asOf: clock.now() },
          loans: [],
        },
      ],
    },
  });
});

it('CJ-19 lends nothing from the unit pool', async () => {
  const answer = await ask(facts, { of: [{ __typename: 'Pool', id: '652300:unit' }] });
  expect(answer.data).toEqual({ _entities: [{ id: '652300:unit', loanBalance: '0.00' }] });
});

it('answers nobody whom the gateway has not introduced', async () => {
  const unsigned = JSON.stringify({ query: facts, variables: { of: [] } });
  const response = await fetch(`http://127.0.0.1:${served.port}/graphql`, { method: 'POST', body: unsigned });
  expect(response.status).toBe(401);
});

it('tells a refusal with its code and clause', async () => {
  const grant = `mutation ($input: GrantLoanInput!) { grantLoan(input: $input) { id } }`;
  const asked = {
    memberId: randomUUID(),
    principal: '1000.00',
    months: 12,
    method: 'EQUAL_PRINCIPAL',
    firstHome: true,
  };
  const answer = await ask(grant, { input: { ...asked, idempotencyKey: 'grant-1' } });
  expect(answer.errors).toMatchObject([{ extensions: { code: 'NOT_APPROVED', clause: 'CJ-23' } }]);
});
