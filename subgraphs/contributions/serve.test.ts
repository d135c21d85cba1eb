import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callerKeys, signCaller, systemCaller } from '#service/caller.ts';
import { sealer } from '#service/sealing.ts';
import type { Served } from '#service/serve.ts';
import { testAccountKeys } from '#test/account-keys.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { simulatedBank } from './adaptors/simulated-bank.ts';
import { simulatedPayingBank } from './adaptors/simulated-paying-bank.ts';
import { serveContributions } from './serve.ts';

const keys = callerKeys(`test:${'4d'.repeat(32)}`);
let register: Rehearsal;
let served: Served;
let memberId: string;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
  memberId = await register.approve('652300');
  served = await serveContributions({
    url: register.url,
    port: 0,
    keys,
    bank: simulatedBank(),
    payingBank: simulatedPayingBank(),
    accounts: sealer(testAccountKeys),
    clock: register.clock,
  });
});
afterAll(async () => {
  await served?.stop();
  await register?.close();
});

type Answer = {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string } }[];
  extensions?: unknown;
};

async function ask(query: string, variables: object, caller: Partial<Caller> = {}): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const introduced = signCaller(keys, { ...systemCaller('test'), ...caller }, body, register.clock.now());
  const headers = { 'content-type': 'application/json', ...introduced };
  const response = await fetch(`http://127.0.0.1:${served.port}/graphql`, { method: 'POST', headers, body });
  return (await response.json()) as Answer;
}

const entities = (selection: string, representation: object, caller: Partial<Caller> = {}) =>
  ask(`query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`, { r: [representation] }, caller);
const sign = (ratio: string, idempotencyKey: string) =>
  ask('mutation ($input: SignAgreementInput!) { signAgreement(input: $input) { number monthlyAmount paidThrough } }', {
    input: {
      memberId,
      base: '6000.00',
      ratio,
      mode: 'MONTHLY',
      debitAccount: '622200001234',
      firstContribution: '2400.00',
      idempotencyKey,
    },
  });

const jurisdiction = { extensions: { code: 'FORBIDDEN', rule: 'jurisdiction' } };

describe('the contributions subgraph over HTTP', () => {
  it('CJ-05 refuses with a code, the field and the bounds', async () => {
    const answer = await sign('9%', randomUUID());
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'AMOUNT_OUT_OF_BOUNDS',
      field: 'ratio',
      clause: 'CJ-05',
    });
  });

  it('CJ-07 takes the agreement with its first contribution and says whom it is about', async () => {
    const key = randomUUID();
    const answer = await sign('20%', key);
    expect(answer.data).toMatchObject({ signAgreement: { monthlyAmount: '1200.00', paidThrough: '2026-04' } });
    expect(answer.extensions).toEqual({ persons: [{ path: ['signAgreement'], subject: memberId }] });
    expect((await sign('20%', key)).data).toEqual(answer.data);
  });

  it('CJ-14 AG-01 answers a tax payer with and without the income, and null for nobody', async () => {
    const selection =
      '... on Taxpayer { deduction(taxYear: 2026) { amount cap baseSource months { period deductible } } }';
    const own = { __typename: 'Taxpayer', memberId, priorYearAverageMonthlyIncome: null };
    const bureau: Partial<Caller> = { audience: 'tax-bureau', cities: ['652300'] };
    expect((await entities(selection, own, bureau)).data).toMatchObject({
      _entities: [{ deduction: { amount: '1440.00', baseSource: 'CONTRIBUTION_BASE' } }],
    });
    const given = await entities(selection, { ...own, priorYearAverageMonthlyIncome: '5000.00' }, bureau);
    expect(given.data).toMatchObject({
      _entities: [{ deduction: { amount: '1200.00', baseSource: 'INCOME_AS_GIVEN' } }],
    });
    const nobody = await entities(selection, { ...own, memberId: null }, bureau);
    expect(nobody.data).toEqual({ _entities: [{ deduction: null }] });
    const unknown = { ...own, memberId: randomUUID() };
    for (const asked of [own, unknown]) {
      const elsewhere = await entities(selection, asked, { ...bureau, cities: ['330500'] });
      expect(elsewhere.data).toEqual({ _entities: [{ deduction: null }] });
      expect(elsewhere.errors).toMatchObject([jurisdiction]);
    }
  });

  it('CJ-10 AG-06 shows a member the account with its segments, and no account before it is opened', async () => {
    const selection = `... on Member {
      account { numberMasked statusCode balance segments { segment balance } agreement { number ratio paidThrough }
        movements(first: 1) { edges { node { code amount period } } pageInfo { hasNextPage } } }
      streak { continuousFullMonths throughMonth fundsUsed } deduction(taxYear: 2026) { amount } }`;
    const answer = await entities(selection, { __typename: 'Member', id: memberId, city: 'CHANGJI' });
    expect(answer.data).toMatchObject({
      _entities: [
        {
          account: {
            numberMasked: expect.stringMatching(/^\*{12}\d{4}$/),
            statusCode: '01',
            balance: '2400.00',
            agreement: { ratio: '20%', paidThrough: '2026-04' },
            movements: {
              edges: [{ node: { code: '01', amount: '1200.00', period: '2026-04' } }],
              pageInfo: { hasNextPage: true },
            },
          },
          streak: { continuousFullMonths: 0, throughMonth: null, fundsUsed: false },
          deduction: { amount: '1440.00' },
        },
      ],
    });
    const nobody = await entities(selection, { __typename: 'Member', id: randomUUID(), city: 'CHANGJI' });
    expect(nobody.errors).toBeUndefined();
    expect(nobody.data).toMatchObject({ _entities: [{ account: null, deduction: null }] });
  });

  it.each(['account { balance }', 'streak { continuousFullMonths }', 'deduction(taxYear: 2026) { amount }'])(
    'AG-04 AG-06 tells %s only to the member and to a centre of their city, in one refusal for everybody and nobody',
    async (field) => {
      const asked = { __typename: 'Member', id: memberId, city: 'CHANGJI' };
      const tell = (caller: Partial<Caller>, representation: object = asked) =>
        entities(`... on Member { ${field} }`, representation, caller);
      expect((await tell({ audience: 'centre', cities: ['652300'] })).errors).toBeUndefined();
      expect((await tell({ audience: 'member', cities: [], member: memberId })).errors).toBeUndefined();
      const huzhou = { audience: 'centre', cities: ['330500'] } as const;
      const others: [Partial<Caller>, object?][] = [
        [huzhou],
        // Whatever city the reference says, or none: this register knows better.
        [huzhou, { ...asked, city: 'HUZHOU' }],
        [huzhou, { ...asked, id: randomUUID() }],
        [
          { audience: 'centre', cities: ['652300'] },
          { __typename: 'Member', id: memberId },
        ],
        [{ audience: 'member', cities: ['652300'], member: randomUUID() }],
        ...(['tax-bureau', 'hr-bureau', 'regulator'] as const).map((audience): [Partial<Caller>] => [{ audience }]),
      ];
      for (const [caller, representation] of others) {
        const refused = await tell(caller, representation);
        expect(refused.errors).toMatchObject([jurisdiction]);
        expect(JSON.stringify(refused.data)).toMatch(/null/);
      }
    },
  );

  it('AG-03 tells a bank the run of full months, which its green channel needs, and no money', async () => {
    const bank: Partial<Caller> = { audience: 'bank', cities: [] };
    const asked = { __typename: 'Member', id: memberId, city: 'CHANGJI' };
    const streak = await entities('... on Member { streak { continuousFullMonths } }', asked, bank);
    expect(streak.data).toEqual({ _entities: [{ streak: { continuousFullMonths: 0 } }] });
    const account = await entities('... on Member { account { balance } }', asked, bank);
    expect(account).toMatchObject({ data: { _entities: [{ account: null }] }, errors: [jurisdiction] });
  });

  it('CJ-19 shows a pool, and refuses one that is not ours', async () => {
    const selection = '... on Pool { depositBalance contributedThisYear }';
    const pool = await entities(selection, { __typename: 'Pool', id: '652300:flexible' });
    expect(pool.data).toEqual({ _entities: [{ depositBalance: '2400.00', contributedThisYear: '2400.00' }] });
    const other = await entities(selection, { __typename: 'Pool', id: '110000:flexible' });
    expect(other.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('HZ-04 CJ-13 tells a refusal and never the fault behind an error', async () => {
    const taking = await ask('mutation ($input: WithdrawInput!) { withdraw(input: $input) { id } }', {
      input: { memberId, amount: '1.00', reasonCode: '99', idempotencyKey: randomUUID() },
    });
    expect(taking.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-13' });
    const bad = await entities('... on Member { streak { fundsUsed } }', {
      __typename: 'Member',
      id: 'nonsense',
      city: 'CHANGJI',
    });
    expect(bad.errors?.[0]).toMatchObject({ message: 'Internal fault', extensions: { code: 'INTERNAL' } });
  });
});
