import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { systemCaller } from './caller.ts';
import { type Database, openDatabase, rows } from './database.ts';
import { consume, type Events, openEvents } from './events.ts';
import { type Command, type OperationContext, perform } from './perform.ts';
import { about, memberTold } from './told-refusals.ts';

let fresh: TestDatabase;
let database: Database;
let events: Events;
let context: OperationContext;

const command = (key: string, input: unknown = { amount: 5n }): Command => ({ name: 'try', subject: 'x', key, input });
const operations = () => rows(database, 'SELECT key FROM operation ORDER BY key');

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url('subsidies'), schema: 'subsidies' });
  events = await openEvents({ url: fresh.url('subsidies'), consumer: 'subsidies' });
  context = { database, events, clock: fixedClock('2026-10-01'), caller: systemCaller('test') };
});

afterAll(async () => {
  await events.stop();
  await database.destroy();
  await fresh.drop();
});

test('the same key and input give the first answer again, to the fen, and work once', async () => {
  let worked = 0;
  const work = async () => ({ fen: 123n, nth: ++worked });
  const first = await perform(context, command('a'), work);
  expect(await perform(context, command('a'), work)).toEqual(first);
  expect(first).toEqual({ fen: 123n, nth: 1 });
});

test('the same key with another input is refused', async () => {
  const again = perform(context, command('a', { amount: 6n }), async () => 'never');
  await expect(again).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', detail: { field: 'idempotencyKey' } });
});

test('the order of an input’s fields does not make it another input', async () => {
  await perform(context, command('order', { a: 1, b: 2 }), async () => 'first');
  expect(await perform(context, command('order', { b: 2, a: 1 }), async () => 'second')).toBe('first');
});

test('another client’s key is another key', async () => {
  const other = { ...context, caller: { ...systemCaller('test'), client: 'bank-a' } };
  expect(await perform(other, command('a'), async () => 'own')).toBe('own');
});

test('a refused command leaves no trace, and may be sent again', async () => {
  const before = await operations();
  const refused = perform(context, command('r'), async ({ db, emit }) => {
    await db.query("INSERT INTO inbox VALUES (gen_random_uuid(), 'x', now())");
    emit({ type: 'subsidies-awarded', city: '652300', clause: 'CJ-15', payOn: '', awards: [] });
    throw new Refusal('NOT_FOUND', 'no');
  });
  await expect(refused).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await operations()).toEqual(before);
  expect(await rows(database, "SELECT 1 FROM inbox WHERE type = 'x'")).toEqual([]);
  expect(await perform(context, command('r'), async () => 'now')).toBe('now');
});

test('of twenty at the same moment one works and all hear the same', async () => {
  let worked = 0;
  const once = () => perform(context, command('race'), async () => ++worked);
  expect(new Set(await Promise.all(Array.from({ length: 20 }, once)))).toEqual(new Set([1]));
  expect(worked).toBe(1);
});

test('a key of no or of more than 200 characters is refused by its field', async () => {
  for (const key of ['', 'k'.repeat(201)]) {
    await expect(perform(context, command(key), async () => 1)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  }
});

test('an input is remembered only as a keyed digest', async () => {
  await perform(context, command('secret', { identityNumber: '11010519491231002X' }), async () => null);
  const [stored] = await rows<{ text: string }>(
    database,
    "SELECT operation::text AS text FROM operation WHERE key = 'secret'",
  );
  expect(stored!.text).not.toContain('11010519491231002X');
});

test('an event takes effect once however often it arrives, and not at all when its effect fails', async () => {
  const arrived = {
    id: '00000000-0000-4000-8000-000000000009',
    event: { type: 'account-opened', memberId: 'm', city: '652300', openedOn: '2026-01-01' } as const,
  };
  let effects = 0;
  const fails = consume(context, arrived, async () => {
    throw new Error('fault');
  });
  await expect(fails).rejects.toThrow('fault');
  const take = () =>
    consume(context, arrived, async () => {
      effects += 1;
    });
  await Promise.all([take(), take(), take()]);
  expect(effects).toBe(1);
});

test('AG-06 a refusal that tells a fact about the command’s member says whom; one worded alike for nobody does not', async () => {
  const member = '00000000-0000-4000-8000-000000000007';
  const told = async (subject: string, refusal: Refusal) => {
    const asked = { ...command(`told-${refusal.code}-${subject}`), subject };
    const thrown = await perform(context, asked, () => Promise.reject(refusal)).catch((error: unknown) => error);
    expect(thrown).toBe(refusal);
    return memberTold(thrown);
  };
  expect(await told(member, new Refusal('LOAN_OUTSTANDING', 'A loan'))).toBe(member);
  expect(await told('652300:flexible', new Refusal('AMOUNT_OUT_OF_BOUNDS', 'Too much'))).toBeUndefined();
  expect(await told(member, new Refusal('NOT_FOUND', 'No such member'))).toBeUndefined();
  const loan = '00000000-0000-4000-8000-000000000008';
  expect(await told(loan, about(member, new Refusal('AMOUNT_OUT_OF_BOUNDS', 'Too much')))).toBe(member);
});
