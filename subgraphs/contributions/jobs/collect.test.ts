import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { bankThat, deadBank, pays } from '#test/banks.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { contribute } from '../operations/contribute.ts';
import { currentAgreements } from '../operations/read-agreements.ts';
import { readPools } from '../operations/read-pools.ts';
import { terminateAgreement } from '../operations/terminate-agreement.ts';
import { collectDue } from './collect.ts';

const changji = '652300';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
});
afterAll(() => register?.close());
beforeEach(() => {
  register.sent.length = 0;
});

type Booked = { period: string; booked_on: string; fen: bigint };
const bookedTo = (memberId: string) =>
  rows<Booked>(
    register.database,
    `SELECT m.period, m.booked_on, m.fen FROM movement m JOIN account a ON a.flexible = m.to_account
     WHERE a.member_id = $1 ORDER BY m.period`,
    [memberId],
  );
const monthsOf = async (memberId: string) => (await bookedTo(memberId)).map(({ period }) => period);
const collect = (date: string) => {
  register.clock.set(date);
  return collectDue(register.context(), changji, date);
};

describe('CJ-07 collecting by debit batch', () => {
  it('collects nothing before the debit day and each month once after it', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    await collect('2026-03-19');
    expect(await monthsOf(memberId)).toEqual([]);
    await collect('2026-03-20');
    await collect('2026-03-20');
    await collect('2026-03-25');
    expect(await bookedTo(memberId)).toEqual([{ period: '2026-03', booked_on: '2026-03-20', fen: yuan('1200') }]);
    expect(register.sent).toHaveLength(1);
    expect(register.sent[0]).toMatchObject({ controlCount: 1, controlFen: yuan('1200'), debitOn: '2026-03-20' });
  });

  it('takes a quarter and a year ahead, one movement for each month', async () => {
    register.clock.set('2026-04-02');
    const [quarterly, yearly] = [await register.approve(changji), await register.approve(changji)];
    await register.sign(quarterly, { mode: 'QUARTERLY' });
    await register.sign(yearly, { mode: 'YEARLY' });
    await collect('2026-04-20');
    await collect('2026-05-20');
    expect(await monthsOf(quarterly)).toEqual(['2026-04', '2026-05', '2026-06']);
    expect(await monthsOf(yearly)).toEqual(
      [4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `2026-${String(n).padStart(2, '0')}`),
    );
    expect((await bookedTo(yearly)).every(({ booked_on }) => booked_on === '2026-04-20')).toBe(true);
    // Yearly: 9 × 1200.00 in one line of the batch.
    expect(register.sent[0]!.lines.map(({ fen }) => fen)).toContain(yuan('10800'));
    const [agreement] = await currentAgreements(register.context(), [yearly]);
    expect(agreement!.paidThrough).toBe('2026-12');
  });

  it('asks again for the rest of a prepaid quarter, but not for arrears, which are paid at the counter', async () => {
    register.clock.set('2026-07-02');
    const memberId = await register.approve(changji);
    const debitAccount = '622299990001';
    await register.sign(memberId, { mode: 'QUARTERLY', debitAccount });
    register.poor.add(debitAccount);
    await collect('2026-07-20');
    expect(await monthsOf(memberId)).toEqual([]);
    register.poor.delete(debitAccount);
    await collect('2026-08-20');
    expect(await monthsOf(memberId)).toEqual(['2026-08', '2026-09']);
    const [gap] = await currentAgreements(register.context(), [memberId]);
    expect(gap!.paidThrough).toBeNull();
    const late = { memberId, month: '2026-07', amount: yuan('1200'), idempotencyKey: randomUUID() };
    await contribute(register.context(), late);
    const [filled] = await currentAgreements(register.context(), [memberId]);
    expect(filled!.paidThrough).toBe('2026-09');
  });

  it('CJ-12 collects in a later batch of the same month whoever signs after the debit day, and asks nobody else again', async () => {
    register.clock.set('2026-08-25');
    const [early, late, again, refused] = [
      await register.approve(changji),
      await register.approve(changji),
      await register.approve(changji),
      await register.approve(changji),
    ];
    await register.sign(early);
    await register.sign(again);
    await terminateAgreement(register.context(), { memberId: again, idempotencyKey: randomUUID() });
    await register.sign(refused, { debitAccount: '622299990002' });
    register.poor.add('622299990002');
    await collect('2026-08-26');
    expect(await bookedTo(early)).toEqual([{ period: '2026-08', booked_on: '2026-08-26', fen: yuan('1200') }]);
    // Their accounts lie on both sides of the one that was refused.
    await register.sign(again);
    await register.sign(late);
    // A day has one batch: who signs later on it is asked the next day.
    await collect('2026-08-26');
    expect(await monthsOf(late)).toEqual([]);
    await collect('2026-08-27');
    await collect('2026-08-31');
    expect([await monthsOf(late), await monthsOf(again)]).toEqual([['2026-08'], ['2026-08']]);
    expect(await monthsOf(refused)).toEqual([]);
    expect(register.sent.map(({ debitOn, controlCount }) => [debitOn, controlCount])).toEqual([
      ['2026-08-26', 2],
      ['2026-08-27', 2],
    ]);
    register.poor.delete('622299990002');
  });
});

describe('CJ-07 a debit that is interrupted', () => {
  const breaking = deadBank();

  it('is taken up where it stopped, with the same batch, and nothing is booked twice', async () => {
    register.clock.set('2026-10-20');
    await expect(collectDue(register.context({}, breaking), changji, '2026-10-20')).rejects.toThrow(
      'the line went dead',
    );
    const memberId = (await rows<{ member_id: string }>(register.database, 'SELECT member_id FROM account LIMIT 1'))[0]!
      .member_id;
    const counter = { memberId, month: '2026-04', amount: yuan('1200'), idempotencyKey: randomUUID() };
    expect((await refusal(contribute(register.context(), counter))).code).toBe('IN_PROGRESS');
    await collect('2026-10-21');
    expect(register.sent).toHaveLength(1);
    expect(register.sent[0]!.debitOn).toBe('2026-10-20');
    expect((await bookedTo(memberId)).at(-1)).toMatchObject({ period: '2026-10', booked_on: '2026-10-20' });
  });

  it('books no part of a result file that leaves a line out', async () => {
    register.clock.set('2026-11-20');
    const half = bankThat(({ lines }) => lines.slice(1).map(pays));
    const invented = bankThat(({ lines }) => lines.map((line, n) => ({ ...pays(line), lineId: n + 2 })));
    const before = await rows(register.database, 'SELECT count(*)::int AS n FROM movement');
    for (const bank of [half, invented]) {
      await expect(collectDue(register.context({}, bank), changji, '2026-11-20')).rejects.toThrow('leaves out a line');
    }
    expect(await rows(register.database, 'SELECT count(*)::int AS n FROM movement')).toEqual(before);
  });

  it('books once when several processes collect at the same time', async () => {
    register.clock.set('2026-11-20');
    await Promise.all([1, 2, 3, 4].map(() => collectDue(register.context(), changji, '2026-11-20')));
    const twice = await rows(
      register.database,
      'SELECT to_account, period FROM movement GROUP BY 1, 2 HAVING count(*) > 1',
    );
    expect(twice).toEqual([]);
    const [paid] = await rows<{ fen: bigint }>(register.database, 'SELECT sum(fen)::bigint AS fen FROM movement');
    const [filled] = await rows<{ fen: bigint }>(
      register.database,
      'SELECT sum(paid_fen)::bigint AS fen FROM period_due',
    );
    expect(paid).toEqual(filled);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('CJ-22 shows what was due and paid of the year to date, live', async () => {
    const [pool, unit] = await readPools(register.context(), ['652300:flexible', '652300:unit']);
    const [movements] = await rows<{ fen: bigint }>(register.database, 'SELECT sum(fen)::bigint AS fen FROM movement');
    expect(pool!.depositBalance).toBe(movements!.fen);
    expect(pool!.contributedThisYear).toBe(movements!.fen);
    // The year's prepayment reaches to December; what is to come counts neither as due nor as paid.
    expect(pool!.paidOfDueThisYear).toBe(pool!.contributedThisYear - 3n * yuan('1200'));
    // One member was refused in August and paid every month after it.
    expect(pool!.dueThisYear).toBe(pool!.paidOfDueThisYear + yuan('1200'));
    expect(unit).toMatchObject({ depositBalance: 0n, contributedThisYear: 0n, dueThisYear: 0n });
  });
});
