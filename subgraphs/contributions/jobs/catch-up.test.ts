import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { policyOn } from '#policy/policy.ts';
import { rows } from '#service/database.ts';
import type { EventOf } from '#service/event-types.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import type { Context } from '../context.ts';
import { contribute } from '../operations/contribute.ts';
import { readStreaks } from '../operations/read-accounts.ts';
import { withdraw } from '../operations/withdraw.ts';
import { closeMonth } from './close-month.ts';
import { collectDue } from './collect.ts';
import { scheduledRuns } from './handlers.ts';
import { settleInterest } from './settle-interest.ts';

const changji = '652300';
const huzhou = '330500';
let register: Rehearsal;

afterEach(() => register?.close());

const key = () => ({ idempotencyKey: randomUUID() });
const every = async (on: string, context: (given: Context) => Context = (given) => given) => {
  register.clock.set(on);
  for (const job of Object.values(scheduledRuns(context(register.context())))) await job();
};
const finished = (kind: string) =>
  rows(
    register.database,
    'SELECT city, period FROM run WHERE kind = $1 AND finished_at IS NOT NULL ORDER BY city DESC, period',
    [kind],
  );
const told = (memberId: string) =>
  register.told
    .filter((event): event is EventOf<'month-closed'> => event.type === 'month-closed')
    .flatMap(({ month, rows: of }) => of.filter((row) => row.memberId === memberId).map((row) => ({ month, ...row })));

describe('a job that is called at any time', () => {
  it('does nothing before anybody has an account, and nothing twice', async () => {
    register = await rehearse('2026-07-19');
    await every('2026-07-19');
    expect(await rows(register.database, 'SELECT kind FROM run')).toEqual([]);
    await register.sign(await register.approve(changji));
    for (const day of ['2026-07-20', '2026-07-21', '2026-08-01', '2026-08-02']) {
      await every(day);
      const before = await rows(register.database, 'SELECT count(*)::int AS n FROM operation');
      await every(day);
      expect(await rows(register.database, 'SELECT count(*)::int AS n FROM operation')).toEqual(before);
    }
    expect(await finished('collect')).toEqual([
      { city: changji, period: '2026-07' },
      { city: huzhou, period: '2026-07' },
    ]);
    expect(await finished('close-month')).toEqual([{ city: changji, period: '2026-07' }]);
    expect(await finished('settle-interest')).toEqual([]);
  });

  it('CJ-09 settles each year whose 30 June was missed, the earlier first, so that it bears interest in turn', async () => {
    register = await rehearse('2025-07-01');
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    await contribute(register.context(), { memberId, month: '2025-07', amount: yuan('1200'), ...key() });
    register.clock.set('2027-07-03');
    await scheduledRuns(register.context())['settle-interest']!();
    // 1200.00 × 364 days × 1.5 % / 360 = 18.20; then (1200.00 + 18.20) × 365 days × 1.5 % / 360 = 18.5268.
    const settled = await rows(
      register.database,
      'SELECT year, fen, settled_on FROM interest_settlement ORDER BY year',
    );
    expect(settled).toEqual([
      { year: 2026, fen: yuan('18.20'), settled_on: '2026-06-30' },
      { year: 2027, fen: yuan('18.53'), settled_on: '2027-06-30' },
    ]);
    const booked = await rows(register.database, "SELECT booked_on, fen FROM movement WHERE code = '09' ORDER BY id");
    expect(booked).toEqual([
      { booked_on: '2026-06-30', fen: yuan('18.20') },
      { booked_on: '2027-06-30', fen: yuan('18.53') },
    ]);
    await settleInterest(register.context(), changji, 2027);
    expect(await finished('settle-interest')).toHaveLength(2);
  });

  it('CJ-09 leaves out of a year that is settled late whoever came after it', async () => {
    register = await rehearse('2025-07-01');
    await register.sign(await register.approve(changji));
    register.clock.set('2026-08-01');
    await register.sign(await register.approve(changji));
    await scheduledRuns(register.context())['settle-interest']!();
    expect(await rows(register.database, 'SELECT account_id, year FROM interest_settlement')).toEqual([
      { account_id: 1, year: 2026 },
    ]);
  });

  it('CJ-15 closes every month that has ended, in order, from the first account on', async () => {
    register = await rehearse('2026-03-05');
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    for (const month of ['2026-03', '2026-04', '2026-05']) {
      register.clock.set(`${month}-20`);
      await collectDue(register.context(), changji, `${month}-20`);
    }
    register.clock.set('2026-06-17');
    await scheduledRuns(register.context())['close-month']!();
    expect(told(memberId).map(({ month, streakMonths }) => [month, streakMonths])).toEqual([
      ['2026-03', 1],
      ['2026-04', 2],
      ['2026-05', 3],
    ]);
  });

  it('CJ-15 with five days of grace a month is closed on the sixth, and a payment in them fills it', async () => {
    register = await rehearse('2026-07-01');
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    const graceful = (given: Context): Context => ({
      ...given,
      policy: (city, on) => {
        const { national, contribution, ...policy } = policyOn(city, on);
        const fullPeriodGraceDays = { ...contribution.fullPeriodGraceDays, value: 5 };
        return { ...policy, national, contribution: { ...contribution, fullPeriodGraceDays } };
      },
    });
    const close = (on: string) => {
      register.clock.set(on);
      return scheduledRuns(graceful(register.context()))['close-month']!();
    };
    await close('2026-08-01');
    await close('2026-08-05');
    expect(await finished('close-month')).toEqual([]);
    await contribute(graceful(register.context()), { memberId, month: '2026-07', amount: yuan('1200'), ...key() });
    await close('2026-08-06');
    expect(await finished('close-month')).toEqual([{ city: changji, period: '2026-07' }]);
    expect((await readStreaks(register.context(), [memberId]))[0]).toMatchObject({ continuousFullMonths: 1 });
  });
});

describe('a month that is closed late', () => {
  it('CJ-15 is judged as its last day stood: a withdrawal or a loan of January does not spoil December', async () => {
    register = await rehearse('2026-12-01');
    const [drawing, before] = [await register.approve(huzhou), await register.approve(huzhou)];
    for (const memberId of [drawing, before]) await register.sign(memberId, { firstContribution: yuan('1200') });
    const take = async (memberId: string) => {
      await withdraw(register.context(), { memberId, amount: yuan('100'), reasonCode: '99', ...key() });
      await register.payOut();
    };
    register.clock.set('2026-12-31');
    await take(before);
    register.clock.set('2027-01-02');
    await take(before);
    await take(drawing);
    await register.hear({
      type: 'loan-granted',
      loanId: randomUUID(),
      memberId: drawing,
      city: huzhou,
      on: '2027-01-02',
    });
    register.clock.set('2027-01-03');
    await closeMonth(register.context(), huzhou, '2026-12');
    expect(told(drawing)).toMatchObject([{ month: '2026-12', full: true, streakMonths: 1, used: false }]);
    expect(told(before)).toMatchObject([{ month: '2026-12', full: true, streakMonths: 1, used: true }]);
    // In January both have taken money out of their run.
    await register.live('2027-01', '2027-01');
    expect([told(drawing).at(-1)!.used, told(before).at(-1)!.used]).toEqual([true, true]);
  });

  it('CJ-11 is a breach only when the loan was outstanding on its last day', async () => {
    register = await rehearse('2026-03-05');
    const [late, early] = [await register.approve(changji), await register.approve(changji)];
    for (const memberId of [late, early]) {
      await register.sign(memberId, { debitAccount: '622200007777', firstContribution: yuan('1200') });
    }
    register.poor.add('622200007777');
    await register.live('2026-03', '2026-06');
    const loan = (memberId: string, on: string) =>
      register.hear({ type: 'loan-granted', loanId: randomUUID(), memberId, city: changji, on });
    await loan(early, '2026-07-31');
    await loan(late, '2026-08-01');
    register.clock.set('2026-08-02');
    await closeMonth(register.context(), changji, '2026-07');
    const standing = await rows(register.database, 'SELECT member_id, status FROM agreement ORDER BY number');
    expect(standing).toEqual([
      { member_id: late, status: 'LAPSED' },
      { member_id: early, status: 'ACTIVE' },
    ]);
  });
});
