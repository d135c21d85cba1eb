import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock, monotonicMs } from '#kernel/clock.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { type Database, openDatabase } from './database.ts';
import type { DomainEvent } from './event-types.ts';
import { type Arrived, consume, type EventHandlers, type Events, openEvents } from './events.ts';
import { registry } from './metrics.ts';

let fresh: TestDatabase;
let teller: { database: Database; events: Events };
let database: Database;
let owner: pg.Client;

const opened = (memberId: string): DomainEvent => ({
  type: 'account-opened',
  memberId,
  city: '652300',
  openedOn: '2026-01-01',
});
const member = (nth: number) => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
const listen = (background = false) => openEvents({ url: fresh.url('subsidies'), consumer: 'subsidies', background });
const tell = (...events: DomainEvent[]) => teller.database.transaction((db) => teller.events.insert(db, events));

beforeAll(async () => {
  fresh = await freshDatabase();
  const url = fresh.url('contributions');
  teller = {
    database: await openDatabase({ url, schema: 'contributions' }),
    events: await openEvents({ url, consumer: 'contributions' }),
  };
  database = await openDatabase({ url: fresh.url('subsidies'), schema: 'subsidies' });
  owner = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await teller.events.stop();
  await teller.database.destroy();
  await database.destroy();
  await fresh.drop();
});

test('an event told in a transaction that fails was never told', async () => {
  const events = await listen();
  const failing = teller.database.transaction(async (db) => {
    await teller.events.insert(db, [opened(member(1))]);
    throw new Error('fault');
  });
  await expect(failing).rejects.toThrow('fault');
  expect(await events.drain({ 'account-opened': async () => {} })).toBe(0);
  await events.stop();
});

test('an event that cannot be taken holds up neither others nor their order, and is kept until it is taken', async () => {
  const taken: string[] = [];
  let broken = true;
  const clock = fixedClock('2026-10-01');
  const handlersOf = (events: Events): EventHandlers => ({
    'account-opened': (arrived: Arrived<'account-opened'>) =>
      consume({ database, clock, events }, arrived, async () => {
        if (broken && arrived.event.memberId === member(2)) throw new Error('cannot be taken');
        taken.push(arrived.event.memberId);
      }),
  });
  const first = await listen();
  await tell(opened(member(2)), opened(member(3)), opened(member(4)));
  // As after a day of tries.
  await owner.query("UPDATE events.job SET retry_limit = 0 WHERE name = 'contributions.account-opened.subsidies'");
  await expect(first.drain(handlersOf(first))).rejects.toThrow('1 events');
  expect(taken.sort()).toEqual([member(3), member(4)]);
  await first.stop();

  const second = await listen();
  await second.work(handlersOf(second));
  expect(await registry.metrics()).toMatch(/provident_untaken_events\{service="subsidies"\} 0/);
  await second.stop();
  broken = false;
  const third = await listen();
  await third.work(handlersOf(third));
  await expect.poll(() => taken, { timeout: 10_000 }).toEqual([member(3), member(4), member(2)]);
  await third.stop();
});

test('events wait for a listener that is away as long as it takes, and what failed is never thrown away', async () => {
  const { rows } = await owner.query<{ name: string; retention_seconds: number; dead_letter: string | null }>(
    "SELECT name, retention_seconds, dead_letter FROM events.queue WHERE name ~ '^[a-z]+[.]'",
  );
  for (const { name, retention_seconds, dead_letter } of rows) {
    expect(retention_seconds, name).toBeGreaterThan(9 * 365 * 24 * 3600);
    const [from, , to] = name.split('.');
    if (from !== to) expect(dead_letter, name).toBe(`${to}.untaken.${to}`);
  }
  expect(rows.length).toBeGreaterThan(15);
});

test('CJ-07 what fell due while nothing ran is done as soon as a service works again, not at the next look', async () => {
  const events = await openEvents({ url: fresh.url('subsidies'), consumer: 'subsidies', background: true });
  const began = monotonicMs();
  const after: number[] = [];
  await events.work({}, { award: async () => void after.push(monotonicMs() - began) });
  await expect.poll(() => after, { interval: 20, timeout: 10_000 }).not.toEqual([]);
  await events.stop();
  // Who looks before anything is there looks again two seconds later.
  expect(after[0]).toBeLessThan(1_500);
});
