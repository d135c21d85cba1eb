import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { identityKeys, membersContext } from '#members/context.ts';
import { openMembersDatabase } from '#members/database.ts';
import { applyToJoin } from '#members/operations/apply-to-join.ts';
import { openEvents } from '#service/events.ts';
import { application } from '#test/members.ts';
import { migrateAll } from './migrate.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { provision } from './provision.ts';
import { perName, schemaNames, serviceUrl } from './services.ts';

const passwords = perName(schemaNames, (name) => `only-for-tests-${name}`);
let folder: string;
let server: Postgres;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'owner-'));
  server = await startPostgres({ folder, durable: false });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function asSuperuser(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function ownerOf(database: string, name: string): string {
  const url = new URL(server.url);
  Object.assign(url, { username: name, password: 'own', pathname: database });
  return url.href;
}

test('an owner who is no superuser provisions, migrates, and its services work', async () => {
  await asSuperuser(
    "CREATE ROLE plain_owner LOGIN CREATEROLE CREATEDB PASSWORD 'own'",
    'CREATE DATABASE plain OWNER plain_owner',
  );
  const owner = ownerOf('plain', 'plain_owner');
  await provision(owner, passwords);
  await migrateAll(owner);
  await provision(owner, passwords);
  const url = serviceUrl(owner, 'members', passwords.members);
  const database = await openMembersDatabase(url);
  const events = await openEvents({ url, consumer: 'members' });
  const keys = identityKeys(`k:${'1f'.repeat(32)}`, '2e'.repeat(32));
  const caller = {
    client: 'centre-changji',
    audience: 'centre' as const,
    cities: ['652300' as const],
    scopes: [],
    correlation: 't',
  };
  const context = membersContext({ database, events, clock: systemClock, caller, keys });
  expect((await applyToJoin(context, application())).status).toBe('AWAITING_VERIFICATION');
  await expect(database.query('SELECT * FROM loans.loan')).rejects.toMatchObject({ code: '42501' });
  await events.stop();
  await database.destroy();
}, 30_000);

test("another owner is told that the services' roles are not its own", async () => {
  await asSuperuser(
    "CREATE ROLE other_owner LOGIN CREATEROLE PASSWORD 'own'",
    'CREATE DATABASE other OWNER other_owner',
  );
  const attempt = provision(ownerOf('other', 'other_owner'), passwords);
  await expect(attempt).rejects.toThrow(/may not manage role provident_members: it needs the admin option/);
});

test('a service role that may more than log in is refused', async () => {
  await asSuperuser('ALTER ROLE provident_loans CREATEDB');
  await expect(provision(server.url, passwords)).rejects.toThrow(/provident_loans may more than log in/);
  await asSuperuser('ALTER ROLE provident_loans NOCREATEDB');
});
