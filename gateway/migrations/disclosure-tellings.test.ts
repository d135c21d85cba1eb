import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, rows } from '#service/database.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { ownerOf } from '#test/disclosures.ts';
import { migrations } from '../database.ts';
import { type Entry, entryColumns } from '../disclosures/entry.ts';
import { gateway0008 } from './0008-disclosure-tellings.ts';

// A record that was written as one wide table: what was sealed of it must be the same, to the byte, in two.

let database: TestDatabase;
let owner: pg.Client;
const open: Database[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  owner = await ownerOf(database.ownerUrl);
  await owner.query('CREATE SCHEMA older; SET search_path = older');
});

afterAll(async () => {
  for (const one of open) await one.destroy();
  await owner.end();
  await database.drop();
});

async function migratedTo(last: number): Promise<Database> {
  const known = migrations.slice(0, last);
  const migrated = await openDatabase({ url: database.ownerUrl, schema: 'older', migrations: known });
  open.push(migrated);
  await migrated.runMigrations();
  return migrated;
}

const entries = (of: Database, from: string) => rows<Entry>(of, `SELECT ${entryColumns} FROM ${from} d ORDER BY d.id`);

const more = `INSERT INTO disclosure (at, correlation, client, audience, purpose, subject, fields, document_hash, basis, contract)
  VALUES (now(), 'last', 'bank-a', 'bank', 'green-channel', gen_random_uuid(), '{a}', 'd', 'b', 'k')`;

describe('the record of disclosures in two tables (AG-06)', () => {
  it('says what it said in one, and goes on where that ended', async () => {
    const at = migrations.indexOf(gateway0008);
    const before = await migratedTo(at);
    await owner.query(`
      INSERT INTO disclosure (at, correlation, client, audience, officer, purpose, case_reference, subject, fields,
                              operation_name, document_hash, basis, contract)
      SELECT timestamptz '2026-07-01T01:59:00.000001Z' + n * interval '1 day', 'request-' || n / 2, 'bank-a', 'bank',
        CASE WHEN n > 2 THEN 'clerk' END, 'green-channel', CASE WHEN n < 2 THEN 'case' END,
        ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, ARRAY['GreenChannel.tier', 'Member.' || n],
        CASE WHEN n = 3 THEN '' WHEN n = 4 THEN 'Ask' END, 'document', 'basis', 'contract'
      FROM generate_series(1, 5) AS n`);
    await owner.query('DELETE FROM disclosure WHERE id = 2');
    const old = await entries(before, 'disclosure');
    expect(old.map(({ id }) => id)).toEqual(['1', '3', '4', '5']);
    // Somebody is still writing while it is begun.
    await owner.query(`BEGIN; ${more}`);
    const migrating = migratedTo(at + 1);
    const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE relation = 'disclosure'::regclass AND NOT granted`;
    await expect.poll(async () => (await owner.query(waiting)).rows[0].n, { timeout: 20_000 }).toBe(1);
    await owner.query('COMMIT');
    const moved = await entries(await migrating, 'disclosed');
    expect(moved.slice(0, -1)).toEqual(old);
    expect(moved.at(-1)).toMatchObject({ id: '6', correlation: 'last' });
    const next = `
      WITH telling AS (
        INSERT INTO disclosure_telling (at, correlation, client, audience, purpose, document_hash, contract, basis, fields)
        VALUES (now(), 'c', 'bank-a', 'bank', 'green-channel', 'd', 'k', 'b', '{a}') RETURNING id
      )
      INSERT INTO disclosure_person (telling, subject) SELECT id, gen_random_uuid() FROM telling RETURNING id, telling`;
    expect((await owner.query(next)).rows).toEqual([{ id: 7n, telling: 7n }]);
  });

  it('begins at one where there was none', async () => {
    const empty = (await owner.query('SELECT last_value, is_called FROM gateway.disclosure_person_id_seq')).rows;
    expect(empty).toEqual([{ last_value: 1n, is_called: false }]);
  });
});
