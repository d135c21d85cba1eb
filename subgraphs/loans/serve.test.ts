import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixedClock } from '#kernel/clock.ts';
import { type Caller, callerKeys, signCaller, systemCaller } from '#service/caller.ts';
import type { Served } from '#service/serve.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { simulatedRepaymentBank } from './adaptors/repayment-bank.ts';
import { openLoans } from './database.ts';
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
  const answer = await ask(facts, { of: [{ __typename: 'Member', id, city: 'CHANGJI' }] });
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

it.each(['loans { principal }', 'overdueState { overdue }', 'loanOutstanding'])(
  'AG-04 AG-06 tells %s only to the member and to a centre of their city, in one refusal for everybody and nobody',
  async (field) => {
    const [borrower, nobody] = [randomUUID(), randomUUID()];
    const insert = "INSERT INTO borrower (member_id, city, approved_on) VALUES ($1, '652300', '2026-01-05')";
    const database = await openLoans(test.url('loans'));
    await database.query(insert, [borrower]);
    await database.destroy();
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Member { ${field} } } }`;
    const tell = (caller: Partial<Caller>, id = borrower, city: string | null = 'CHANGJI') =>
      ask(query, { of: [{ __typename: 'Member', id, city }] }, { ...systemCaller('test'), ...caller });
    const [changji, huzhou] = [{ cities: ['652300'] }, { cities: ['330500'] }] as const;
    expect((await tell(changji)).errors).toBeUndefined();
    expect((await tell({ audience: 'member', cities: [], member: borrower })).errors).toBeUndefined();
    const refused = [
      await tell(huzhou),
      // Whatever city the reference says, or none: this register knows better.
      await tell(huzhou, borrower, 'HUZHOU'),
      await tell(huzhou, nobody),
      await tell(changji, borrower, null),
      await tell({ audience: 'member', ...changji, member: nobody }),
      await tell({ audience: 'tax-bureau' }),
      await tell({ audience: 'hr-bureau' }),
      await tell({ audience: 'regulator' }),
    ];
    for (const { data, errors } of refused) {
      expect(data).toEqual({ _entities: [null] });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', rule: 'jurisdiction' } }]);
    }
    // For the green channel of a bank whose consent the register of members has seen; no money.
    const bank = await tell({ audience: 'bank', cities: [] });
    expect(bank.errors === undefined).toBe(field.startsWith('overdueState'));
  },
);

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
  const grant = `mutation ($input: ApplyForLoanInput!) { applyForLoan(input: $input) { id } }`;
  const asked = {
    memberId: randomUUID(),
    principal: '1000.00',
    months: 12,
    method: 'EQUAL_PRINCIPAL',
    firstHome: true,
    housePrice: '2000.00',
  };
  const answer = await ask(grant, { input: { ...asked, idempotencyKey: 'grant-1' } });
  expect(answer.errors).toMatchObject([{ extensions: { code: 'NOT_APPROVED', clause: 'CJ-23' } }]);
});
