import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CivilDate } from '#kernel/calendar.ts';
import { type Fen, yuan } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { settleInterest } from '../jobs/settle-interest.ts';
import { accruedInterest } from './interest-accrued.ts';
import type { LockedAccount } from './lock-account.ts';
import { openAccount } from './open-account.ts';
import { payInterestUntil } from './settle-accounts.ts';
import { unitAccount } from './unit-accounts.ts';

const city = '330500';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-07-01');
});
afterAll(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
  await register?.close();
});

type Paid = readonly (readonly [CivilDate, string])[];
type Pool = 'flexible' | 'unit';

/** An account with money that came on these days into one of its pools. */
async function saver(paid: Paid, pool: Pool = 'flexible', known?: LockedAccount): Promise<LockedAccount> {
  const db = register.database.manager;
  const account = known ?? (await openAccount(db, { memberId: randomUUID(), city }, paid[0]![0])).account;
  const to = pool === 'unit' ? await unitAccount(db, account, 'UNIT') : account.flexible;
  const from = await internalAccount(db, { city, pool, code: 'bank:custody' });
  for (const [bookedOn, amount] of paid) await post(db, { from, to, fen: yuan(amount), code: '01', bookedOn });
  return account;
}

const accrued = (account: LockedAccount, on: CivilDate, pool: Pool = 'flexible') =>
  accruedInterest(register.context(), register.database.manager, account, { pool, on });
const payUntil = (account: LockedAccount, on: CivilDate, pool: Pool = 'flexible') =>
  register.database.transaction((db) => payInterestUntil(register.context(), db, account, { pool, on }));
const interestIn = async ({ memberId }: LockedAccount, pool: Pool): Promise<Fen> =>
  (
    await rows<{ fen: Fen }>(
      register.database,
      `SELECT coalesce(sum(balance), 0)::bigint AS fen FROM ledger_account
       WHERE owner = $1 AND pool = $2 AND segment = 'INTEREST'`,
      [memberId, pool],
    )
  )[0]!.fen;

describe('CJ-09 CJ-13 interest up to a day', () => {
  it('is 5.03 for 718 yuan on the 10th of July, August and September, closed on 5 October: 积数 120,624', async () => {
    const account = await saver([
      ['2026-07-10', '718'],
      ['2026-08-10', '718'],
      ['2026-09-10', '718'],
    ]);
    const expected = { product: yuan('120624'), fen: yuan('5.03') };
    expect(await accrued(account, '2026-10-05')).toMatchObject({ ...expected, from: '2026-06-30', to: '2026-10-05' });
    expect(await payUntil(account, '2026-10-05')).toMatchObject(expected);
    expect(await interestIn(account, 'flexible')).toBe(yuan('5.03'));
    // Asked again on the same day there is nothing left, and nothing is booked.
    expect(await payUntil(account, '2026-10-05')).toMatchObject({ product: 0n, fen: 0n });
    expect(await interestIn(account, 'flexible')).toBe(yuan('5.03'));
  });

  it('is not paid a second time by the settlement of the year, which pays from that day on', async () => {
    const whole = await saver([['2026-07-01', '10000']]);
    const parted = await saver([['2026-07-01', '10000']]);
    await payUntil(parted, '2026-12-15');
    const first = await interestIn(parted, 'flexible');
    // 167 days of 10,000 yuan at 1.5 % / 360.
    expect(first).toBe(yuan('69.58'));
    register.clock.set('2027-06-30');
    await settleInterest(register.context(), city, 2027);
    expect(await interestIn(whole, 'flexible')).toBe(yuan('151.67'));
    // 197 days of 10,000 yuan and of the 69.58 that were paid.
    expect((await interestIn(parted, 'flexible')) - first).toBe(yuan('82.65'));
  });

  it('settles first the years that no run has come to, each on its own day', async () => {
    register.clock.set('2028-07-02');
    const account = await saver([['2027-06-30', '10000']]);
    await payUntil(account, '2028-07-02');
    const booked = await rows(
      register.database,
      `SELECT m.booked_on::text AS on, m.fen FROM movement m JOIN ledger_account l ON l.id = m.to_account
       WHERE l.owner = $1 AND m.code = '09' ORDER BY m.id`,
      [account.memberId],
    );
    // 366 days, and two days of 10,152.50 yuan.
    expect(booked).toEqual([
      { on: '2028-06-30', fen: yuan('152.50') },
      { on: '2028-07-02', fen: yuan('0.85') },
    ]);
    await settleInterest(register.context(), city, 2028);
    expect(await interestIn(account, 'flexible')).toBe(yuan('153.35'));
  });

  it('CJ-19 is each pool’s own: earned, booked and kept apart', async () => {
    const account = await saver([['2028-07-01', '10000']]);
    await saver([['2028-07-01', '20000']], 'unit', account);
    register.clock.set('2029-06-30');
    expect((await accrued(account, '2029-06-30', 'unit')).fen).toBe(0n);
    await settleInterest(register.context(), city, 2029);
    expect(await interestIn(account, 'flexible')).toBe(yuan('151.67'));
    expect(await interestIn(account, 'unit')).toBe(yuan('303.33'));
    const expenses = await rows<{ pool: string; fen: Fen }>(
      register.database,
      `SELECT m.pool, sum(m.fen)::bigint AS fen FROM movement m JOIN ledger_account l ON l.id = m.from_account
       WHERE l.code = 'expense:interest' AND m.booked_on = '2029-06-30' GROUP BY m.pool ORDER BY m.pool`,
    );
    expect(expenses.find(({ pool }) => pool === 'unit')?.fen).toBe(yuan('303.33'));
  });
});
