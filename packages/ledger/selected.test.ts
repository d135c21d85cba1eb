import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '#kernel/refusal.ts';
import { type Database, openDatabase, rows } from '#service/database.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { balanceOf, internalAccount, openAccount } from './accounts.ts';
import { post, postEach, postSelected, reverse } from './post.ts';
import { auditBooks, trialBalance } from './trial-balance.ts';

const of = { city: '652300', pool: 'flexible' };
const bookedOn = '2026-07-10';
let test: TestDatabase;
let book: Database;
let owners = 0;
let custody: number;

beforeAll(async () => {
  test = await freshDatabase();
  book = await openDatabase({ url: test.url('contributions'), schema: 'contributions', poolSize: 2 });
  custody = await internalAccount(book.manager, { ...of, code: 'bank:custody' });
});
afterAll(async () => {
  await book?.destroy();
  await test?.drop();
});

async function saver(fen: bigint): Promise<number> {
  owners += 1;
  const owner = `00000000-0000-4000-8000-${String(owners).padStart(12, '0')}`;
  const account = await openAccount(book.manager, { ...of, owner, segment: 'FLEXIBLE' });
  await post(book.manager, { from: custody, to: account, fen, code: '01', bookedOn });
  return account;
}

const line = (from: number, to: number, fen: string | bigint, more = 'NULL::text AS run, NULL::bigint AS reverses') =>
  `SELECT ${from}::integer AS from_account, ${to}::integer AS to_account, ${fen}::bigint AS fen, '11'::text AS code,
    '${bookedOn}'::date AS booked_on, NULL::text AS period, ${more}`;
const thrown = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('movements that a query yields', () => {
  it('are counted and summed, with parameters and without', async () => {
    const [one, other] = [await saver(500n), await saver(700n)];
    const both = `${line(one, custody, 100n)} UNION ALL ${line(other, custody, 250n)}`;
    expect(await postSelected(book.manager, { select: both })).toEqual({ rows: 2, fen: 350n });
    const given = { select: line(one, custody, '$1'), params: [30] };
    expect(await postSelected(book.manager, given)).toEqual({ rows: 1, fen: 30n });
    expect([await balanceOf(book.manager, one), await balanceOf(book.manager, other)]).toEqual([370n, 450n]);
    const none = await postSelected(book.manager, { select: `${line(one, custody, 1n)} WHERE false` });
    expect(none).toEqual({ rows: 0, fen: 0n });
  });

  it('are each told by id and run, and booked like the others', async () => {
    const account = await saver(500n);
    const select = `${line(account, custody, 1n, "'a'::text AS run")} UNION ALL ${line(account, custody, '$1', "'b'::text AS run")}`;
    const told = await postEach(book.manager, { select, params: [2] });
    expect(told.map(({ run }) => run).sort()).toEqual(['a', 'b']);
    const known = await rows(book, 'SELECT id::text, run FROM movement WHERE id = ANY($1::bigint[]) ORDER BY run', [
      told.map(({ id }) => id),
    ]);
    expect(known).toEqual(told.toSorted((x, y) => (x.run! < y.run! ? -1 : 1)));
    const unasked = await postEach(book.manager, { select: line(account, custody, 3n) });
    expect(unasked).toEqual([{ id: expect.stringMatching(/^\d+$/), run: null }]);
    expect(await balanceOf(book.manager, account)).toBe(494n);
  });

  it('move the same balances where the caller holds the accounts, and name what they take back', async () => {
    const account = await saver(500n);
    const taken = await post(book.manager, { from: account, to: custody, fen: 80n, code: '11', bookedOn });
    const back = line(custody, account, 80n, `NULL::text AS run, ${taken.id}::bigint AS reverses`);
    const held = { select: back, accountsHeld: true, reversing: true };
    expect(await postSelected(book.manager, held)).toEqual({ rows: 1, fen: 80n });
    expect(await balanceOf(book.manager, account)).toBe(500n);
    const named = await rows(book, 'SELECT fen FROM movement WHERE reverses = $1', [taken.id]);
    expect(named).toEqual([{ fen: 80n }]);
    // Where nothing is taken back, the column is not looked at.
    await postSelected(book.manager, { select: back });
    expect(await rows(book, 'SELECT fen FROM movement WHERE reverses = $1', [taken.id])).toHaveLength(1);
  });

  it('are all refused when one account does not hold enough; any other fault is told as it is', async () => {
    const [rich, poor] = [await saver(500n), await saver(5n)];
    const both = `${line(rich, custody, 100n)} UNION ALL ${line(poor, custody, 6n)}`;
    const refused = await thrown(postSelected(book.manager, { select: both }));
    expect(refused).toMatchObject({ code: 'BALANCE_TOO_LOW', message: 'The account does not hold that much' });
    expect(await balanceOf(book.manager, rich)).toBe(500n);
    const negative = await thrown(postSelected(book.manager, { select: line(rich, custody, '-1') }));
    expect(negative).not.toBeInstanceOf(Refusal);
    expect(String(negative)).toContain('movement_fen_check');
  });
});

describe('what is not in the book', () => {
  it('is said of an account and of a movement', async () => {
    await expect(balanceOf(book.manager, 2_000_000)).rejects.toThrow('There is no such account in this book');
    const unknown = await thrown(reverse(book.manager, '9000000', { bookedOn }));
    expect(unknown).toMatchObject({ code: 'NOT_FOUND', message: 'There is no such movement in this book' });
  });

  it('is taken back once, and a taking back not at all, in words for each', async () => {
    const account = await saver(500n);
    const taken = await post(book.manager, { from: account, to: custody, fen: 80n, code: '11', bookedOn });
    const back = await reverse(book.manager, taken.id, { bookedOn });
    expect(await thrown(reverse(book.manager, taken.id, { bookedOn }))).toMatchObject({
      code: 'ALREADY_REVERSED',
      message: 'The movement has been reversed already',
    });
    expect(await thrown(reverse(book.manager, back.id, { bookedOn }))).toMatchObject({
      code: 'ALREADY_REVERSED',
      message: 'A reversal cannot be reversed: book the movement anew',
    });
  });

  it('is a part of a fen: a number that was forced past the types is not booked', async () => {
    const account = await saver(500n);
    const forced = { from: account, to: custody, fen: 1 as unknown as bigint, code: '11', bookedOn };
    await expect(post(book.manager, forced)).rejects.toThrow('A movement is booked in whole fen, as a bigint');
    expect(await balanceOf(book.manager, account)).toBe(500n);
  });
});

describe('the trial balance', () => {
  it('is of one city where one is asked for, and of all where none is', async () => {
    await internalAccount(book.manager, { city: '330500', pool: 'flexible', code: 'bank:custody' });
    const cities = async (city?: string) => new Set((await trialBalance(book.manager, city)).map((row) => row.city));
    expect(await cities()).toEqual(new Set(['652300', '330500']));
    expect(await cities('330500')).toEqual(new Set(['330500']));
    expect(await auditBooks(book.manager)).toEqual([]);
  });
});
