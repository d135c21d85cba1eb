import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { openContributions } from '#contributions/database.ts';
import { settableClock } from '#kernel/clock.ts';
import type { Fen } from '#kernel/money.ts';
import { type AccountId, balanceOf, internalAccount, openAccount } from '#ledger/accounts.ts';
import { type Posting, post, postSelected, reverse } from '#ledger/post.ts';
import { auditBooks, trialBalance } from '#ledger/trial-balance.ts';
import { systemCaller } from '#service/caller.ts';
import { type Database, rows } from '#service/database.ts';
import type { Events } from '#service/events.ts';
import { type OperationContext, perform } from '#service/perform.ts';
import { scalars } from '#service/scalars.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';

const flexible = { city: '652300', pool: 'flexible' };
const bookedOn = '2026-07-10';
let test: TestDatabase;
let book: Database;
let custody: AccountId;
let owners = 0;

beforeAll(async () => {
  test = await freshDatabase();
  book = await openContributions(test.url('contributions'), 16);
  custody = await internalAccount(book.manager, { ...flexible, code: 'bank:custody' });
});
afterAll(async () => {
  await book?.destroy();
  await test?.drop();
});

async function accountWith(fen: Fen): Promise<AccountId> {
  owners += 1;
  const owner = `00000000-0000-4000-8000-${String(owners).padStart(12, '0')}`;
  const account = await openAccount(book.manager, { ...flexible, owner, segment: 'flexible' });
  if (fen > 0n) await post(book.manager, move(custody, account, fen));
  return account;
}
const move = (from: AccountId, to: AccountId, fen: Fen): Posting => ({ from, to, fen, code: '01', bookedOn });
const held = (account: AccountId) => balanceOf(book.manager, account);
const allHeld = (accounts: readonly AccountId[]) => Promise.all(accounts.map(held));
const movements = async () => (await rows<{ n: number }>(book, 'SELECT count(*)::int AS n FROM movement'))[0]!.n;
const select = `SELECT f AS from_account, t AS to_account, a AS fen, '01' AS code, '${bookedOn}'::date AS booked_on,
  NULL::text AS period, NULL::text AS run FROM unnest($1::integer[], $2::integer[], $3::bigint[]) AS line(f, t, a)`;
const postLines = (lines: readonly Posting[]) =>
  postSelected(book.manager, {
    select,
    params: [lines.map(({ from }) => from), lines.map(({ to }) => to), lines.map(({ fen }) => fen)],
  });
const allAtOnce = (lines: readonly Posting[]) => Promise.all(lines.map((line) => post(book.manager, line)));
/** The work is refused and leaves no movement behind. */
async function leavesNothing(work: () => Promise<unknown>, refusal: RegExp | { code: string }): Promise<void> {
  const before = await movements();
  const rejected = expect(work()).rejects;
  await (refusal instanceof RegExp ? rejected.toThrow(refusal) : rejected.toMatchObject(refusal));
  expect(await movements()).toBe(before);
}

describe('double entry', () => {
  it('every movement leaves one account and enters another, and each pool adds up to zero', async () => {
    const [a, b] = [await accountWith(5_000n), await accountWith(0n)];
    const before = [await held(custody), ...(await allHeld([a, b]))];
    await post(book.manager, move(a, b, 1_234n));
    const after = [await held(custody), ...(await allHeld([a, b]))];
    expect(after.map((fen, n) => fen - before[n]!)).toEqual([0n, -1_234n, 1_234n]);
    const sums = Map.groupBy(await trialBalance(book.manager), ({ city, pool }) => `${city}:${pool}`);
    for (const lines of sums.values()) expect(lines.reduce((sum, { balance }) => sum + balance, 0n)).toBe(0n);
  });

  it('a movement from an account to itself is refused', async () => {
    const account = await accountWith(100n);
    await leavesNothing(() => post(book.manager, move(account, account, 1n)), /movement_two_accounts/);
  });

  it('no movement leads from one pool or city into another, alone or among many', async () => {
    const account = await accountWith(100n);
    const others = await Promise.all(
      [
        { ...flexible, city: '330500' },
        { ...flexible, pool: 'unit' },
      ].map((of) => internalAccount(book.manager, { ...of, code: 'bank:custody' })),
    );
    for (const other of others) {
      await leavesNothing(() => post(book.manager, move(account, other, 1n)), /movement_to/);
      await leavesNothing(() => post(book.manager, move(other, account, 1n)), /movement_to/);
      await leavesNothing(() => postLines([move(custody, account, 1n), move(account, other, 1n)]), /movement_to/);
    }
    expect(await held(account)).toBe(100n);
  });

  it('an account that does not exist is refused on either side', async () => {
    const account = await accountWith(100n);
    const unknown = 2_000_000_000;
    await leavesNothing(() => post(book.manager, move(account, unknown, 1n)), /movement_to/);
    await leavesNothing(() => post(book.manager, move(unknown, account, 1n)), /null value in column "city"/);
    await leavesNothing(() => postLines([move(custody, account, 1n), move(account, unknown, 1n)]), /movement_to/);
    await expect(held(unknown)).rejects.toThrow('no such account');
  });
});

describe('an amount', () => {
  it.each([0n, -1n, -100_000n])('of %s fen is refused, alone or among many', async (fen) => {
    const account = await accountWith(100n);
    await leavesNothing(() => post(book.manager, move(custody, account, fen)), /movement_fen_check/);
    await leavesNothing(() => post(book.manager, move(account, custody, fen)), /movement_fen_check/);
    const lines = [move(custody, account, 5n), move(custody, account, fen)];
    await leavesNothing(() => postLines(lines), /movement_fen_check/);
    expect(await held(account)).toBe(100n);
  });

  it('is a bigint by its type, and anything else is refused by the book, a whole number too', async () => {
    const account = await accountWith(0n);
    expectTypeOf<Posting['fen']>().toEqualTypeOf<bigint>();
    for (const fen of [1, 1.5, 0.1 + 0.2, Number.NaN, Number.POSITIVE_INFINITY, 1e21, '1', '1.00']) {
      const given = { ...move(custody, account, 1n), fen } as unknown as Posting;
      await leavesNothing(() => post(book.manager, given), /as a bigint/);
    }
    for (const fen of [12, 1.5]) expect(() => scalars.Money.parseValue(fen)).toThrow();
  });

  it('beyond what a float can tell apart keeps its last fen', async () => {
    const fen = 2n ** 53n + 1n;
    const account = await accountWith(fen);
    expect(await held(account)).toBe(fen);
    await post(book.manager, move(account, custody, 2n ** 53n));
    expect(await held(account)).toBe(1n);
    await post(book.manager, move(account, custody, 1n));
  });

  it('is kept in no column that rounds', async () => {
    const floats = await rows(
      book,
      `SELECT table_name, column_name, data_type FROM information_schema.columns
       WHERE table_schema = 'contributions' AND data_type IN ('real', 'double precision', 'money')`,
    );
    expect(floats).toEqual([]);
  });
});

describe('idempotent posting', () => {
  const events = { insert: async () => {} } as unknown as Events;
  const context = (client = 'test'): OperationContext => ({
    database: book,
    clock: settableClock(bookedOn),
    events,
    caller: { ...systemCaller('test'), client },
  });
  const deposit = (account: AccountId, key: string, fen: Fen, of = context()) =>
    perform(of, { name: 'deposit', subject: 'test', key, input: { account, fen } }, ({ db }) =>
      post(db, move(custody, account, fen)),
    );

  it('one key books once, however often and however closely together it is sent', async () => {
    const account = await accountWith(0n);
    const answers = await Promise.all(Array.from({ length: 24 }, () => deposit(account, 'once', 700n)));
    for (const answer of [...answers, await deposit(account, 'once', 700n)]) expect(answer).toEqual(answers[0]);
    expect(await held(account)).toBe(700n);
  });

  it('a key that was used for another booking is refused, and another client’s same key is another', async () => {
    const account = await accountWith(0n);
    await deposit(account, 'reused', 700n);
    await leavesNothing(() => deposit(account, 'reused', 701n), { code: 'IDEMPOTENCY_KEY_REUSED' });
    await deposit(account, 'reused', 701n, context('other'));
    expect(await held(account)).toBe(1_401n);
  });

  it('a refused booking does not use its key up', async () => {
    const account = await accountWith(0n);
    const take = () =>
      perform(context(), { name: 'take', subject: 'test', key: 'later', input: {} }, ({ db }) =>
        post(db, move(account, custody, 50n)),
      );
    await leavesNothing(take, { code: 'BALANCE_TOO_LOW' });
    await post(book.manager, move(custody, account, 50n));
    await take();
    await take();
    expect(await held(account)).toBe(0n);
  });
});

describe('many at once', () => {
  it('withdrawals never take more than there is, by one statement each or by many lines', async () => {
    const account = await accountWith(1_005n);
    const one = () => post(book.manager, move(account, custody, 10n));
    const two = () => postLines([move(account, custody, 4n), move(account, custody, 6n)]);
    const ended = await Promise.allSettled(Array.from({ length: 160 }, (_, n) => (n % 2 ? one() : two())));
    const refused = ended.filter((end) => end.status === 'rejected');
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'BALANCE_TOO_LOW' });
    expect(ended.length - refused.length).toBe(100);
    expect(await held(account)).toBe(5n);
  });

  it('postings lose nothing, and whoever looks meanwhile sees books that balance', async () => {
    const accounts = await Promise.all(Array.from({ length: 5 }, () => accountWith(10_000n)));
    const ring = Array.from({ length: 200 }, (_, n) => move(accounts[n % 5]!, accounts[(n + 1) % 5]!, BigInt(n + 1)));
    const looks = Array.from({ length: 20 }, () => auditBooks(book.manager));
    const all = allAtOnce(ring);
    for (const seen of await Promise.all(looks)) expect(seen).toEqual([]);
    await all;
    const net = accounts.map((_, k) =>
      ring.reduce((sum, { fen }, n) => sum + (n % 5 === k ? -fen : (n + 1) % 5 === k ? fen : 0n), 10_000n),
    );
    expect(await allHeld(accounts)).toEqual(net);
    expect(await auditBooks(book.manager)).toEqual([]);
  });

  it('the order of bookings does not change what they come to', async () => {
    const side = fc.integer({ min: 0, max: 3 });
    const line = fc.tuple(side, side, fc.bigInt({ min: 1n, max: 500n })).filter(([from, to]) => from !== to);
    const orders = fc.array(line, { minLength: 2, maxLength: 10 }).chain((lines) =>
      fc.record({
        lines: fc.constant(lines),
        shuffled: fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length }),
      }),
    );
    const bookedAs = async (work: (postings: Posting[]) => Promise<unknown>, lines: [number, number, bigint][]) => {
      const accounts = await Promise.all(Array.from({ length: 4 }, () => accountWith(10_000n)));
      await work(lines.map(([from, to, fen]) => move(accounts[from]!, accounts[to]!, fen)));
      return allHeld(accounts);
    };
    const inTurn = async (postings: Posting[]) => {
      for (const posting of postings) await post(book.manager, posting);
    };
    await fc.assert(
      fc.asyncProperty(orders, async ({ lines, shuffled }) => {
        const first = await bookedAs(inTurn, lines);
        expect(await bookedAs(inTurn, shuffled)).toEqual(first);
        expect(await bookedAs(allAtOnce, shuffled)).toEqual(first);
        expect(await bookedAs(postLines, shuffled)).toEqual(first);
      }),
      { numRuns: 12 },
    );
  });
});

describe('a booking of many lines', () => {
  it('is booked whole or not at all: one line too much leaves every balance as it was', async () => {
    const accounts = await Promise.all([1_000n, 0n, 99n].map(accountWith));
    const [rich, empty, poor] = accounts as [AccountId, AccountId, AccountId];
    const lines = [move(custody, empty, 500n), move(rich, empty, 1_000n), move(poor, custody, 100n)];
    for (const order of [lines, lines.toReversed()]) {
      await leavesNothing(() => postLines(order), { code: 'BALANCE_TOO_LOW' });
      expect(await allHeld(accounts)).toEqual([1_000n, 0n, 99n]);
    }
    expect(await postLines(lines.slice(0, 2))).toEqual({ rows: 2, fen: 1_500n });
    expect(await postLines([])).toEqual({ rows: 0, fen: 0n });
  });
});

describe('what is booked', () => {
  it.each([
    ...['UPDATE movement SET fen = fen + 1', 'DELETE FROM movement', 'TRUNCATE movement'],
    ...['DELETE FROM ledger_account', "UPDATE ledger_account SET pool = 'unit'", 'DROP TABLE movement'],
    ...['ALTER TABLE movement DISABLE TRIGGER movement_one_pool', 'UPDATE movement SET booked_on = booked_on'],
  ])('is never changed or taken away by the service: %s', async (sql) => {
    await expect(book.query(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('is taken back exactly and once, and the taking back is not taken back', async () => {
    const [a, b] = [await accountWith(3_000n), await accountWith(40n)];
    const wrong = await post(book.manager, move(a, b, 777n));
    const again = () => reverse(book.manager, wrong.id, { bookedOn: '2026-07-11' });
    const ended = await Promise.allSettled(Array.from({ length: 12 }, again));
    const done = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    expect(done).toMatchObject([{ reverses: wrong.id, fen: 777n, fromAccount: b, toAccount: a }]);
    expect(await allHeld([a, b])).toEqual([3_000n, 40n]);
    await leavesNothing(again, { code: 'ALREADY_REVERSED' });
    await leavesNothing(() => reverse(book.manager, done[0]!.id, { bookedOn }), { code: 'ALREADY_REVERSED' });
    await leavesNothing(() => reverse(book.manager, '999999999', { bookedOn }), { code: 'NOT_FOUND' });
  });

  it('is not taken back from an account that no longer holds it', async () => {
    const account = await accountWith(0n);
    const wrong = await post(book.manager, move(custody, account, 60n));
    await post(book.manager, move(account, custody, 1n));
    await leavesNothing(() => reverse(book.manager, wrong.id, { bookedOn }), { code: 'BALANCE_TOO_LOW' });
  });

  it('gives the balance of every past moment as the sum of the movements up to it', async () => {
    const [a, b] = [await accountWith(500n), await accountWith(500n)];
    const path = fc.array(fc.tuple(fc.boolean(), fc.bigInt({ min: 1n, max: 400n })), { minLength: 20, maxLength: 20 });
    const remembered: { upTo: string; fen: Fen[] }[] = [];
    for (const [there, fen] of fc.sample(path, { numRuns: 1, seed: 20260710 })[0]!) {
      const booked = await post(book.manager, there ? move(a, b, fen) : move(b, a, fen)).catch(() => undefined);
      if (booked) remembered.push({ upTo: booked.id, fen: await allHeld([a, b]) });
    }
    for (const { upTo, fen } of remembered) {
      const summed = await rows<{ fen: Fen }>(
        book,
        `SELECT sum(CASE WHEN to_account = a THEN fen ELSE -fen END)::bigint AS fen FROM unnest($1::int[]) AS a
         JOIN movement ON a IN (to_account, from_account) WHERE movement.id <= $2 GROUP BY a ORDER BY a`,
        [[a, b], upTo],
      );
      expect(summed.map((row) => row.fen)).toEqual(fen);
    }
  });
});
