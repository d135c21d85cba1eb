import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstDay, monthOf } from '#kernel/calendar.ts';
import { systemClock } from '#kernel/clock.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { choose } from './demonstration.ts';
import { checkKeys, withGivenKeys } from './keys.ts';
import { live } from './life/live.ts';
import { asOwner, beginLife, endLife } from './owner.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { perName, schemaNames } from './services.ts';
import type { SeedContext } from './stack.ts';

const today = systemClock.today();
const life = { count: 20, seed: 1, until: firstDay(monthOf(today)) };
let folder: string;
let database: TestDatabase;
let secrets: Secrets;
let context: SeedContext;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demonstration-'));
  secrets = readSecrets(folder);
  database = await freshDatabase();
  context = { ownerUrl: database.ownerUrl, databaseUrls: perName(schemaNames, database.url), secrets, say: () => {} };
  const identity = { keys: secrets.identityKeys, index: secrets.identityIndexKey };
  await checkKeys(database.ownerUrl, secrets);
  await asOwner(database.ownerUrl, (client) => beginLife(client, life));
  await live(life, { databaseUrls: context.databaseUrls, identity, accountKeys: secrets.accountKeys });
}, 60_000);
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (sql: string) => asOwner(database.ownerUrl, (client: pg.Client) => client.query(sql));
const withdrawAll = () => run('UPDATE members.consent SET withdrawn_at = now() WHERE withdrawn_at IS NULL');

test('twenty people, lived up to the first of a month, leave someone waiting for the HR bureau in each city', async () => {
  const waiting = await run(
    "SELECT city, count(*)::int AS n FROM members.verification WHERE status = 'PENDING' GROUP BY 1",
  );
  expect(waiting.rows).toHaveLength(2);
  for (const { n } of waiting.rows) expect(n).toBeGreaterThanOrEqual(2);
});

test('nobody is asked about before the life was lived to its end', async () => {
  expect(await choose(context, today)).toBeUndefined();
  await asOwner(database.ownerUrl, endLife);
  const chosen = await choose(context, today);
  expect(chosen?.taxpayers.length).toBeGreaterThan(0);
  expect(chosen).toMatchObject({ verification: expect.any(String), consent: expect.any(String) });
  expect(await choose(context, today)).toEqual(chosen);
});

test('a consent that no longer holds is given anew, as often as it is withdrawn', async () => {
  const before = await choose(context, today);
  await withdrawAll();
  const first = await choose(context, today);
  await withdrawAll();
  const second = await choose(context, today);
  expect(new Set([before?.consent, first?.consent, second?.consent]).size).toBe(3);
  expect(await choose(context, today)).toEqual(second);
});

test('keys that cannot open the members or their debit accounts, find them again or know their commands are refused', async () => {
  const others: Partial<Secrets>[] = [
    { identityKeys: `identity-1:${'ab'.repeat(32)}` },
    { identityIndexKey: 'ab'.repeat(32) },
    { operationKey: 'ab'.repeat(32) },
    { accountKeys: `account-1:${'ab'.repeat(32)}` },
  ];
  for (const wrong of others) {
    const other = { ...secrets, ...wrong };
    await expect(checkKeys(database.ownerUrl, other), Object.keys(wrong)[0]).rejects.toThrow(
      /IDENTITY_KEYS, IDENTITY_INDEX_KEY, OPERAT/,
    );
  }
  await checkKeys(database.ownerUrl, secrets);
  await checkKeys(database.ownerUrl, {
    ...secrets,
    identityKeys: `new:${'ab'.repeat(32)},${secrets.identityKeys}`,
    accountKeys: `new:${'ab'.repeat(32)},${secrets.accountKeys}`,
  });
});

test('an empty database takes any keys, and then keeps to them', async () => {
  const empty = await freshDatabase();
  await checkKeys(empty.ownerUrl, { ...secrets, operationKey: 'ab'.repeat(32) });
  await checkKeys(empty.ownerUrl, secrets);
  await empty.drop();
});

test('keys of the environment win over those of the file, all of them together', () => {
  const all = {
    IDENTITY_KEYS: `k:${'01'.repeat(32)}`,
    IDENTITY_INDEX_KEY: '02'.repeat(32),
    OPERATION_KEY: '03'.repeat(32),
    ACCOUNT_KEYS: `a:${'05'.repeat(32)}`,
    CALLER_KEYS: `c:${'04'.repeat(32)}`,
  };
  expect(withGivenKeys(secrets, all)).toMatchObject({
    identityKeys: all.IDENTITY_KEYS,
    identityIndexKey: all.IDENTITY_INDEX_KEY,
    operationKey: all.OPERATION_KEY,
    accountKeys: all.ACCOUNT_KEYS,
    callerKeys: all.CALLER_KEYS,
  });
  expect(withGivenKeys(secrets, {})).toEqual(secrets);
  expect(() => withGivenKeys(secrets, { IDENTITY_KEYS: all.IDENTITY_KEYS })).toThrow(/without the others/);
  expect(() => withGivenKeys(secrets, { ...all, OPERATION_KEY: 'short' })).toThrow(/OPERATION_KEY/);
  expect(() => withGivenKeys(secrets, { ...all, ACCOUNT_KEYS: 'short' })).toThrow(/ACCOUNT_KEYS/);
});
