import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CivilDate, civilDate } from '#kernel/calendar.ts';
import { settableClock } from '#kernel/clock.ts';
import { type Fen, yuan, yuanText } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { type Caller, systemCaller } from '#service/caller.ts';
import { type Database, rows } from '#service/database.ts';
import type { DomainEvent } from '#service/event-types.ts';
import { type EventHandlers, type Events, openEvents } from '#service/events.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { type Context, loansContext } from './context.ts';
import { openLoans } from './database.ts';
import { handlers } from './jobs/handlers.ts';
import { runInstalments } from './jobs/instalments.ts';
import { type GrantLoan, grantLoan } from './operations/grant-loan.ts';
import { repayLoan } from './operations/repay-loan.ts';
import { type DebitRequest, simulatedRepaymentBank } from './repayment-bank.ts';

let test: TestDatabase;
let database: Database;
const clock = settableClock('2026-07-10');
let events: Events;
let listener: Events;
let pays: (request: DebitRequest) => boolean = () => true;

beforeAll(async () => {
  test = await freshDatabase();
  database = await openLoans(test.url('loans'), 4);
  events = await openEvents({ url: test.url('loans'), consumer: 'loans' });
  listener = await openEvents({ url: test.url('contributions'), consumer: 'contributions' });
});
afterAll(async () => {
  await listener?.stop();
  await events?.stop();
  await database?.destroy();
  await test?.drop();
});
beforeEach(async () => {
  await told();
  clock.set('2026-07-10');
  pays = () => true;
});

/** What another register has been told since it last looked. */
async function told(): Promise<DomainEvent[]> {
  const heard: DomainEvent[] = [];
  const hear = async ({ event }: { event: DomainEvent }) => void heard.push(event);
  const hearing: EventHandlers = { 'loan-granted': hear, 'loan-settled': hear };
  await listener.drain(hearing);
  return heard;
}

function context(caller: Partial<Caller> = {}): Context {
  const bank = simulatedRepaymentBank((request) => pays(request));
  return loansContext({ database, clock, events, bank, caller: { ...systemCaller('test'), ...caller } });
}

async function approvedMember(city: '330500' | '652300' = '330500'): Promise<string> {
  const memberId = randomUUID();
  const facts = {
    memberId,
    sequence: 1,
    city,
    approvedOn: '2026-01-05',
    retirementOn: '2050-01-31',
    inUnit: false,
    categories: [],
  };
  const arrived = { id: randomUUID(), event: { type: 'application-approved' as const, ...facts } };
  await handlers(context())['application-approved']!(arrived);
  await handlers(context())['application-approved']!(arrived);
  return memberId;
}

const asking = (memberId: string, more: Partial<GrantLoan> = {}): GrantLoan => ({
  memberId,
  principal: yuan('300000'),
  months: 240,
  method: 'EQUAL_INSTALMENT',
  firstHome: true,
  idempotencyKey: randomUUID(),
  ...more,
});

const repaying = (loanId: string, amount: Fen) => ({ loanId, amount, idempotencyKey: randomUUID() });
const loansOf = (memberId: string) => context().loaders.loansOf.load(memberId);
async function run(on: CivilDate) {
  clock.set(civilDate(on));
  return runInstalments(context());
}

describe('granting a loan', () => {
  it('pays the principal out of custody and plans every month', async () => {
    const memberId = await approvedMember();
    const loan = await grantLoan(context(), asking(memberId));
    expect(loan).toMatchObject({
      status: 'REPAYING',
      annualRate: '2.6%',
      outstandingPrincipal: 30_000_000n,
      overduePeriods: 0,
    });
    expect(loan.contractNumber).toMatch(/^330500-2026-\d{6}$/);
    expect(await told()).toEqual([
      { type: 'loan-granted', loanId: loan.id, memberId, city: '330500', on: '2026-07-10' },
    ]);
    const planned = await rows(
      database,
      'SELECT sum(principal)::bigint AS fen, count(*)::int AS n FROM instalment WHERE loan_id = $1',
      [loan.id],
    );
    expect(planned).toEqual([{ fen: 30_000_000n, n: 240 }]);
  });

  it('HZ-05 keeps the priority class of a first home', async () => {
    const memberId = await approvedMember();
    const { id } = await grantLoan(context(), asking(memberId));
    expect(await rows(database, 'SELECT priority FROM loan WHERE id = $1', [id])).toEqual([{ priority: 'first-home' }]);
  });

  it('is refused to someone whose application is not approved (CJ-23)', async () => {
    await expect(grantLoan(context(), asking(randomUUID()))).rejects.toMatchObject({ code: 'NOT_APPROVED' });
  });

  it('CJ-23 is by the city told last of a member, in whatever order it was told', async () => {
    const memberId = await approvedMember('652300');
    const facts = { memberId, approvedOn: '2026-06-01', retirementOn: '2050-01-31', inUnit: false, categories: [] };
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

describe('the run of instalments', () => {
  it('takes what is due from those who can pay and leaves the rest overdue', async () => {
    const [payer, late] = [await approvedMember(), await approvedMember()];
    const loan = await grantLoan(context(), asking(payer));
    const lateLoan = await grantLoan(context(), asking(late));
    pays = ({ memberId }) => memberId !== late;
    const collected = await run('2026-08-10');
    expect(collected.paid).toBe(collected.asked - 1);
    // Instalment 1,604.36 of which interest 300,000 × 2.6% ÷ 12 = 650.00, so principal 954.36.
    const [paidLoan] = await loansOf(payer);
    expect(yuanText(loan.principal - paidLoan!.outstandingPrincipal)).toBe('954.36');
    clock.set('2026-08-11');
    expect(await loansOf(payer)).toMatchObject([{ overduePeriods: 0 }]);
    expect(await loansOf(late)).toMatchObject([
      { overduePeriods: 1, overduePrincipal: 95_436n, overdueInterest: 65_000n },
    ]);

    await run('2026-09-10');
    clock.set('2026-10-10');
    expect(await loansOf(late)).toMatchObject([{ overduePeriods: 2 }]);
    pays = () => true;
    await run('2026-10-11');
    expect(await loansOf(late)).toMatchObject([{ overduePeriods: 0, status: 'REPAYING' }]);
    const fines = `SELECT coalesce(sum(paid_penalty), 0)::bigint AS fen FROM instalment WHERE loan_id = $1`;
    // Each month unpaid is 1,604.36: × 2.6% × 1.5 ÷ 360 × 62, 31 and 1 days = 10.78 + 5.39 + 0.17.
    expect(await rows(database, fines, [lateLoan.id])).toEqual([{ fen: 1634n }]);
  });

  it('of the same day asks the bank once', async () => {
    await grantLoan(context(), asking(await approvedMember()));
    const first = await run('2026-08-12');
    let asked = 0;
    pays = () => {
      asked += 1;
      return true;
    };
    expect(await run('2026-08-12')).toEqual(first);
    expect(asked).toBe(0);
  });

  it('clears a loan with its last month and tells of it', async () => {
    clock.set('2027-01-10');
    const memberId = await approvedMember('652300');
    const loan = await grantLoan(
      context(),
      asking(memberId, { principal: yuan('1000'), months: 2, method: 'EQUAL_PRINCIPAL' }),
    );
    await run('2027-02-10');
    await told();
    await run('2027-03-10');
    expect(await loansOf(memberId)).toMatchObject([{ status: 'SETTLED', outstandingPrincipal: 0n }]);
    expect(await told()).toContainEqual({
      type: 'loan-settled',
      loanId: loan.id,
      memberId,
      city: '652300',
      on: '2027-03-10',
    });
    expect(await auditBooks(database.manager)).toEqual([]);
  });
});

describe('a repayment', () => {
  it('pays overdue interest before overdue principal', async () => {
    const memberId = await approvedMember();
    const { id } = await grantLoan(context(), asking(memberId));
    clock.set('2026-09-09');
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
    const { id } = await grantLoan(context(), asking(memberId));
    clock.set('2026-07-20');
    // Ten days of interest: 300,000 × 2.6% ÷ 360 × 10 = 216.67.
    await expect(repayLoan(context(), repaying(id, yuan('1000')))).rejects.toMatchObject({
      code: 'AMOUNT_OUT_OF_BOUNDS',
    });
    expect(await repayLoan(context(), repaying(id, yuan('300216.67')))).toMatchObject({
      status: 'SETTLED',
      outstandingPrincipal: 0n,
    });
    expect(await told()).toMatchObject([{ type: 'loan-granted' }, { type: 'loan-settled', loanId: id }]);
    await expect(repayLoan(context(), repaying(id, 1n))).rejects.toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS' });
    await grantLoan(context(), asking(memberId));
  });

  it('is refused to a caller of another city', async () => {
    const { id } = await grantLoan(context(), asking(await approvedMember()));
    await expect(repayLoan(context({ cities: ['652300'] }), repaying(id, 1n))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the facts of many members', () => {
  it('cost the same two statements for two members as for twenty', async () => {
    const members = await Promise.all(Array.from({ length: 20 }, () => approvedMember()));
    for (const memberId of members.slice(0, 5)) await grantLoan(context(), asking(memberId));
    const query = vi.spyOn(database.manager, 'query');
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
    clock.set('2026-08-11');
    const before = await context().loaders.pool.load(pools[0]!);
    clock.set('2026-07-10');
    await grantLoan(
      context(),
      asking(await approvedMember('652300'), { principal: yuan('1200'), months: 12, method: 'EQUAL_PRINCIPAL' }),
    );
    clock.set('2026-08-11');
    const [flexible, unit] = await context().loaders.pool.loadMany(pools);
    expect(flexible).toEqual({
      loanBalance: before.loanBalance + 120_000n,
      overduePrincipal: before.overduePrincipal + 10_000n,
      loansIssuedThisYear: before.loansIssuedThisYear + 120_000n,
    });
    expect(unit).toEqual({ loanBalance: 0n, overduePrincipal: 0n, loansIssuedThisYear: 0n });
  });

  it('holds after all of it: every pool at zero, every loan what its movements give', async () => {
    expect(await auditBooks(database.manager)).toEqual([]);
  });
});
