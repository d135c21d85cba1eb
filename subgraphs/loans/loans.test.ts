import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import type { Caller } from '#service/caller.ts';
import { rows } from '#service/database.ts';
import { handlers } from './jobs/handlers.ts';
import { asking, grantLoan, openRegister, type Register, repaying } from './jobs/register.test-support.ts';
import { repayLoan } from './operations/repay-loan.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister('2026-07-10');
});
afterAll(() => register?.stop());
beforeEach(async () => {
  await register.told();
  register.clock.set('2026-07-10');
});

const context = (caller?: Partial<Caller>) => register.context(caller);
const approvedMember = (city?: '330500' | '652300') => register.approvedMember(city);

describe('granting a loan', () => {
  it('pays the principal out of custody and plans every month, once its lien stands', async () => {
    const memberId = await approvedMember();
    const loan = await register.lend(asking(memberId));
    expect(loan).toMatchObject({
      status: 'REPAYING',
      annualRate: '2.6%',
      outstandingPrincipal: 30_000_000n,
      overduePeriods: 0,
    });
    expect(loan.contractNumber).toMatch(/^330500-2026-\d{6}$/);
    expect(await register.told()).toEqual([
      { type: 'loan-granted', loanId: loan.id, memberId, city: '330500', on: '2026-07-10' },
    ]);
    const planned = await rows(
      register.database,
      'SELECT sum(principal)::bigint AS fen, count(*)::int AS n FROM instalment WHERE loan_id = $1',
      [loan.id],
    );
    expect(planned).toEqual([{ fen: 30_000_000n, n: 240 }]);
  });

  it('HZ-05 keeps the priority class of a first home', async () => {
    const memberId = await approvedMember();
    const { id } = await grantLoan(context(), asking(memberId));
    expect(await rows(register.database, 'SELECT priority FROM loan WHERE id = $1', [id])).toEqual([
      { priority: 'first-home' },
    ]);
  });

  it('is refused to someone whose application is not approved (CJ-23)', async () => {
    await expect(grantLoan(context(), asking(randomUUID()))).rejects.toMatchObject({ code: 'NOT_APPROVED' });
  });

  it('CJ-23 is by the city told last of a member, in whatever order it was told', async () => {
    const memberId = await approvedMember('652300');
    const facts = {
      memberId,
      approvedOn: '2026-06-01',
      retirementOn: '2050-01-31',
      inUnit: false,
      spouseId: null,
      categories: [],
    };
    for (const [sequence, city] of [
      [3, '330500'],
      [2, '652300'],
    ] as const) {
      const event = { type: 'member-facts-changed' as const, ...facts, sequence, city };
      await handlers(context())['member-facts-changed']!({ id: randomUUID(), event });
    }
    const wrong = grantLoan(context({ cities: ['652300'] }), asking(memberId));
    await expect(wrong).rejects.toMatchObject({ code: 'NOT_APPROVED' });
    const { contractNumber } = await grantLoan(context({ cities: ['330500'] }), asking(memberId));
    expect(contractNumber).toMatch(/^330500-/);
  });

  it('is refused to a caller of another city', async () => {
    const memberId = await approvedMember('330500');
    await expect(grantLoan(context({ cities: ['652300'] }), asking(memberId))).rejects.toMatchObject({
      code: 'NOT_APPROVED',
    });
  });

  it('is refused while another loan is outstanding, also when both are asked for at once', async () => {
    const memberId = await approvedMember();
    const both = await Promise.allSettled([1, 2, 3].map(() => grantLoan(context(), asking(memberId))));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.filter((each) => each.status === 'rejected').map((each) => each.reason.code)).toEqual([
      'LOAN_OUTSTANDING',
      'LOAN_OUTSTANDING',
    ]);
  });

  it('asked twice with one key gives the first answer again', async () => {
    const asked = asking(await approvedMember());
    expect(await grantLoan(context(), asked)).toEqual(await grantLoan(context(), asked));
    await expect(grantLoan(context(), { ...asked, months: 12 })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });
});

describe('a repayment', () => {
  it('pays overdue interest before overdue principal', async () => {
    const memberId = await approvedMember();
    const { id } = await register.lend(asking(memberId));
    register.clock.set('2026-09-09');
    // Penalty of 30 days: 1,604.36 × 2.6% × 1.5 ÷ 360 × 30 = 5.21.
    expect(await repayLoan(context(), repaying(id, yuan('655.21')))).toMatchObject({
      overdueInterest: 0n,
      overduePrincipal: 95_436n,
      overduePeriods: 1,
    });
    expect(await repayLoan(context(), repaying(id, yuan('954.36')))).toMatchObject({
      overduePrincipal: 0n,
      overduePeriods: 0,
    });
  });

  it('that settles the loan closes it and tells of it; anything between is refused', async () => {
    const memberId = await approvedMember();
    const { id } = await register.lend(asking(memberId));
    register.clock.set('2026-07-20');
    // Ten days of interest: 300,000 × 2.6% ÷ 360 × 10 = 216.67.
    await expect(repayLoan(context(), repaying(id, yuan('1000')))).rejects.toMatchObject({
      code: 'AMOUNT_OUT_OF_BOUNDS',
    });
    expect(await repayLoan(context(), repaying(id, yuan('300216.67')))).toMatchObject({
      status: 'SETTLED',
      outstandingPrincipal: 0n,
    });
    expect(await register.told()).toMatchObject([{ type: 'loan-granted' }, { type: 'loan-settled', loanId: id }]);
    await expect(repayLoan(context(), repaying(id, 1n))).rejects.toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS' });
    await register.lend(asking(memberId));
  });

  it('is refused to a caller of another city', async () => {
    const { id } = await register.lend(asking(await approvedMember()));
    await expect(repayLoan(context({ cities: ['652300'] }), repaying(id, 1n))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the facts of many members', () => {
  it('cost the same two statements for two members as for twenty', async () => {
    const members = await Promise.all(Array.from({ length: 20 }, () => approvedMember()));
    for (const memberId of members.slice(0, 5)) await register.lend(asking(memberId));
    const query = vi.spyOn(register.database.manager, 'query');
    for (const some of [members.slice(0, 2), members]) {
      query.mockClear();
      const { loansOf: many } = context().loaders;
      await Promise.all(some.map((id) => many.load(id)));
      expect(query).toHaveBeenCalledTimes(2);
    }
    query.mockRestore();
  });
});

describe('the loan book', () => {
  it('CJ-22 tells balance, overdue principal and loans of the year per city, to the last posting', async () => {
    const pools = ['652300:flexible', '652300:unit'];
    register.clock.set('2026-08-11');
    const before = await context().loaders.pool.load(pools[0]!);
    register.clock.set('2026-07-10');
    await register.lend(
      asking(await approvedMember('652300'), { principal: yuan('1200'), months: 12, method: 'EQUAL_PRINCIPAL' }),
    );
    register.clock.set('2026-08-11');
    const [flexible, unit] = await context().loaders.pool.loadMany(pools);
    expect(flexible).toEqual({
      loanBalance: before.loanBalance + 120_000n,
      overduePrincipal: before.overduePrincipal + 10_000n,
      loansIssuedThisYear: before.loansIssuedThisYear + 120_000n,
    });
    expect(unit).toEqual({ loanBalance: 0n, overduePrincipal: 0n, loansIssuedThisYear: 0n });
  });

  it('holds after all of it: every loan owes what its movements give', async () => {
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});
