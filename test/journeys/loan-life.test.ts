import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CivilDate } from '#kernel/calendar.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { runInstalments } from '#loans/jobs/instalments.ts';
import { runOffsets } from '#loans/jobs/offsets.ts';
import { runRepricing } from '#loans/jobs/reprice.ts';
import { agency, join, mine } from '#test/agencies.ts';
import {
  applyForOne,
  approve,
  approving,
  clearingOf,
  decideDocument,
  keyed,
  mutation,
  officer,
  review,
  reviewed,
} from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// What becomes of loans of April 2025 at 2.85 %: their accounts help to repay them, principal is repaid early, the rate
// falls on 1 January, one borrower is in breach, another's loan is written off. Every amount is worked out beside it.

const plan = { base: '7180.00', ratio: '10%', mode: 'MONTHLY', firstContribution: '718.00' };
const cities = { saver: 'huzhou', breaker: 'huzhou', lost: 'huzhou', liar: 'huzhou', changji: 'changji' } as const;
type Who = keyof typeof cities;

let stack: TestStack;
const members = {} as Record<Who, string>;
const loans = {} as Record<Who, string>;

beforeAll(async () => {
  const pays = (id: string) => id === members.saver || id === members.liar;
  stack = await startTestStack('2025-03-05', { pays: () => true, repays: pays });
  for (const [index, [who, city]] of Object.entries(cities).entries()) {
    members[who as Who] = await join(stack, city, { identityNumber: identityNumber(`1990-06-0${index + 1}`) }, plan);
  }
  stack.clock.set('2025-04-10');
  const each = Object.entries(cities) as [Who, 'huzhou' | 'changji'][];
  const asked = { principal: '300000.00', months: 240, method: 'EQUAL_INSTALMENT' } as const;
  for (const [who, city] of each)
    loans[who] = (await applyForOne(stack, city, { memberId: members[who], ...asked })).id;
  await stack.world.hear();
  for (const [who, city] of each) {
    await review(stack, city, loans[who]);
    loans[who] = (await approve(stack, city, loans[who])).id;
  }
  await stack.world.hear();
});
afterAll(() => stack?.stop());

const self = (who: Who) => agency(stack, 'member-demo', members[who]);
const by = (name: string, who: Who = 'saver') => officer(stack, cities[who], name);
const loanOf = async <T = Record<string, unknown>>(who: Who, fields: string): Promise<T> =>
  (await self(who).ask<{ me: { loans: T[] } }>(`{ me { loans { ${fields} } } }`)).me.loans[0]!;
/** Every day of instalments between two months: the accounts first, then the bank. */
async function live(first: number, last: number): Promise<void> {
  for (let month = first; month <= last; month += 1) {
    const at = new Intl.NumberFormat('en', { minimumIntegerDigits: 2 });
    const day: CivilDate = `${2025 + Math.floor((month - 1) / 12)}-${at.format(((month - 1) % 12) + 1)}-10`;
    stack.clock.set(day);
    if (day.endsWith('-01-10')) await runRepricing(stack.world.runs.loans);
    await runOffsets(stack.world.runs.loans);
    await stack.world.hear();
    await runInstalments(stack.world.runs.loans);
  }
}

describe('HZ-03 money of the account that repays the loan (冲还贷)', () => {
  const offsets = 'monthlyOffset offsets { status requested booked requestedOn bookedOn refusedFor }';

  it('is agreed by the borrower, and refused while nothing is due', async () => {
    const monthly = { loanId: loans.saver, monthly: true };
    expect((await self('lost').refused(mutation('setMonthlyOffset', 'id'), keyed(monthly))).code).toBe('NOT_FOUND');
    const set = await self('saver').ask(mutation('setMonthlyOffset', 'monthlyOffset'), keyed(monthly));
    expect(set).toEqual({ setMonthlyOffset: { monthlyOffset: true } });
    const refused = await self('saver').refused(mutation('offsetLoan', 'id'), keyed({ loanId: loans.saver }));
    expect(refused).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', field: 'loanId' });
  });

  it('is held, booked and settled, as far as it goes; the bank is asked for the rest the same day', async () => {
    stack.clock.set('2025-05-10');
    await runOffsets(stack.world.runs.loans);
    // Held, and not yet heard of: nothing else repays the loan meanwhile.
    const paying = await by('a').refused(mutation('repayLoan', 'id'), keyed({ loanId: loans.saver, amount: '1.00' }));
    expect(paying).toMatchObject({ code: 'IN_PROGRESS', field: 'loanId' });
    await stack.world.hear();
    // 300,000 over 240 months at 2.85 %: 1641.36 a month, of which 712.50 is interest; the account has 718.00.
    const told = { status: 'BOOKED', requested: '1641.36', booked: '718.00', requestedOn: '2025-05-10' };
    expect(await loanOf('saver', offsets)).toMatchObject({ monthlyOffset: true, offsets: [told] });
    expect((await mine(self('saver'))).account).toMatchObject({ balance: '0.00' });
    expect(await clearingOf(stack.world)).toEqual([71_800n, 71_800n]);
    expect(await runInstalments(stack.world.runs.loans)).toMatchObject({ paid: 2 });
    const month = 'instalments(first: 1) { number paidPrincipal paidInterest closedOn }';
    expect(await loanOf('saver', month)).toEqual({
      instalments: [{ number: 1, paidPrincipal: '928.86', paidInterest: '712.50', closedOn: '2025-05-10' }],
    });
  });

  it('gives nothing where the account has nothing: the bank pays all, and the books still agree', async () => {
    await live(6, 6);
    const [last] = (await loanOf<{ offsets: unknown[] }>('saver', offsets)).offsets;
    expect(last).toMatchObject({ status: 'REFUSED', booked: null, refusedFor: 'BALANCE_TOO_LOW' });
    expect(await loanOf('saver', 'overduePeriods')).toEqual({ overduePeriods: 0 });
    expect(await clearingOf(stack.world)).toEqual([71_800n, 71_800n]);
  });
});

describe('principal repaid early', () => {
  it('plans the months ahead anew and keeps what was before', async () => {
    const prepay = mutation(
      'prepayLoan',
      'outstandingPrincipal planChanges { kind balance instalments oldRate newRate }',
    );
    const asked = { loanId: loans.saver, principal: '100000.00', keeps: 'TERM' };
    const more = await by('a').refused(prepay, keyed({ ...asked, principal: '300000.00' }));
    expect(more).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', field: 'principal' });
    // 300,000.00 − 928.86 − 931.07 of May and June − 100,000.00.
    expect(await by('a').ask(prepay, keyed(asked))).toEqual({
      prepayLoan: {
        outstandingPrincipal: '198140.07',
        planChanges: [
          { kind: 'PREPAYMENT', balance: '198140.07', instalments: 238, oldRate: '2.85%', newRate: '2.85%' },
        ],
      },
    });
  });

  it('all of it settles the loan', async () => {
    const { settlement } = await loanOf<{ settlement: { ahead: string; total: string } }>(
      'liar',
      'settlement { ahead total }',
    );
    expect(settlement.ahead).toBe('298140.07');
    const prepay = mutation('prepayLoan', 'status outstandingPrincipal');
    const asked = { loanId: loans.liar, principal: settlement.ahead, keeps: 'INSTALMENT' };
    const told = { status: 'SETTLED', outstandingPrincipal: '0.00' };
    expect(await by('a').ask(prepay, keyed(asked))).toEqual({ prepayLoan: told });
  });
});

describe('1 January', () => {
  it('reprices a loan of more than a year once, and only what is not due', async () => {
    await live(7, 13);
    const told = await loanOf<{ annualRate: string; planChanges: { kind: string }[] }>(
      'saver',
      'annualRate overduePeriods planChanges { kind on oldRate newRate }',
    );
    expect(told).toMatchObject({ annualRate: '2.6%', overduePeriods: 0 });
    expect(told.planChanges[1]).toEqual({ kind: 'REPRICING', on: '2026-01-01', oldRate: '2.85%', newRate: '2.6%' });
    await runRepricing(stack.world.runs.loans);
    expect((await loanOf<{ planChanges: unknown[] }>('saver', 'planChanges { kind }')).planChanges).toHaveLength(2);
  });
});

const fields = 'id status measure reply replyBy conditions { code met facts { value } } figures { name status }';
type Case = { id: string; status: string };
const openCase = async (who: Who, kind: string): Promise<string> => {
  const input = { loanId: loans[who], kind, grounds: '连续未还款', evidenceReference: '台账-1' };
  const told = await by('a', who).ask<{ openBreachCase: Case }>(mutation('openBreachCase', fields), keyed(input));
  return told.openBreachCase.id;
};
const decide = (breachCaseId: string, measure: string) => keyed({ breachCaseId, measure, reason: '经核实' });
const decision = mutation('decideBreachCase', fields);

describe('HZ-08 a breach', () => {
  let id: string;

  it('is opened on a loan that is overdue, not on one that is paid, and told to the member', async () => {
    stack.clock.set('2026-01-11');
    const input = { loanId: loans.saver, kind: 'LOAN_DEFAULT', grounds: '无', evidenceReference: '无' };
    const refused = await by('a').refused(mutation('openBreachCase', fields), keyed(input));
    expect(refused).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-08' });
    id = await openCase('breaker', 'LOAN_DEFAULT');
    // May 2025 to January 2026.
    const told = {
      status: 'OPEN',
      replyBy: '2026-01-26',
      conditions: [{ code: 'LOAN_DEFAULT', met: true, facts: [{ value: '9' }] }],
    };
    expect(await loanOf('breaker', `breachCases { ${fields} }`)).toMatchObject({ breachCases: [told] });
    const queue = await by('a').ask('{ openBreachCases(city: HUZHOU) { id } }');
    expect(queue).toEqual({ openBreachCases: [{ id }] });
  });

  it('is decided only after the member has replied, or the days to reply are over, and by another officer', async () => {
    const early = await by('b').refused(decision, decide(id, 'RAISE_RATE'));
    expect(early).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-08', field: 'measure' });
    const reply = mutation('replyToBreachCase', 'status reply');
    const said = { breachCaseId: id, reply: '因病住院，请求宽限' };
    expect((await self('lost').refused(reply, keyed(said))).code).toBe('NOT_FOUND');
    expect(await self('breaker').ask(reply, keyed(said))).toEqual({
      replyToBreachCase: { status: 'REPLIED', reply: '因病住院，请求宽限' },
    });
    const same = await by('a').refused(decision, decide(id, 'RAISE_RATE'));
    expect(same).toMatchObject({ code: 'FORBIDDEN', rule: 'four-eyes' });
  });

  it('raises the rate by the share that policy names, on top of the rate of the day', async () => {
    const told = await by('b').ask(decision, decide(id, 'RAISE_RATE'));
    expect(told).toMatchObject({ decideBreachCase: { status: 'DECIDED', measure: 'RAISE_RATE' } });
    // 2.6 % + 10 % of it.
    const loan = await loanOf<{ planChanges: object[] }>('breaker', 'annualRate planChanges { kind newRate }');
    expect(loan).toMatchObject({ annualRate: '2.86%' });
    expect(loan.planChanges.at(-1)).toEqual({ kind: 'RATE_RAISED', newRate: '2.86%' });
  });

  it('recalls the loan when the member did not reply in time: all of it falls due on one day', async () => {
    const second = await openCase('breaker', 'LOAN_DEFAULT');
    stack.clock.set('2026-01-26');
    expect((await by('b').refused(decision, decide(second, 'RECALL_LOAN'))).code).toBe('NOT_ELIGIBLE');
    stack.clock.set('2026-01-27');
    await by('b').ask(decision, decide(second, 'RECALL_LOAN'));
    const { instalments } = await loanOf<{
      instalments: { dueOn: string; principal: string; closedOn: string | null }[];
    }>('breaker', 'instalments(first: 2, after: 9) { dueOn principal closedOn }');
    expect(instalments[0]).toMatchObject({ dueOn: '2026-02-26', closedOn: null });
    expect(instalments[1]).toMatchObject({ principal: '0.00', closedOn: '2026-01-27' });
  });

  it('has no such measure in Changji, whose plan names none; what is no breach is let go', async () => {
    const there = await openCase('changji', 'FALSE_PROMISE');
    await self('changji').ask(mutation('replyToBreachCase', 'id'), keyed({ breachCaseId: there, reply: '没有' }));
    const refused = await by('b', 'changji').refused(decision, decide(there, 'RECALL_LOAN'));
    expect(refused).toMatchObject({ code: 'NOT_ELIGIBLE', field: 'measure' });
    const told = await by('b', 'changji').ask(decision, decide(there, 'NONE'));
    expect(told).toMatchObject({ decideBreachCase: { status: 'DECIDED', measure: 'NONE' } });
  });

  it('orders the account closed, and bars a false promise from lending for the years of the regulation', async () => {
    const lie = await openCase('liar', 'FALSE_PROMISE');
    await self('liar').ask(mutation('replyToBreachCase', 'id'), keyed({ breachCaseId: lie, reply: '不知情' }));
    await by('b').ask(decision, decide(lie, 'CLOSE_ACCOUNT'));
    stack.clock.set('2026-10-10');
    const wish = { memberId: members.liar, principal: '10000.00', months: 60 };
    const application = await reviewed(stack, 'huzhou', wish);
    const refused = await by('loan-2').refused(decideDocument, approving(application));
    expect(refused).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-08' });
  });
});

describe('HZ-11 a loan that is written off', () => {
  const propose = mutation('proposeWriteOff', 'id status amount grade conditions { met facts { value } }');
  const writeOff = mutation('decideWriteOff', 'status decidedBy');
  const asked = () => keyed({ loanId: loans.lost, reason: '无可供执行财产', evidenceReference: '法院终本裁定' });

  it('is of the last grade of A.14, proposed by one officer and decided by another', async () => {
    stack.clock.set('2026-01-11');
    const early = await by('a').refused(propose, asked());
    expect(early).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-11' });
    const clerk = `query ($id: ID!) { member(id: $id) { loans { riskGrade overdueBucket overduePeriods } } }`;
    const graded = await by('a').ask(clerk, { id: members.lost });
    expect(graded).toEqual({ member: { loans: [{ riskGrade: '04', overdueBucket: '03', overduePeriods: 9 }] } });
    const kept = await by('a').ask('{ loanPortfolio(city: HUZHOU) { grades { code loans } buckets { code loans } } }');
    const graded9 = [
      { code: '01', loans: 1 },
      { code: '04', loans: 2 },
    ];
    expect(kept).toEqual({ loanPortfolio: { grades: graded9, buckets: [{ code: '03', loans: 2 }] } });
    const listed = `query ($after: String, $bucket: String) { overdueLoans(city: HUZHOU, first: 1, after: $after, bucket: $bucket) {
      edges { node { id overduePeriods } } pageInfo { hasNextPage endCursor } } }`;
    type Listed = {
      overdueLoans: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    const { overdueLoans: page } = await by('a').ask<Listed>(listed);
    const { overdueLoans: rest } = await by('a').ask<Listed>(listed, { after: page.pageInfo.endCursor });
    const ids = [...page.edges, ...rest.edges].map(({ node }) => node.id);
    expect([ids.sort(), rest.pageInfo.hasNextPage]).toEqual([[loans.breaker, loans.lost].sort(), false]);
    expect(await by('a').ask(listed, { bucket: '01' })).toMatchObject({ overdueLoans: { edges: [] } });
    expect((await by('a').refused(listed, { bucket: '9' })).code).toBe('INVALID_INPUT');
    stack.clock.set('2026-04-11');
    // May 2025 to April 2026.
    const { proposeWriteOff } = await by('a').ask<{ proposeWriteOff: { id: string } }>(propose, asked());
    expect(proposeWriteOff).toMatchObject({ status: 'PROPOSED', amount: '300000.00', grade: '05' });
    const { id } = proposeWriteOff;
    expect(await by('b').ask('{ pendingWriteOffs(city: HUZHOU) { id } }')).toEqual({ pendingWriteOffs: [{ id }] });
    const same = await by('a').refused(writeOff, keyed({ writeOffId: id, approve: true }));
    expect(same).toMatchObject({ code: 'FORBIDDEN', rule: 'four-eyes' });
    const told = await by('b').ask(writeOff, keyed({ writeOffId: id, approve: true }));
    expect(told).toEqual({ decideWriteOff: { status: 'WRITTEN_OFF', decidedBy: 'b' } });
    await stack.world.hear();
    const uncovered = { pools: [{ writtenOffUncovered: '300000.00' }, {}] };
    expect(await by('b').ask('{ pools { writtenOffUncovered } }')).toMatchObject(uncovered);
  });

  it('leaves the book and is still owed: nothing is lent beside it, nor closed', async () => {
    const told = await self('lost').ask('{ me { loanOutstanding loans { status outstandingPrincipal } } }');
    expect(told).toEqual({
      me: { loanOutstanding: true, loans: [{ status: 'WRITTEN_OFF', outstandingPrincipal: '0.00' }] },
    });
    const application = await reviewed(stack, 'huzhou', { memberId: members.lost, principal: '10000.00', months: 60 });
    const refused = await by('loan-2').refused(decideDocument, approving(application));
    expect(refused).toMatchObject({ code: 'LOAN_OUTSTANDING', clause: 'HZ-05' });
    expect(await auditBooks(stack.world.databases.loans.database.manager)).toEqual([]);
    expect(await auditBooks(stack.world.databases.contributions.database.manager)).toEqual([]);
    expect(await clearingOf(stack.world)).toEqual([71_800n, 71_800n]);
  });
});
