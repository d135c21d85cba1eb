import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Agency, agency, join, trusted } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';
import { report } from '../invariants/proof-size.ts';

// PostgreSQL ends every connection and admits none for a while, as when it restarts, or when others have taken all there
// are: what is asked meanwhile fails soon and in words, nothing is done by halves, and afterwards all is as before.

const number = identityNumber('1990-02-03');
const plan = { base: '7180.00', ratio: '10%', firstContribution: '718.00' };

let stack: TestStack;
let elsewhere: pg.Client;
let name: string;
let memberId: string;
let staff: Agency;

beforeAll(async () => {
  stack = await startTestStack('2026-09-01');
  memberId = await join(stack, 'huzhou', { identityNumber: number }, plan);
  staff = agency(stack, 'centre-huzhou');
  const url = new URL(stack.database.ownerUrl);
  name = url.pathname.slice(1);
  url.pathname = 'postgres';
  elsewhere = new pg.Client({ connectionString: url.href });
  await elsewhere.connect();
}, 60_000);

afterAll(async () => {
  await elsewhere.end();
  await stack.stop();
});

async function away(): Promise<void> {
  await elsewhere.query(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
  await elsewhere.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
}
const back = () => elsewhere.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`);

const statusOf = async (url: string) => (await fetch(url)).status;

async function timed<T>(work: () => Promise<T>): Promise<{ told: T; ms: number }> {
  const began = performance.now();
  const told = await work();
  return { told, ms: performance.now() - began };
}

const consent = (idempotencyKey: string) => ({
  input: { memberId, recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2027-08-01', idempotencyKey },
});

it('is told soon and in words while it is away, and everything goes on when it is back', async () => {
  const key = randomUUID();
  const give = () => staff.ask<{ giveConsent: { id: string } }>(trusted('centre/give-consent'), consent(key));
  await away();
  const health = stack.url.replace('/graphql', '/health');
  expect([await statusOf(health), await statusOf(`${stack.operations}/ready`)]).toEqual([200, 503]);
  const asked = await timed(() => staff.refused(trusted('centre/member'), { id: memberId }));
  const commanded = await timed(() => give().catch((error: Error) => error.message));
  for (const text of [JSON.stringify(asked.told), String(commanded.told)]) {
    expect(text).toMatch(/INTERNAL|UNAVAILABLE/);
    expect(text).not.toMatch(/connection|postgres|provident_|terminat/i);
  }
  expect(Math.max(asked.ms, commanded.ms)).toBeLessThan(4_000);
  await back();
  const again = await timed(() =>
    expect.poll(() => statusOf(`${stack.operations}/ready`), { timeout: 20_000, interval: 50 }).toBe(200),
  );
  const first = await give();
  expect(await give()).toEqual(first);
  const rows = await elsewhere.query('SELECT 1');
  expect(rows.rowCount).toBe(1);
  report('the database away', {
    'question refused after ms': Math.round(asked.ms),
    'command refused after ms': Math.round(commanded.ms),
    'ready again after ms': Math.round(again.ms),
  });
  const { member } = await staff.ask<{ member: { id: string } }>(trusted('centre/member'), { id: memberId });
  expect(member.id).toBe(memberId);
}, 60_000);
