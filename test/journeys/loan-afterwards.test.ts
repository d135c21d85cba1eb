import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditBooks } from '#ledger/trial-balance.ts';
import { runOffsets } from '#loans/jobs/offsets.ts';
import { rows } from '#service/database.ts';
import { type Agency, agency, join } from '#test/agencies.ts';
import { clearingOf, keyed, lend, mutation, officer } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Loans of April 2025 of which nothing is repaid: part of an account helps where the rest is frozen, one loan is recalled, and
// one is recovered after it was written off. Every amount is worked out beside it.

const plan = { base: '7180.00', ratio: '10%', mode: 'MONTHLY', firstContribution: '1436.00' };

let stack: TestStack;
const members: string[] = [];
const loans: string[] = [];

beforeAll(async () => {
  stack = await startTestStack('2025-03-05', { pays: () => true, repays: () => false });
  for (const day of ['01', '02', '03']) {
    members.push(await join(stack, 'huzhou', { identityNumber: identityNumber(`1990-06-${day}`) }, plan));
  }
  stack.clock.set('2025-04-10');
  for (const memberId of members) {
    const wish = { memberId, principal: '300000.00', months: 240, method: 'EQUAL_INSTALMENT' } as const;
    loans.push((await lend(stack, 'huzhou', wish)).id);
  }
  await stack.world.hear();
});
afterAll(() => stack?.stop());

const by = (name: string): Agency => officer(stack, 'huzhou', name);
const self = (index: number) => agency(stack, 'member-demo', members[index]!);
const loanOf = async (index: number, fields: string) =>
  (await self(index).ask<{ me: { loans: object[] } }>(`{ me { loans { ${fields} } } }`)).me.loans[0];

describe('HZ-03 an account that is frozen in part', () => {
  it('gives the loan what is free, and the member is told what was left out, why, and by which figure', async () => {
    const freeze = { memberId: members[0], kind: 'PARTIAL', amount: '1036.00', authority: '法院', document: '1号' };
    await by('a').ask(mutation('freezeAccount', 'id'), keyed(freeze));
    await self(0).ask(mutation('setMonthlyOffset', 'id'), keyed({ loanId: loans[0], monthly: true }));
    stack.clock.set('2025-05-10');
    await runOffsets(stack.world.runs.loans);
    await stack.world.hear();
    // 1,641.36 is due; 1,436.00 less 1,036.00 is free.
    const part = { segment: 'FLEXIBLE', taken: '400.00', leftOut: '1036.00', reason: 'FROZEN' };
    const told = await loanOf(
      0,
      'offsets { status booked parts { segment taken leftOut reason } figures { name status } }',
    );
    expect(told).toEqual({
      offsets: [
        {
          ...{ status: 'BOOKED', booked: '400.00', parts: [part] },
          figures: [{ name: 'loan.offsetSegments', status: 'unknown' }],
        },
      ],
    });
    // 712.50 of interest comes first.
    const paid = { on: '2025-05-10', number: 1, principal: '0.00', interest: '400.00', penalty: '0.00' };
    expect(await loanOf(0, 'payments { on number principal interest penalty }')).toEqual({ payments: [paid] });
    expect(await clearingOf(stack.world)).toEqual([40_000n, 40_000n]);
  });
});

describe('HZ-08, HZ-11 a loan that is recalled and not repaid', () => {
  it('is further behind with every month after the day it was to be repaid, as the clerks and the member see', async () => {
    const found = { loanId: loans[1], kind: 'LOAN_DEFAULT', grounds: '连续未还款', evidenceReference: '台账-1' };
    stack.clock.set('2025-05-11');
    const opened = await by('a').ask<{ openBreachCase: { id: string } }>(
      mutation('openBreachCase', 'id'),
      keyed(found),
    );
    const breachCaseId = opened.openBreachCase.id;
    await self(1).ask(mutation('replyToBreachCase', 'id'), keyed({ breachCaseId, reply: '无力偿还' }));
    const measure = { breachCaseId, measure: 'RECALL_LOAN', reason: '经核实' };
    await by('b').ask(mutation('decideBreachCase', 'id'), keyed(measure));
    // May's instalment, and from 11 June, the day after the thirty days, a period for every month begun.
    for (const [on, overduePeriods, riskGrade] of [
      ['2025-06-10', 1, '02'],
      ['2025-06-11', 2, '02'],
      ['2025-10-11', 6, '04'],
      ['2026-04-11', 12, '05'],
    ] as const) {
      stack.clock.set(on);
      const graded = `query ($id: ID!) { member(id: $id) { loans { overduePeriods riskGrade } } }`;
      const told = await by('a').ask(graded, { id: members[1] });
      expect(told).toEqual({ member: { loans: [{ overduePeriods, riskGrade }] } });
    }
    expect(await loanOf(1, 'overduePrincipal overduePeriods')).toEqual({
      overduePrincipal: '300000.00',
      overduePeriods: 12,
    });
  });
});

describe('HZ-11 what is recovered after a write-off (核销后收回)', () => {
  const debt = 'writtenOffDebt { principal interest penalty recovered outstanding recoveries { amount reference } }';
  type Told = { writtenOffDebt: Record<'principal' | 'interest' | 'penalty' | 'recovered' | 'outstanding', string> };
  const recover = mutation('recordRecovery', 'id amount principal interest penalty bookedOn');
  const recovery = (amount: string) => keyed({ loanId: loans[2], amount, reference: '收款凭证-7' });
  const pool = async (who: Agency) => {
    const fields = 'id reserveBalance reserveUsed writtenOffUncovered writtenOffRecovered reserveReturned';
    const { pools } = await who.ask<{ pools: { id: string }[] }>(`{ pools { ${fields} } }`);
    return pools.find(({ id }) => id === '330500:flexible');
  };

  it('is refused of a loan that is repaid by its plan, and to who may not book repayments', async () => {
    const early = await by('a').refused(recover, recovery('1.00'));
    expect(early).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-11' });
    expect((await officer(stack, 'changji', 'a').refused(recover, recovery('1.00'))).code).toBe('NOT_FOUND');
  });

  it('is booked beside the plan, told to the member, and goes back to the reserve that had paid for it', async () => {
    const provide = { city: 'HUZHOU', kind: 'FLEXIBLE', amount: '200000.00' };
    await by('a').ask(mutation('provisionReserve', 'id'), keyed(provide));
    const asked = keyed({ loanId: loans[2], reason: '无可供执行财产', evidenceReference: '法院终本裁定' });
    const proposed = await by('a').ask<{ proposeWriteOff: { id: string } }>(mutation('proposeWriteOff', 'id'), asked);
    const decided = keyed({ writeOffId: proposed.proposeWriteOff.id, approve: true });
    await by('b').ask(mutation('decideWriteOff', 'id'), decided);
    await stack.world.hear();
    const first = await by('a').ask(recover, recovery('150000.00'));
    const told = { amount: '150000.00', principal: '150000.00', interest: '0.00', penalty: '0.00' };
    expect(first).toMatchObject({ recordRecovery: { ...told, bookedOn: '2026-04-11' } });
    expect(await loanOf(2, `status outstandingPrincipal ${debt}`)).toMatchObject({
      ...{ status: 'WRITTEN_OFF', outstandingPrincipal: '0.00' },
      writtenOffDebt: {
        ...{ principal: '300000.00', recovered: '150000.00' },
        recoveries: [{ amount: '150000.00', reference: '收款凭证-7' }],
      },
    });
    await stack.world.hear();
    const seen = {
      ...{ id: '330500:flexible', reserveBalance: '150000.00', reserveUsed: '200000.00' },
      ...{ writtenOffUncovered: '100000.00', writtenOffRecovered: '150000.00', reserveReturned: '150000.00' },
    };
    expect(await pool(by('a'))).toEqual(seen);
    expect(await pool(agency(stack, 'regulator'))).toEqual(seen);
  });

  it('of all is the end of the debt: no more goes back to the reserve than it gave, and the account may be closed', async () => {
    const { writtenOffDebt } = (await loanOf(2, debt)) as Told;
    const more = await by('a').refused(recover, recovery('999999.00'));
    expect(more).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', field: 'amount' });
    await by('a').ask(recover, recovery(writtenOffDebt.outstanding));
    await stack.world.hear();
    const restored = { reserveBalance: '200000.00', writtenOffRecovered: '300000.00', reserveReturned: '200000.00' };
    expect(await pool(by('a'))).toMatchObject(restored);
    expect(await self(2).ask('{ me { loanOutstanding loans { status overduePeriods } } }')).toEqual({
      me: { loanOutstanding: false, loans: [{ status: 'WRITTEN_OFF', overduePeriods: 0 }] },
    });
    const lien = await rows(
      stack.world.databases.contributions.database,
      'SELECT status, released_on AS on FROM lien WHERE loan_id = $1',
      [loans[2]],
    );
    expect(lien).toEqual([{ status: 'RELEASED', on: '2026-04-11' }]);
    expect((await by('a').refused(recover, recovery('0.01'))).code).toBe('AMOUNT_OUT_OF_BOUNDS');
    for (const name of ['loans', 'contributions', 'risk'] as const) {
      expect(await auditBooks(stack.world.databases[name].database.manager)).toEqual([]);
    }
  });
});
