import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#contributions/context.ts';
import { settleInterest } from '#contributions/jobs/settle-interest.ts';
import { payInterestUntil } from '#contributions/operations/settle-accounts.ts';
import { monotonicMs } from '#kernel/clock.ts';
import { rate } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { policyOn } from '#policy/policy.ts';
import { type CityCode, cityCodes } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { seedAccounts } from '#test/many-accounts.ts';
import { type Closing, interestOfAccounts, type RateFrom } from './exact-interest.ts';
import { proofSize, report } from './proof-size.ts';
import { seedSavings } from './seed-savings.ts';

const size = proofSize({ small: { accounts: 2_000, closings: 12 }, full: { accounts: 1_000_000, closings: 300 } });
const patience = 3_600_000;
/** Of a leap year; the rate changes twice inside it. */
const rates: RateFrom[] = [
  { from: '2016-02-21', percent: '1.50' },
  { from: '2023-12-15', percent: '1.30' },
  { from: '2024-03-01', percent: '1.375' },
];
/** One city reckons each day at its own rate, the other the whole year at that of the settlement day. */
const segmented: CityCode = '652300';
const closingDays = ['2023-12-14', '2023-12-15', '2024-02-29', '2024-03-01', '2024-03-05'];
let register: Rehearsal;
let owner: pg.Client;
const closings: Closing[] = [];

const instead = <T extends object>(of: T, parts: object): T =>
  Object.create(of, Object.getOwnPropertyDescriptors(parts));

function withRates(given: Context): Context {
  const policy: Context['policy'] = (city, on) => {
    const usual = policyOn(city, on);
    const { from, percent } = rates.findLast((each) => each.from <= on)!;
    const value = { current: rate(`${percent}%`), carried: rate(`${percent}%`) };
    const mode = city === segmented ? 'SEGMENTED' : 'SETTLEMENT_DATE';
    const deposit = instead(usual.national.deposit, { rateChange: { value: mode }, rate: { from, value } });
    return instead(usual, { national: instead(usual.national, { deposit }) });
  };
  return { ...given, policy };
}

type Account = { id: number; memberId: string; city: CityCode; flexible: number; interest: number };

/** Closes an account on a day, as leaving does: interest to the day before, then everything is paid out. */
async function close({ id, memberId, city, flexible, interest }: Account, on: string): Promise<void> {
  await register.database.transaction(async (db) => {
    const earned = await payInterestUntil(
      withRates(register.context()),
      db,
      { id, memberId, city },
      { pool: 'flexible', on },
    );
    closings.push({ account: id, on, fen: earned.fen });
    const custody = await internalAccount(db, { city, pool: 'flexible', code: 'bank:custody' });
    for (const from of [flexible, interest]) {
      const [held] = await rows<{ fen: bigint }>(db, 'SELECT balance AS fen FROM ledger_account WHERE id = $1', [from]);
      if (held!.fen > 0n) await post(db, { from, to: custody, fen: held!.fen, code: '12', bookedOn: on });
    }
  });
}

beforeAll(async () => {
  register = await rehearse('2024-07-05');
  owner = new pg.Client({ connectionString: register.ownerUrl, options: '-c search_path=contributions' });
  await owner.connect();
  for (const city of cityCodes) {
    await seedAccounts(register.ownerUrl, { city, accounts: size.accounts / 2, firstMonth: '2023-07', months: 0 });
  }
  await seedSavings(owner, size.seed);
  const early = await rows<Account>(
    register.database,
    'SELECT id, member_id AS "memberId", city, flexible, interest FROM account WHERE id % 97 = 0 AND id % 6 > 0 ORDER BY id LIMIT $1',
    [size.closings],
  );
  for (const [at, account] of early.entries()) await close(account, closingDays[at % closingDays.length]!);
}, patience);
afterAll(async () => {
  await owner?.end();
  await register?.close();
});

const settleAll = async () => {
  for (const city of cityCodes) await settleInterest(withRates(register.context()), city, 2024);
};
const booked = () =>
  rows<{ settled: number; fen: bigint; expense: bigint; movements: number }>(
    register.database,
    `SELECT (SELECT count(*) FROM interest_settlement)::int AS settled, (SELECT sum(fen) FROM interest_settlement)::bigint AS fen,
       (SELECT sum(m.fen) FROM movement m JOIN ledger_account a ON a.id = m.from_account
        WHERE a.code = 'expense:interest' AND m.run = 'interest:2024')::bigint AS expense,
       (SELECT count(*) FROM movement WHERE run = 'interest:2024')::int AS movements`,
  );

describe('CJ-09 the interest of a leap year whose rate changes twice, of many accounts', () => {
  it(
    'is to the fen what exact rational arithmetic gives, also for accounts opened or closed on the day itself',
    async () => {
      const began = monotonicMs();
      await settleAll();
      const seconds = (monotonicMs() - began) / 1_000;
      const checked = await interestOfAccounts(owner, { year: 2024, rates, segmented, closings });
      expect(checked.off).toEqual([]);
      expect(checked.settled).toBe(checked.due);
      expect(checked.openedOnTheDay).toBeGreaterThan(0);
      expect(checked.emptiedOnTheDay).toBeGreaterThan(0);
      expect(checked.openedAfter).toBeGreaterThan(0);
      const { off, closingsOff, fen, ...counts } = checked;
      report('exact interest', {
        ...size,
        ...counts,
        fen: Number(fen),
        fenOff: off.length + closingsOff.length,
        seconds: Math.round(seconds),
      });
      expect(await booked()).toMatchObject([{ settled: checked.due, fen, expense: fen }]);
    },
    patience,
  );

  it(
    'is paid on closing up to the day before, by the rates of those days, and not again on 30 June',
    async () => {
      const off = (await interestOfAccounts(owner, { year: 2024, rates, segmented, closings })).closingsOff;
      expect(off).toEqual([]);
      expect(closings.filter(({ fen }) => fen > 0n).length).toBeGreaterThan(0);
    },
    patience,
  );

  it(
    'is credited once: a second run credits nothing, and the books are in order',
    async () => {
      const before = await booked();
      await settleAll();
      expect(await booked()).toEqual(before);
      expect(await auditBooks(register.database.manager)).toEqual([]);
    },
    patience,
  );
});
