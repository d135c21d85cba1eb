import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startPostgres } from '#local/postgres.ts';
import { keepPostgres } from '#local/postgres-kept.ts';
import type { TestDatabase } from '#test/database.ts';
import { type Answer, purposeOf, startTestGateway, type TestGateway } from '#test/gateway.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';
import { address, cutOff, once, prepareGateway, standbyOf } from '#test/own-postgres.ts';
import { proofSize, report } from './proof-size.ts';

// The database of the record of disclosures fills its disk, or is lost: nothing is told meanwhile that is not written
// down, what was told is there afterwards, and nobody has to do anything but make room.

const { flows, forMs } = proofSize({ small: { flows: 4, forMs: 500 }, full: { flows: 16, forMs: 5_000 } });
const ann = '00000000-0000-4000-8000-00000000000a';
const member = { __typename: 'Member', id: ann, city: 'CHANGJI' };
const query = 'query Find($id: ID!) { member(id: $id) { city } }';

let members: Misbehaving;
let folder: string;
const undo: (() => Promise<unknown> | unknown)[] = [];

beforeAll(async () => {
  members = await misbehaving();
  members.behave = answer({ data: { member }, extensions: { persons: [{ path: ['member'], subject: ann }] } });
});
afterAll(() => members.stop());
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

async function gatewayOver(database: TestDatabase) {
  const gateway = await startTestGateway({ database, subgraphUrls: { members: members.url } });
  undo.push(gateway.stop);
  const token = await gateway.token('centre', { scope: 'member:read' });
  const told: string[] = [];
  const ask = async (): Promise<Answer> => {
    const asked = await gateway.ask(token, query, { variables: { id: ann }, headers: purposeOf('centre') });
    if (asked.text.includes('CHANGJI')) told.push(asked.headers.get('x-correlation-id')!);
    return asked;
  };
  return { gateway, ask, told };
}

const codeOf = ({ body }: Answer): unknown => body.errors?.[0]?.extensions['code'];
const isReady = async ({ operations }: TestGateway): Promise<boolean> =>
  ((await (await fetch(`${operations}/ready`)).json()) as { database: boolean }).database;

/** How many answers told something of which there is no row. */
async function unrecorded(url: string, told: readonly string[]): Promise<number> {
  const sql = `SELECT count(*)::int AS n FROM unnest($1::uuid[]) AS told
    WHERE NOT EXISTS (SELECT 1 FROM gateway.disclosed WHERE correlation = told::text)`;
  return (await once<{ n: number }>(url, sql, [told]))[0]!.n;
}

/** A small disk of its own, where the system lets us have one. */
function smallDisk(): string | undefined {
  const place = mkdtempSync(join(tmpdir(), 'small-disk-'));
  undo.push(() => rmSync(place, { recursive: true, force: true }));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=711', 'tmpfs', place], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  undo.push(() => execFileSync('umount', ['-l', place]));
  return place;
}

/** Takes all the room there is. */
function fill(file: string): void {
  const opened = openSync(file, 'w');
  for (const size of [1024 * 1024, 4096]) {
    const block = Buffer.alloc(size, 1);
    try {
      while (writeSync(opened, block) === size);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(opened);
}

it('AG-06 tells nothing while the disk is full, loses nothing that was told, and goes on once there is room', async ({
  skip,
}) => {
  const disk = smallDisk();
  if (!disk) return skip('no small disk can be mounted here');
  const server = await keepPostgres({ folder: disk });
  undo.push(server.stop);
  const { gateway, ask, told } = await gatewayOver(await prepareGateway(server.url));
  expect((await ask()).status).toBe(200);
  const room = join(disk, 'taken');
  fill(room);
  let refused: Answer | undefined;
  for (let n = 0; n < 500 && !refused; n += 1) {
    const asked = await ask();
    if (asked.status !== 200) refused = asked;
  }
  expect([refused?.status, refused && codeOf(refused)]).toEqual([503, 'DISCLOSURE_UNAVAILABLE']);
  expect(refused!.text).not.toMatch(/CHANGJI|space|extend|PANIC/);
  const full = told.length;
  // The log of changes needs room as well: without it the server ends, and cannot begin again.
  await once(server.url, 'SELECT pg_switch_wal()').catch(() => undefined);
  await expect.poll(() => isReady(gateway), { timeout: 10_000 }).toBe(false);
  expect((await ask()).status).toBe(503);
  rmSync(room);
  const began = performance.now();
  await expect.poll(async () => (await ask()).status, { timeout: 30_000, interval: 100 }).toBe(200);
  const again = performance.now() - began;
  expect(await unrecorded(server.url, told)).toBe(0);
  report('disk full', { 'told before': full, 'told in all': told.length, 'well again after ms': Math.round(again) });
}, 90_000);

it('AG-06 has every row of what was told when the second server takes over from one that is lost', async () => {
  folder = mkdtempSync(join(tmpdir(), 'failover-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const [one, two] = [join(folder, 'one'), join(folder, 'two')];
  const first = await startPostgres({ folder: one });
  undo.push(first.stop);
  const database = await prepareGateway(first.url);
  const second = await standbyOf(first, one, two);
  undo.push(second.stop);
  const synced = "SELECT sync_state FROM pg_stat_replication WHERE sync_state = 'sync'";
  await expect.poll(async () => (await once(first.url, synced)).length, { timeout: 10_000 }).toBe(1);
  const way = await address(first.port);
  undo.push(way.close);
  const led = (url: string) => Object.assign(new URL(url), { port: `${way.port}` }).href;
  const { ask, told } = await gatewayOver({ ...database, url: (service) => led(database.url(service)) });
  await ask();

  let going = true;
  const answers: { at: number; ms: number; status: number; text: string }[] = [];
  const asking = Array.from({ length: flows }, async () => {
    while (going) {
      const at = performance.now();
      const { status, text } = await ask();
      answers.push({ at, ms: performance.now() - at, status, text });
      if (status !== 200) await pause(20);
    }
  });
  await pause(forMs);
  const lost = performance.now();
  cutOff(one);
  await once(second.url, 'SELECT pg_promote()');
  way.leadTo(second.port);
  await expect.poll(async () => (await ask()).status, { timeout: 20_000, interval: 20 }).toBe(200);
  const away = performance.now() - lost;
  await pause(forMs);
  going = false;
  await Promise.all(asking);
  expect(answers.filter(({ status, text }) => status === 200 && !text.includes('CHANGJI'))).toEqual([]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
  expect(answers.filter(({ at, status }) => status !== 200 && at > lost + away + 1_000)).toEqual([]);
  expect(await unrecorded(second.url, told)).toBe(0);
  expect(away).toBeLessThan(15_000);
  report('failover', {
    told: told.length,
    lost: 0,
    refused: answers.filter(({ status }) => status === 503).length,
    'longest ms': Math.round(Math.max(...answers.map(({ ms }) => ms))),
    'away ms': Math.round(away),
  });
}, 90_000);
