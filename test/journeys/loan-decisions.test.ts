import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agency, agency, join, newKey } from '#test/agencies.ts';
import {
  type Applied,
  applyForOne,
  approve,
  approving,
  byLoanIds,
  decideDocument,
  officer,
  review,
  reviewed,
} from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// From the application for a loan to its last yuan, through the gateway and in both cities. Savers have 718.00 each since 5
// March 2026; they apply on 10 October, when ten days are allowed (《住房公积金管理条例》, 国务院令第844号).

const plan = { base: '7180.00', ratio: '10%', mode: 'MONTHLY', firstContribution: '718.00' };
const wish = { principal: '100000.00', months: 120, housePrice: '500000.00' };
const nobody = '00000000-0000-4000-8000-00000000000f';

let stack: TestStack;
const members: Record<string, string> = {};

beforeAll(async () => {
  stack = await startTestStack('2026-03-05');
  const who = ['first', 'second', 'adverse', 'withdrawing'].map((name) => [name, 'huzhou'] as const);
  for (const [index, [name, city]] of [...who, ['changji', 'changji'] as const].entries()) {
    members[name] = await join(stack, city, { identityNumber: identityNumber(`1990-04-0${index + 1}`) }, plan);
  }
  stack.clock.set('2026-10-10');
});
afterAll(() => stack?.stop());

const self = (name: string) => agency(stack, 'member-demo', members[name]!);
const huzhou = (name = 'loan-1'): Agency => officer(stack, 'huzhou', name);
type Waiting = { id: string; priority: string; late: boolean };
type Queue = { loanApplications: { edges: { node: Waiting }[] } };
const queue = async (asked = '', by = huzhou()) => {
  const query = `{ loanApplications(city: HUZHOU${asked}) { edges { node { id priority late } } pageInfo { hasNextPage } } }`;
  return (await by.ask<Queue>(query)).loanApplications.edges.map(({ node }) => node);
};
const mine = `{ me { loanApplications { id status
  review { recommendation goodCredit creditSource }
  decision { on verdict reason quota { amount simulated steps { name value } }
    conditions { code clause description met binding facts { name value asOf source } }
    figures { name text from reference status } } } } }`;
type Decision = {
  verdict: string;
  quota: { amount: string; simulated: boolean };
  conditions: {
    code: string;
    clause: string;
    met: boolean;
    binding: boolean;
    facts: { value: string; asOf: string }[];
  }[];
  figures: { name: string; status: string; from: string }[];
};
const told = async (name: string) => {
  const { me } = await self(name).ask<{ me: { loanApplications: (Applied & { decision: Decision })[] } }>(mine);
  return me.loanApplications[0]!;
};

describe('HZ-05 the queue of applications', () => {
  const ids: Record<string, string> = {};

  it('is served first homes first, whoever came first, and says by when each is to be decided', async () => {
    const second = { memberId: members['second']!, ...wish, firstHome: false };
    ids['second'] = (await applyForOne(stack, 'huzhou', second)).id;
    const first = await applyForOne(stack, 'huzhou', { memberId: members['first']!, ...wish });
    ids['first'] = first.id;
    expect(first).toMatchObject({ status: 'SUBMITTED', priority: 'FIRST_HOME', decideBy: '2026-10-20', late: false });
    expect((await queue()).map(({ id }) => id)).toEqual([ids['first'], ids['second']]);
    const one = await queue(', first: 1');
    expect(one.map(({ id }) => id)).toEqual([ids['first']]);
  });

  it('takes one application at a time, and is not reviewed before it is known what was saved', async () => {
    const again = applyForOne(stack, 'huzhou', { memberId: members['first']!, ...wish });
    await expect(again).rejects.toThrow('APPLICATION_EXISTS');
    await expect(review(stack, 'huzhou', ids['first']!)).rejects.toThrow('IN_PROGRESS');
    await stack.world.hear();
    expect(await review(stack, 'huzhou', ids['first']!)).toMatchObject({ status: 'REVIEWED', factsAsOf: '2026-10-10' });
  });

  it('lists from the eleventh day what was not decided in time', async () => {
    stack.clock.set('2026-10-20');
    expect(await queue(', lateOnly: true')).toEqual([]);
    stack.clock.set('2026-10-21');
    expect((await queue(', lateOnly: true')).map(({ id, late }) => [id, late])).toEqual([
      [ids['first'], true],
      [ids['second'], true],
    ]);
  });

  it('AG-04 is told to no other city, and to no member', async () => {
    const asked = '{ loanApplications(city: HUZHOU) { edges { cursor } } }';
    expect(await officer(stack, 'changji', 'x').refused(asked)).toMatchObject({ code: 'FORBIDDEN', field: 'city' });
    expect((await self('first').refused(asked)).code).toBe('GRAPHQL_VALIDATION_FAILED');
    for (const list of ['overdueLoans', 'loanPortfolio', 'pendingWriteOffs', 'openBreachCases']) {
      const refused = await officer(stack, 'changji', 'x').refused(`{ ${list}(city: HUZHOU) { __typename } }`);
      expect(refused).toMatchObject({ code: 'FORBIDDEN', field: 'city' });
    }
  });

  it('leaves what was taken back, and is taken back by the member alone', async () => {
    const { id } = await applyForOne(stack, 'huzhou', { memberId: members['withdrawing']!, ...wish });
    const document = `mutation ($input: WithdrawLoanApplicationInput!) { withdrawLoanApplication(input: $input) { status } }`;
    const input = { applicationId: id, idempotencyKey: newKey() };
    expect((await self('first').refused(document, { input })).code).toBe('NOT_FOUND');
    expect(await self('withdrawing').ask(document, { input })).toEqual({
      withdrawLoanApplication: { status: 'WITHDRAWN' },
    });
    expect((await queue()).map((each) => each.id)).not.toContain(id);
    const over = { input: { applicationId: id, idempotencyKey: newKey() } };
    expect((await self('withdrawing').refused(document, over)).code).toBe('NOT_ELIGIBLE');
  });
});

describe('HZ-05 HZ-06 a decision', () => {
  it('is made by another officer than the one who reviewed, each of them named', async () => {
    const [{ id }] = (await queue()) as [Waiting];
    const same = await huzhou('loan-1').refused(decideDocument, approving(id));
    expect(same).toMatchObject({ code: 'FORBIDDEN', field: 'officer', rule: 'four-eyes' });
    const nameless = await agency(stack, 'centre-huzhou').refused(decideDocument, approving(id));
    expect(nameless).toMatchObject({ code: 'FORBIDDEN', field: 'officer' });
  });

  it('CJ-13 that approves waits for the lien, and explains itself to the member condition by condition', async () => {
    const [{ id }] = (await queue()) as [Waiting];
    expect(await approve(stack, 'huzhou', id)).toMatchObject({ status: 'PENDING', annualRate: '2.6%' });
    await stack.world.hear();
    const { status, decision } = await told('first');
    expect(status).toBe('APPROVED');
    const byCode = Object.fromEntries(decision.conditions.map((each) => [each.code, each]));
    expect(byCode['APPROVED_MEMBER']).toMatchObject({ clause: 'CJ-23', met: true, binding: true });
    expect(byCode['ACCOUNT_IN_USE']).toMatchObject({ clause: 'CJ-13', met: true, facts: [{ asOf: '2026-10-10' }] });
    expect(byCode['FIRST_HOME']).toMatchObject({ clause: 'HZ-05', met: true });
    expect(byCode['GOOD_CREDIT']).toMatchObject({ clause: 'HZ-11', met: true });
    // 5 March to 10 October: seven whole months.
    expect(byCode['MONTHS_HELD']).toMatchObject({ clause: 'HZ-06', met: true, binding: false });
    // 718.00 every day since opening, ×12 from six months on: 8616.00, far below what is lent; no figure binds.
    expect(byCode['WITHIN_QUOTA']).toMatchObject({ clause: 'HZ-06', met: false, binding: false });
    expect(decision.quota).toMatchObject({ amount: '8616.00', simulated: true });
    // Ten years from the decision; born on 1 April 1990, 68 in 2058.
    const age = [{ value: '2036-10-21' }, { value: '2058-04-01', source: '成员登记' }];
    expect(byCode['AGE_AT_END']).toMatchObject({ met: true, binding: false, facts: age });
    const coefficients = decision.figures.find(({ name }) => name === 'loan.coefficients');
    expect(coefficients).toMatchObject({ status: 'unknown', from: '2023-09-01' });
    const day = await self('first').ask('{ me { loans { status disbursedOn priority } } }');
    expect(day).toEqual({
      me: { loans: [{ status: 'REPAYING', disbursedOn: '2026-10-21', priority: 'FIRST_HOME' }] },
    });
  });

  it('HZ-11 never approves against bad credit, and refuses with its reason', async () => {
    const id = await reviewed(stack, 'huzhou', { memberId: members['adverse']!, ...wish });
    await review(stack, 'huzhou', id, { goodCredit: false, recommendation: 'REFUSE' });
    const refused = await huzhou('loan-2').refused(decideDocument, approving(id));
    expect(refused).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-11' });
    const input = { applicationId: id, verdict: 'REFUSE', reason: '信用不良', idempotencyKey: newKey() };
    const answer = await huzhou('loan-2').ask(decideDocument, { input });
    expect(answer).toMatchObject({ decideLoanApplication: { status: 'REFUSED', loan: null } });
    const { decision } = await told('adverse');
    expect(decision).toMatchObject({ verdict: 'REFUSE', reason: '信用不良' });
    const again = { input: { ...input, idempotencyKey: newKey() } };
    expect((await huzhou('loan-2').refused(decideDocument, again)).code).toBe('NOT_ELIGIBLE');
  });

  it('CJ-04 HZ-06 in Changji goes by its balance and its own documents, its plan being a draft', async () => {
    const id = await reviewed(stack, 'changji', { memberId: members['changji']!, ...wish });
    expect(await approve(stack, 'changji', id)).toMatchObject({ status: 'PENDING' });
    const { decision } = await told('changji');
    const byCode = Object.fromEntries(decision.conditions.map((each) => [each.code, each]));
    expect(byCode['GOOD_CREDIT']).toMatchObject({ clause: 'CJ-04', met: true });
    expect(byCode['WITHIN_QUOTA']!.clause).toMatch(/^昌吉州实施方案/);
    // The balance of 718.00, forty times.
    expect(decision.quota).toMatchObject({ amount: '28720.00', simulated: true });
  });

  it('AG-04 is asked for by no other city, by any id, in words that tell nothing', async () => {
    const clerk = officer(stack, 'changji', 'x');
    const [{ id: application }] = (await queue()) as [Waiting];
    const { me } = await self('first').ask<{ me: { loans: { id: string }[] } }>('{ me { loans { id } } }');
    const ids: Record<string, string> = { loanId: me.loans[0]!.id, applicationId: application };
    for (const [name, [field, more]] of Object.entries(byLoanIds)) {
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
      const document = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`;
      const tell = (id: string) =>
        clerk.refused(document, { input: { ...more, [field]: id, idempotencyKey: newKey() } });
      const forOne = await tell(ids[field] ?? nobody);
      expect(forOne.code, name).toBe('NOT_FOUND');
      expect(forOne, name).toEqual(await tell(nobody));
    }
  });
});

describe('HZ-06 what may be lent', () => {
  const asked = `query ($assuming: QuotaAssumption) { me { depositBasis { monthsHeld average }
    loanQuota(assuming: $assuming) { amount simulated demonstrationFigures steps { name text value } } } }`;
  type Quota = {
    amount: string;
    simulated: boolean;
    demonstrationFigures: string[];
    steps: { name: string; value: string }[];
  };
  const quotaOf = async (assuming: unknown) => {
    const { me } = await self('second').ask<{ me: { loanQuota: Quota } }>(asked, { assuming });
    return me.loanQuota;
  };

  it('is told live and step by step, and is a simulation while the coefficients are unpublished', async () => {
    const quota = await quotaOf(null);
    expect(quota).toMatchObject({ amount: '8616.00', simulated: true });
    expect(quota.demonstrationFigures).toContain('loan.coefficients');
    expect(quota.steps.map(({ name, value }) => [name, value])).toEqual([
      ['日均缴存余额', '718.00'],
      ['持有月数', '7'],
      ['存贷系数', '12'],
      ['余额×系数', '8616.00'],
      ['最高额度', '700000.00'],
      ['可贷额度', '8616.00'],
      ['最长期限（月）', '360'],
    ]);
  });

  it('is simulated by assumed coefficients and cap, which the answer names as assumed', async () => {
    const coefficients = [
      { fromMonths: 3, coefficient: '10' },
      { fromMonths: 7, coefficient: '12.5' },
    ];
    const quota = await quotaOf({ coefficients, cap: '8000.00' });
    expect(quota).toMatchObject({ amount: '8000.00', simulated: true });
    expect(quota.steps[3]).toMatchObject({ value: '8975.00' });
    expect(quota.demonstrationFigures).toEqual(
      expect.arrayContaining(['assumed: loan.coefficients', 'assumed: loan.cap']),
    );
  });

  it('is refused for coefficients in which longer is worse', async () => {
    const coefficients = [
      { fromMonths: 3, coefficient: '10' },
      { fromMonths: 7, coefficient: '9' },
    ];
    const refused = await self('second')
      .refused(asked, { assuming: { coefficients } })
      .catch((error: Error) => error);
    expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).toContain('INVALID_INPUT');
  });
});
