import pg from 'pg';
import { type ConstructorOptions, PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { provision } from './provision.ts';
import { type SchemaName, schemaNames, subgraphNames } from './services.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const denied = { code: '42501' };

async function as(service: SchemaName, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: database.url(service) });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

describe('a service in the database', () => {
  test.each(schemaNames)('%s reads its own schema', async (service) => {
    expect((await as(service, `SELECT count(*) FROM ${service}.migration`)).rowCount).toBe(1);
  });

  test.each(schemaNames)('%s can read no other schema', async (service) => {
    for (const other of schemaNames.filter((name) => name !== service)) {
      await expect(as(service, `SELECT * FROM ${other}.migration`), other).rejects.toMatchObject(denied);
    }
  });

  test.each(schemaNames)('%s can make no table, not even a temporary one', async (service) => {
    for (const place of [`${service}.`, 'public.', 'events.', 'pg_temp.']) {
      await expect(as(service, `CREATE TABLE ${place}mine (id int)`), place).rejects.toMatchObject(denied);
    }
  });

  test('the gateway has no part in the events', async () => {
    await expect(as('gateway', 'SELECT * FROM events.job')).rejects.toMatchObject(denied);
  });

  test('provisioning again changes nothing and is quick', async () => {
    const before = performance.now();
    await provision(database.ownerUrl, inject('server').passwords);
    expect(performance.now() - before).toBeLessThan(3000);
    await as('members', 'SELECT 1');
  });

  /** Somebody holds a lock; when provisioning again waits for it they do something more, and are done. */
  async function provisionedWhile(holding: string, table: string, then: string): Promise<string> {
    const owner = new pg.Pool({ connectionString: database.ownerUrl });
    const keeper = await owner.connect();
    const waits = `
      SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
      WHERE datname = current_database() AND relation = '${table}'::regclass AND NOT granted`;
    let again = Promise.resolve('not begun');
    try {
      await keeper.query(`BEGIN; ${holding}`);
      again = provision(database.ownerUrl, inject('server').passwords).then(() => 'done', String);
      await expect.poll(async () => (await owner.query(waits)).rowCount, { timeout: 10_000 }).toBeGreaterThan(0);
      await keeper.query(`${then}; COMMIT`);
    } finally {
      keeper.release(true);
      await again;
      await owner.end();
    }
    return again;
  }

  test('provisioning again waits for who looks after a table, and lets it go on', async () => {
    // What autovacuum does: a lock on the table, then its row in the catalogue.
    const looksAfter = 'LOCK TABLE events.job_common IN SHARE UPDATE EXCLUSIVE MODE';
    expect(await provisionedWhile(looksAfter, 'events.job_common', 'ANALYZE events.job_common')).toBe('done');
  });

  test('provisioning again tries again where a service and it wait for each other', async () => {
    // The service would wait for an hour.
    const works = "SET LOCAL deadlock_timeout = '1h'; LOCK TABLE events.queue IN ROW EXCLUSIVE MODE";
    const more = 'LOCK TABLE events.job IN ROW EXCLUSIVE MODE';
    expect(await provisionedWhile(works, 'events.queue', more)).toBe('done');
  });
});

describe('events between services', () => {
  const queue = 'members.application-approved.contributions';
  const bosses: PgBoss[] = [];
  afterAll(() => Promise.all(bosses.map((boss) => boss.stop({ graceful: false }))));

  async function bossOf(service: SchemaName, options: ConstructorOptions = {}): Promise<PgBoss> {
    const boss = new PgBoss({
      connectionString: database.url(service),
      schema: 'events',
      migrate: false,
      createSchema: false,
      schedule: false,
      supervise: false,
      max: 2,
      ...options,
    });
    boss.on('error', () => {});
    bosses.push(boss);
    return boss.start();
  }

  test('go from the sender to the receiver, who may fail and try again, and then completes', async () => {
    const sender = await bossOf('members');
    const receiver = await bossOf('contributions');
    await sender.insert(queue, [{ data: { memberId: 'a' }, startAfter: 0 }]);
    const [first] = await receiver.fetch<{ memberId: string }>(queue);
    expect(first?.data).toEqual({ memberId: 'a' });
    await receiver.fail(queue, first?.id ?? '');
    const again = await receiver.fetch(queue, { ignoreStartAfter: true });
    expect(again.map((job) => job.id)).toEqual([first?.id]);
    await receiver.complete(queue, first?.id ?? '');
    expect((await sender.getJobById(queue, first?.id ?? ''))?.state).toBe('completed');
  });

  test('cannot be sent in the name of another service', async () => {
    const stranger = await bossOf('subsidies');
    await expect(stranger.insert(queue, [{ data: {} }])).rejects.toThrow(/does not exist/);
    const row = `INSERT INTO events.job_common (name, data) VALUES ('${queue}', '{}')`;
    await expect(as('subsidies', row)).rejects.toMatchObject(denied);
    await expect(as('subsidies', row.replace('job_common', 'job'))).rejects.toMatchObject(denied);
  });

  test('are invisible to a third service, which cannot take them either', async () => {
    await (await bossOf('members')).insert(queue, [{ data: { memberId: 'b' } }]);
    const count = `SELECT count(*)::int AS n FROM events.job WHERE name = '${queue}'`;
    expect((await as('loans', count)).rows).toEqual([{ n: 0 }]);
    expect((await as('contributions', count)).rows[0].n).toBeGreaterThan(0);
    expect((await as('loans', `DELETE FROM events.job_common`)).rowCount).toBe(0);
  });

  test.each(subgraphNames)('%s keeps its queues in order and can make none', async (service) => {
    const boss = await bossOf(service);
    await boss.supervise();
    await expect(boss.createQueue('mine')).rejects.toMatchObject(denied);
    await expect(boss.createQueue(`${service}.mine.${service}`)).rejects.toMatchObject(denied);
  });

  test('a scheduled job falls due whichever service looks at the clock', async () => {
    const job = 'contributions.collect.contributions';
    const worker = await bossOf('contributions');
    await worker.schedule(job, '* * * * *', null, { tz: 'Asia/Shanghai' });
    const clock = await bossOf('loans', { schedule: true, cronWorkerIntervalSeconds: 1 });
    await expect.poll(async () => (await worker.fetch(job)).length, { timeout: 20_000 }).toBe(1);
    await expect(clock.schedule(job, '0 0 * * *')).rejects.toMatchObject(denied);
    await expect(clock.send(job, { amount: 1 })).rejects.toMatchObject(denied);
  });
});
