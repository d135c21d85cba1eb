import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { keysFor, nonceMemory, signCaller, systemCaller, verifyCaller } from '#service/caller.ts';
import { type Database, openDatabase, rows } from '#service/database.ts';
import { type Served, serveSubgraph } from '#service/serve.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { purposeOf, startTestGateway, type TestGateway, testCallerKeys } from '#test/gateway.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';

// The time that a client is waited for is handed on: from the gateway to the register, from there to PostgreSQL.

const keys = testCallerKeys();
const typeDefs = readFileSync(new URL('../../subgraphs/risk/schema.graphql', import.meta.url), 'utf8');
const clock = systemClock;

let database: TestDatabase;
let owner: pg.Client;
let risk: Database;
let served: Served;
let contributions: Misbehaving;
let gateway: TestGateway;
/** What the register asks PostgreSQL before it answers. */
let statement: string;

beforeAll(async () => {
  database = await freshDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  risk = await openDatabase({ url: database.url('risk'), schema: 'risk' });
  const work =
    <T>(told: T) =>
    () =>
      rows(risk, statement).then(() => told);
  served = await serveSubgraph({
    ...{ name: 'risk', port: 0, typeDefs, persons: {}, keys: keysFor(keys, 'risk'), clock },
    resolvers: {
      Query: { pools: work([]) },
      Mutation: { provisionReserve: work(null) },
    },
    context: () => ({}),
    ready: async () => true,
  });
  contributions = await misbehaving();
  const subgraphUrls = { risk: `http://127.0.0.1:${served.port}/graphql`, contributions: contributions.url };
  gateway = await startTestGateway({ database, keys, subgraphUrls });
});

afterAll(async () => {
  await gateway.stop();
  await contributions.stop();
  await served.stop();
  await risk.destroy();
  await owner.end();
  await database.drop();
});

beforeEach(() => {
  statement = 'SELECT 1';
});

async function atWork(): Promise<number> {
  const { rows: found } = await owner.query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = 'provident_risk' AND state = 'active'",
  );
  return found.length;
}

const pools = async (query = '{ pools { id } }') => gateway.ask(await gateway.token('regulator'), query);

it('says so when a register has not answered in time, and PostgreSQL works on it no longer', async () => {
  statement = 'SELECT pg_sleep(60)';
  const began = performance.now();
  const asked = pools();
  await expect.poll(atWork).toBe(1);
  const { body, status, text } = await asked;
  expect(performance.now() - began).toBeLessThan(4_000);
  expect([status, body.data]).toEqual([200, null]);
  expect(body.errors).toMatchObject([{ message: 'Not answered in time', extensions: { code: 'DEADLINE_EXCEEDED' } }]);
  expect(text).not.toMatch(/pg_sleep|statement|risk/);
  await expect.poll(atWork).toBe(0);
  statement = 'SELECT 1';
  expect((await pools('{ pools { id city } }')).body).toEqual({ data: { pools: [] } });
});

it('ends a command in the register itself, with a status by which the gateway knows that it is slow', async () => {
  statement = 'SELECT pg_sleep(60)';
  const query =
    'mutation { provisionReserve(input: { city: CHANGJI, kind: FLEXIBLE, amount: "1.00", idempotencyKey: "k" }) { id } }';
  const body = JSON.stringify({ query });
  const headers = signCaller(keysFor(keys, 'risk'), systemCaller('test'), body, clock.now(), 700);
  const url = `http://127.0.0.1:${served.port}/graphql`;
  const answered = await fetch(url, { method: 'POST', body, headers });
  const { errors } = (await answered.json()) as { errors: object[] };
  expect([answered.status, errors]).toMatchObject([504, [{ extensions: { code: 'DEADLINE_EXCEEDED' } }]]);
  expect(await atWork()).toBe(0);
});

it('hands on what is left of the request, two seconds of a question at most', async () => {
  const left: (number | undefined)[] = [];
  contributions.behave = ({ body, headers }, response) => {
    left.push(verifyCaller(keysFor(keys, 'contributions'), headers, body, clock.now(), nonceMemory()).forMs);
    answer({ data: null, errors: [{ message: 'x', extensions: { code: 'NOT_FOUND' } }] })(undefined!, response);
  };
  const staff = await gateway.token('centre', { scope: 'account:read run:manage' });
  await gateway.ask(staff, '{ runs(city: CHANGJI, first: 1) { id } }', { headers: purposeOf('centre') });
  const pause = 'mutation { pauseRun(input: { runId: "1", idempotencyKey: "k" }) { id } }';
  const { text } = await gateway.ask(staff, pause, { headers: purposeOf('centre') });
  expect([left.length, text.length > 0]).toEqual([2, true]);
  expect(left[0]).toBeGreaterThan(1_000);
  expect(left[0]).toBeLessThanOrEqual(2_000);
  expect(left[1]).toBeGreaterThan(5_000);
  expect(left[1]).toBeLessThanOrEqual(10_000);
});
