import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '#service/database.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { revocations } from './revocations.ts';

let at: TestDatabase;
let database: Database;
let owner: pg.Client;

beforeAll(async () => {
  at = await freshDatabase();
  database = await openDatabase({ url: at.url('gateway'), schema: 'gateway' });
  owner = new pg.Client({ connectionString: at.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.destroy();
  await at.drop();
});

const seconds = () => Math.floor(performance.timeOrigin / 1000 + performance.now() / 1000);
const token = (client: string, id?: string) => ({ client, id, issuedAtSeconds: seconds() - 10 });
const revoke = (client: string, id: string | null = null) =>
  owner.query('INSERT INTO gateway.revocation (client, token) VALUES ($1, $2)', [client, id]);

it('revokes all tokens of a client that were issued until then, or one of them, within five seconds', async () => {
  const of = revocations(database);
  expect(await of.revoked(token('bank-a', 'x'))).toBe(false);
  await revoke('bank-a');
  await revoke('bank-b', 'y');
  const began = performance.now();
  await expect.poll(() => of.revoked(token('bank-a', 'x')), { timeout: 5_000, interval: 50 }).toBe(true);
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(await of.revoked(token('bank-b', 'x'))).toBe(false);
  expect(await of.revoked(token('bank-b', 'y'))).toBe(true);
  expect(await of.revoked({ ...token('bank-a'), issuedAtSeconds: seconds() + 10 })).toBe(false);
});

it('is on time also where nobody asked for a while', async () => {
  const of = revocations(database);
  await of.revoked(token('bank-c'));
  await revoke('bank-c');
  // As if the clock that never runs backwards had gone on by five seconds without a request.
  const later = performance.now() + 5_000;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => later);
  expect(await of.revoked(token('bank-c'))).toBe(true);
  clock.mockRestore();
});

it('is not passed over when the list cannot be read', async () => {
  const away = await openDatabase({ url: at.url('gateway'), schema: 'gateway' });
  await away.destroy();
  await expect(revocations(away).revoked(token('bank-a'))).rejects.toMatchObject({
    extensions: { code: 'UNAVAILABLE', http: { status: 503 } },
  });
});

it('is written by nobody but the operator', async () => {
  await expect(database.query("INSERT INTO revocation (client) VALUES ('bank-a')")).rejects.toThrow(
    /permission denied/,
  );
  await expect(database.query('DELETE FROM revocation')).rejects.toThrow(/permission denied/);
});
