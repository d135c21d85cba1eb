import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '#service/database.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { balanceOf, internalAccount, openAccount, openAccounts } from './accounts.ts';
import { post, postSelected, reverse } from './post.ts';
import { ledgerTablesSql } from './schema.ts';
import { auditBooks, trialBalance } from './trial-balance.ts';

const changji = { city: '652300', pool: 'flexible' };
const huzhou = { city: '330500', pool: 'flexible' };
const bookedOn = '2026-07-10';
const member = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
let nextOwner = 1;

let test: TestDatabase;
let book: Database;

beforeAll(async () => {
  test = await freshDatabase();
  const owner = await openDatabase({ url: test.ownerUrl, schema: 'book', poolSize: 1 });
  await owner.query('CREATE SCHEMA book; GRANT USAGE ON SCHEMA book TO provident_contributions');
  await owner.query(ledgerTablesSql('provident_contributions'));
  await owner.destroy();
  book = await openDatabase({ url: test.url('contributions'), schema: 'book', poolSize: 10 });
});

afterAll(async () => {
  await book?.destroy();
  await test?.drop();
});

async function accountWith(fen: bigint, of = changji): Promise<{ account: number; custody: number }> {
  const account = await openAccount(book.manager, { ...of, owner: member(nextOwner++), segment: 'flexible' });
  const custody = await internalAccount(book.manager, { ...of, code: 'bank:custody' });
  if (fen > 0n) await post(book.manager, { from: custody, to: account, fen, code: '01', bookedOn });
  return { account, custody };
}

describe('a movement', () => {
  it('leaves one account and enters another, and is told with both', async () => {
    const { account, custody } = await accountWith(0n);
    const booked = { from: custody, to: account, fen: 60_000n, code: '01', bookedOn, period: '2026-07', run: 'r1' };
    const movement = await post(book.manager, booked);
    expect(movement).toMatchObject({
      fromAccount: custody,
      toAccount: account,
      fen: 60_000n,
      bookedOn,
      period: '2026-07',
    });
    expect(typeof movement.id).toBe('string');
    expect(await balanceOf(book.manager, account)).toBe(60_000n);
  });

  it('CJ-19 cannot lead from one pool into another', async () => {
    const { account } = await accountWith(100n);
    const unit = await internalAccount(book.manager, { city: '652300', pool: 'unit', code: 'bank:custody' });
    await expect(post(book.manager, { from: account, to: unit, fen: 1n, code: '11', bookedOn })).rejects.toThrow(
      'movement_to',
    );
  });

  it('cannot be booked on an account that does not exist', async () => {
    const { account } = await accountWith(100n);
    await expect(post(book.manager, { from: 999_999, to: account, fen: 1n, code: '01', bookedOn })).rejects.toThrow(
      'city',
    );
  });

  it('cannot be changed or deleted by the service that books it', async () => {
    await expect(book.query('UPDATE movement SET fen = 1')).rejects.toThrow('permission denied');
    await expect(book.query('DELETE FROM movement')).rejects.toThrow('permission denied');
    await expect(book.query("UPDATE ledger_account SET city = 'x'")).rejects.toThrow('permission denied');
  });
});

describe('a personal account', () => {
  it('refuses to give more than it holds and stays usable in the same transaction', async () => {
    const { account, custody } = await accountWith(100n);
    await book.transaction(async (db) => {
      const tooMuch = { from: account, to: custody, fen: 101n, code: '11', bookedOn };
      await expect(post(db, tooMuch)).rejects.toMatchObject({ code: 'BALANCE_TOO_LOW' });
      await post(db, { ...tooMuch, fen: 100n });
    });
    expect(await balanceOf(book.manager, account)).toBe(0n);
  });

  it('is never overdrawn by 400 withdrawals at once', async () => {
    const { account, custody } = await accountWith(10_000n);
    const withdraw = () => post(book.manager, { from: account, to: custody, fen: 100n, code: '11', bookedOn });
    const outcomes = await Promise.allSettled(Array.from({ length: 400 }, withdraw));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
    expect(await balanceOf(book.manager, account)).toBe(0n);
    expect(await auditBooks(book.manager)).toEqual([]);
  });

  it('is opened once, however often it is asked for', async () => {
    const asked = { ...changji, owner: member(nextOwner++), segment: 'flexible' };
    const ids = await Promise.all(Array.from({ length: 8 }, () => openAccount(book.manager, asked)));
    expect(new Set(ids).size).toBe(1);
  });

  it('is opened with the others of its owner, in the order in which they are asked for', async () => {
    const mine = { ...changji, owner: member(nextOwner++) };
    const known = await openAccount(book.manager, { ...mine, segment: 'SUBSIDY' });
    const ids = await openAccounts(book.manager, mine, ['FLEXIBLE', 'SUBSIDY', 'INTEREST']);
    expect(ids[1]).toBe(known);
    expect(new Set(ids).size).toBe(3);
    expect(await openAccounts(book.manager, mine, ['INTEREST', 'FLEXIBLE'])).toEqual([ids[2], ids[0]]);
  });
});

describe('a reversal', () => {
  it('names what it takes back, and takes it back once', async () => {
    const { account, custody } = await accountWith(0n);
    const wrong = await post(book.manager, { from: custody, to: account, fen: 500n, code: '01', bookedOn });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => reverse(book.manager, wrong.id, { bookedOn: '2026-07-11' })),
    );
    const done = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(done.map(({ value }) => value.reverses)).toEqual([wrong.id]);
    expect(await balanceOf(book.manager, account)).toBe(0n);
    await expect(reverse(book.manager, wrong.id, { bookedOn })).rejects.toMatchObject({ code: 'ALREADY_REVERSED' });
    await expect(reverse(book.manager, done[0]!.value.id, { bookedOn })).rejects.toMatchObject({
      code: 'ALREADY_REVERSED',
    });
  });
});

describe('bookings by one statement', () => {
  const select = `SELECT f AS from_account, t AS to_account, a AS fen, '01' AS code, '${bookedOn}'::date AS booked_on,
    NULL::text AS period, 'run' AS run FROM unnest($1::integer[], $2::integer[], $3::bigint[]) AS row(f, t, a)`;

  it('move many balances and tell how many and how much', async () => {
    const [a, b] = [await accountWith(0n), await accountWith(0n)];
    const params = [
      [a.custody, a.custody, a.account],
      [a.account, b.account, b.account],
      [700n, 300n, 200n],
    ];
    expect(await postSelected(book.manager, { select, params })).toEqual({ rows: 3, fen: 1200n });
    expect(await balanceOf(book.manager, a.account)).toBe(500n);
    expect(await balanceOf(book.manager, b.account)).toBe(500n);
  });

  it('are all refused when one account holds too little', async () => {
    const [a, b] = [await accountWith(100n), await accountWith(0n)];
    const params = [
      [a.custody, b.account],
      [a.account, a.custody],
      [50n, 1n],
    ];
    await expect(postSelected(book.manager, { select, params })).rejects.toMatchObject({ code: 'BALANCE_TOO_LOW' });
    expect(await balanceOf(book.manager, a.account)).toBe(100n);
  });

  it('keep every balance the sum of its movements, whatever is booked', async () => {
    const accounts = [await accountWith(5000n), await accountWith(0n), await accountWith(300n)];
    const places = [...accounts.map(({ account }) => account), accounts[0]!.custody];
    const side = fc.integer({ min: 0, max: places.length - 1 });
    const booking = fc.tuple(side, side, fc.bigInt({ min: 1n, max: 3000n })).filter(([from, to]) => from !== to);
    await fc.assert(
      fc.asyncProperty(fc.array(booking, { minLength: 1, maxLength: 8 }), async (bookings) => {
        const from = bookings.map(([f]) => places[f]);
        const to = bookings.map(([, t]) => places[t]);
        await postSelected(book.manager, { select, params: [from, to, bookings.map(([, , fen]) => fen)] }).catch(
          (refused) => expect(refused).toMatchObject({ code: 'BALANCE_TOO_LOW' }),
        );
        expect(await auditBooks(book.manager)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('made at the same time in opposite directions do not wait for each other for ever', async () => {
    const [a, b] = [await accountWith(100_000n), await accountWith(100_000n)];
    const there = { select, params: [[a.account], [b.account], [1n]] };
    const back = { select, params: [[b.account], [a.account], [1n]] };
    const both = Array.from({ length: 50 }, (_, n) => postSelected(book.manager, n % 2 === 0 ? there : back));
    await Promise.all(both);
    expect(await balanceOf(book.manager, a.account)).toBe(100_000n);
  });

  it('hold accounts in the order of their ids, whichever way the money goes: who waits for one holds none after it', async () => {
    const waits = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
    for (let pair = 0; pair < 6; pair += 1) {
      const [one, other] = [(await accountWith(100n)).account, (await accountWith(100n)).account];
      const [first, second] = [Math.min(one, other), Math.max(one, other)];
      for (const [from, to] of [
        [first, second],
        [second, first],
      ]) {
        let booked: Promise<unknown> | undefined;
        await book.transaction(async (holder) => {
          await holder.query('SELECT 1 FROM ledger_account WHERE id = $1 FOR NO KEY UPDATE', [first]);
          booked = postSelected(book.manager, { select, params: [[from], [to], [1n]] });
          await expect.poll(async () => (await book.query(waits)).length, { interval: 5 }).toBe(1);
          const free = 'SELECT 1 FROM ledger_account WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED';
          expect(await book.query(free, [second])).toHaveLength(1);
        });
        await booked;
      }
    }
  });
});

describe('the trial balance', () => {
  it('adds up to zero for each city and pool', async () => {
    await accountWith(1234n, huzhou);
    const lines = await trialBalance(book.manager);
    for (const { city } of [changji, huzhou]) {
      const sum = lines
        .filter((line) => line.city === city && line.pool === 'flexible')
        .reduce((s, l) => s + l.balance, 0n);
      expect(sum).toBe(0n);
    }
    expect(lines.find((line) => line.city === '330500' && line.account === 'personal:flexible')?.balance).toBe(1234n);
    expect(await trialBalance(book.manager, '330500')).toEqual(lines.filter(({ city }) => city === '330500'));
  });

  it('finds a kept balance of an account without any movement', async () => {
    const { account } = await accountWith(0n);
    await book.query('UPDATE ledger_account SET balance = 5 WHERE id = $1', [account]);
    expect(await auditBooks(book.manager)).toMatchObject([{ kind: 'balance-differs', differs: 5n }]);
    await book.query('UPDATE ledger_account SET balance = 0 WHERE id = $1', [account]);
  });

  it('finds a kept balance that its movements do not give', async () => {
    const { account } = await accountWith(77n);
    await book.query('UPDATE ledger_account SET balance = 78 WHERE id = $1', [account]);
    expect(await auditBooks(book.manager)).toEqual([
      { ...changji, kind: 'balance-differs', account: expect.stringMatching(/:flexible$/), differs: 1n },
    ]);
    await book.query('UPDATE ledger_account SET balance = 77 WHERE id = $1', [account]);
  });
});
