import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#kernel/calendar.ts';
import { type Fen, yuan, yuanText } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post, reverse } from '#ledger/post.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { statementsOf } from '#test/statements.ts';
import { averageBalances } from './average-balance.ts';
import { balancesOn } from './balance-on.ts';
import { readMovements } from './read-movements.ts';
import { readStatement, type StatementLine } from './statement.ts';

const full = process.env['PROOF_SIZE'] === 'full';
const members = full ? 200 : 12;
const checks = full ? 10_000 : 400;
const firstDay = '2024-01-01';
const lastDay = '2026-06-30';
const days = daysBetween(firstDay, lastDay);

let register: Rehearsal;
const ids: string[] = [];

// A small generator of its own, so that a failure comes again.
let state = 20_261_121;
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}
const anyDay = () => addDays(firstDay, random(days + 1));

type Account = Record<'flexible' | 'subsidy' | 'interest', number>;

/** Money in and out on days in no order: most are dated back, and some are taken back on a later day. */
async function muddle(memberId: string): Promise<void> {
  const db = register.database.manager;
  const custody = await internalAccount(db, { city: '652300', pool: 'flexible', code: 'bank:custody' });
  const [own] = await rows<Account>(db, 'SELECT flexible, subsidy, interest FROM account WHERE member_id = $1', [
    memberId,
  ]);
  const accounts = [own!.flexible, own!.flexible, own!.subsidy, own!.interest];
  for (let n = 0; n < 40; n += 1) {
    const account = accounts[random(accounts.length)]!;
    const fen = BigInt(1 + random(500_000));
    const bookedOn = anyDay();
    const way = random(4) === 0 ? { from: account, to: custody } : { from: custody, to: account };
    const booked = await post(db, { ...way, fen, code: '01', bookedOn }).catch(() => undefined);
    if (!booked || random(5) > 0) continue;
    const later = addDays(bookedOn, random(30));
    await reverse(db, booked.id, { bookedOn: later < lastDay ? later : lastDay }).catch(() => undefined);
  }
}

/** Every line of a member's own book, oldest first: what the answers are held against, without their SQL. */
async function bookOf(memberId: string): Promise<{ on: string; fen: Fen; segment: string }[]> {
  const accounts = await rows<{ id: number; segment: string }>(
    register.database,
    'SELECT id, segment FROM ledger_account WHERE owner = $1',
    [memberId],
  );
  const segments = new Map(accounts.map(({ id, segment }) => [id, segment]));
  const movements = await rows<{ from: number; to: number; fen: Fen; on: string }>(
    register.database,
    'SELECT from_account AS from, to_account AS to, fen, booked_on AS on FROM movement ORDER BY booked_on, id',
  );
  return movements.flatMap(({ from, to, fen, on }) => [
    ...(segments.has(from) ? [{ on, fen: -fen, segment: segments.get(from)! }] : []),
    ...(segments.has(to) ? [{ on, fen, segment: segments.get(to)! }] : []),
  ]);
}

const sumUpTo = (book: readonly { on: string; fen: Fen }[], day: string): Fen => {
  let sum = 0n;
  for (const { on, fen } of book) if (on <= day) sum += fen;
  return sum;
};

const books = new Map<string, Awaited<ReturnType<typeof bookOf>>>();

beforeAll(async () => {
  register = await rehearse(lastDay);
  for (let n = 0; n < members; n += 1) {
    const memberId = await register.approve('652300');
    await register.sign(memberId);
    await muddle(memberId);
    ids.push(memberId);
    books.set(memberId, await bookOf(memberId));
  }
}, 600_000);
afterAll(() => register?.close());

const oneOf = <T>(list: readonly T[]): T => list[random(list.length)]!;

describe('CJ-10 the balance on any day', () => {
  it(`is what the lines booked up to it add up to, for ${checks} members and days drawn at random`, async () => {
    for (let done = 0; done < checks; done += 200) {
      const keys = Array.from({ length: 200 }, () => ({ memberId: oneOf(ids), on: anyDay() }));
      const told = await balancesOn(register.context(), keys);
      expect(told.map(({ balance }) => balance)).toEqual(
        keys.map(({ memberId, on }) => sumUpTo(books.get(memberId)!, on)),
      );
      for (const { balance, segments } of told) {
        expect(segments.reduce((sum, each) => sum + each.balance, 0n)).toBe(balance);
      }
    }
  }, 600_000);

  it('is today what the account holds, and costs one statement for all', async () => {
    const held = await rows<{ owner: string; fen: Fen }>(
      register.database,
      'SELECT owner, sum(balance)::bigint AS fen FROM ledger_account WHERE owner IS NOT NULL GROUP BY owner',
    );
    const sent = await statementsOf(register.database, async () => {
      const told = await balancesOn(
        register.context(),
        held.map(({ owner }) => ({ memberId: owner, on: lastDay })),
      );
      expect(told.map(({ balance }) => balance)).toEqual(held.map(({ fen }) => fen));
    });
    expect(sent).toHaveLength(1);
  });

  it('is not told of a day to come', async () => {
    const asked = balancesOn(register.context(), [{ memberId: ids[0]!, on: addDays(lastDay, 1) }]);
    expect(await refusal(asked)).toMatchObject({ code: 'INVALID_INPUT', field: 'on' });
  });
});

describe('HZ-06 日均缴存余额', () => {
  it('is day by day what the closing balances average to, over windows drawn at random', async () => {
    for (let n = 0; n < checks / 10; n += 1) {
      const [a, b] = [anyDay(), anyDay()].toSorted();
      const asked = {
        from: a!,
        to: a === b ? addDays(b!, 1) : b!,
        segments: random(2) ? null : (['SUBSIDY'] as const),
      };
      if (asked.to > lastDay) continue;
      const told = await averageBalances(register.context(), ids.slice(0, 12), asked);
      for (const { memberId, product, days: counted, average } of told) {
        const book = books.get(memberId)!.filter(({ segment }) => !asked.segments || segment === 'SUBSIDY');
        let sum = 0n;
        for (let day = asked.from; day < asked.to; day = addDays(day, 1)) sum += sumUpTo(book, day);
        const length = BigInt(daysBetween(asked.from, asked.to));
        expect([product, counted]).toEqual([sum, Number(length)]);
        // To the nearest fen; the balances here may dip below zero for a day that money was dated back from.
        const twice = 2n * sum - 2n * average * length;
        expect(twice <= length && twice >= -length).toBe(true);
      }
    }
  }, 600_000);

  it('is refused for a window that is empty or not over', async () => {
    const ask = (from: string, to: string) =>
      refusal(averageBalances(register.context(), ids.slice(0, 1), { from, to }));
    expect(await ask('2026-01-01', '2026-01-01')).toMatchObject({ code: 'INVALID_INPUT', field: 'to' });
    expect(await ask('2026-01-01', addDays(lastDay, 1))).toMatchObject({ code: 'INVALID_INPUT', field: 'to' });
    expect(await ask('1900-01-01', lastDay)).toMatchObject({ code: 'INVALID_INPUT', field: 'from' });
  });
});

describe('CJ-10 the statement', () => {
  const pageSize = 7;

  async function whole(memberId: string, from: string, to: string) {
    const lines: StatementLine[] = [];
    for (let after: string | null = null; ; ) {
      const page = await readStatement(register.context(), memberId, { from, to, first: pageSize, after });
      lines.push(...page.edges.map(({ node }) => node));
      if (!page.pageInfo.hasNextPage) return { ...page, lines };
      after = page.pageInfo.endCursor;
    }
  }

  it('adds up line by line from its opening to its closing balance, in pages, for every member', async () => {
    for (const memberId of ids.slice(0, 20)) {
      const [from, to] = [anyDay(), anyDay()].toSorted() as [string, string];
      const book = books.get(memberId)!;
      const told = await whole(memberId, from, to);
      expect(told.openingBalance).toBe(sumUpTo(book, addDays(from, -1)));
      expect(told.closingBalance).toBe(sumUpTo(book, to));
      expect(told.openingBalance + told.totalIn - told.totalOut).toBe(told.closingBalance);
      let balance = told.openingBalance;
      for (const line of told.lines) {
        balance += line.movement.amount;
        expect(line.balance).toBe(balance);
      }
      expect(balance).toBe(told.closingBalance);
      expect(told.lines.map(({ movement }) => [movement.bookedOn, movement.amount])).toEqual(
        book.filter(({ on }) => on >= from && on <= to).map(({ on, fen }) => [on, fen]),
      );
    }
  });

  it('shows what moves within the account on both sides, also where a page ends between them', async () => {
    const db = register.database.manager;
    const memberId = await register.approve('652300');
    await register.sign(memberId);
    const [own] = await rows<Account>(db, 'SELECT flexible, subsidy, interest FROM account WHERE member_id = $1', [
      memberId,
    ]);
    const custody = await internalAccount(db, { city: '652300', pool: 'flexible', code: 'bank:custody' });
    const bookedOn = '2026-03-02';
    await post(db, { from: custody, to: own!.flexible, fen: yuan('100'), code: '01', bookedOn });
    await post(db, { from: own!.flexible, to: own!.subsidy, fen: yuan('30'), code: '99', bookedOn });
    const lines = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await readStatement(register.context(), memberId, { from: bookedOn, to: bookedOn, first: 1, after });
      lines.push(...page.edges.map(({ node }) => [yuanText(node.movement.amount), yuanText(node.balance)]));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
      expect([page.totalIn, page.totalOut]).toEqual([yuan('100'), 0n]);
    }
    expect(lines).toEqual([
      ['100.00', '100.00'],
      ['-30.00', '70.00'],
      ['30.00', '100.00'],
    ]);
    const newest = await readMovements(register.context(), memberId, { first: 1 });
    const next = await readMovements(register.context(), memberId, { first: 1, after: newest.pageInfo.endCursor });
    expect([newest, next].map(({ edges }) => yuanText(edges[0]!.node.amount))).toEqual(['30.00', '-30.00']);
  });

  it('is refused for days the wrong way round, for days to come and for a cursor that is not its own', async () => {
    const ask = (from: string, to: string, after?: string) =>
      refusal(readStatement(register.context(), ids[0]!, { from, to, first: 5, after: after ?? null }));
    expect(await ask('2026-02-02', '2026-02-01')).toMatchObject({ code: 'INVALID_INPUT', field: 'to' });
    expect(await ask('2026-02-02', addDays(lastDay, 1))).toMatchObject({ code: 'INVALID_INPUT', field: 'to' });
    expect(await ask('2026-02-02', lastDay, 'bm90aGluZw')).toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
  });
});
