import { timingSafeEqual } from 'node:crypto';
import { type Database, rows } from '#service/database.ts';
import type { IdentityKeys } from '../context.ts';
import { fingerprintsOf, openIdentity } from './member-sealed.ts';

/**
 * Refuses to start with keys under which somebody could not be found, and so could join a second time, or with which the
 * tax bureaux would not know their references again.
 */
export async function refuseUnfitKeys(database: Database, keys: IdentityKeys): Promise<void> {
  await refuseMissingIndexKeys(database, keys.index.keys);
  await refuseWrongIndexKeys(database, keys);
  await refuseOtherReferences(database, keys);
}

const missingSql = `
  SELECT
    (SELECT count(*)::int FROM member m WHERE m.merged_into IS NULL AND NOT EXISTS (
      SELECT FROM person_index i WHERE i.member_id = m.id AND i.key = ANY($1) AND i.correction_id IS NULL)) AS members,
    (SELECT count(DISTINCT x.application_id)::int FROM spouse_index x JOIN application a ON a.id = x.application_id
     WHERE a.live AND NOT EXISTS (
      SELECT FROM spouse_index y WHERE y.application_id = x.application_id AND y.key = ANY($1))) AS spouses`;

async function refuseMissingIndexKeys(database: Database, known: readonly string[]): Promise<void> {
  const [missing] = await rows<{ members: number; spouses: number }>(database, missingSql, [known]);
  const { members, spouses } = missing!;
  if (members + spouses === 0) return;
  throw new Error(
    `IDENTITY_INDEX_KEY: ${members} members and ${spouses} declared spouses can be found only by a key that is not given; keep it until rotate-keys has nothing to do`,
  );
}

const oneOfEachSql = `
  SELECT one.* FROM unnest($1::text[]) AS given (key) CROSS JOIN LATERAL (
    SELECT i.key, i.fingerprint, m.id, m.identity_sealed FROM person_index i JOIN member m ON m.id = i.member_id
    WHERE i.key = given.key AND i.correction_id IS NULL LIMIT 1) AS one`;

async function refuseWrongIndexKeys(database: Database, keys: IdentityKeys): Promise<void> {
  const found = await rows<{ key: string; fingerprint: Buffer; id: string; identity_sealed: Buffer }>(
    database,
    oneOfEachSql,
    [keys.index.keys],
  );
  for (const { key, fingerprint, ...member } of found) {
    const own = fingerprintsOf(keys, openIdentity(keys, member))[keys.index.keys.indexOf(key)]!;
    if (!own.equals(fingerprint))
      throw new Error(`IDENTITY_INDEX_KEY: key ${key} is not the one that was given before`);
  }
}

// AG-01: what a bureau was told once is what it asks by for good, whichever key the index has by then.
async function refuseOtherReferences(database: Database, { taxReference }: IdentityKeys): Promise<void> {
  const own = Buffer.from(taxReference('652300', 'key check'), 'hex');
  const keepSql = 'INSERT INTO key_check (name, fingerprint) VALUES ($1, $2) ON CONFLICT DO NOTHING';
  const name = 'REFERENCE_KEY';
  await database.query(keepSql, [name, own]);
  const [kept] = await rows<{ fingerprint: Buffer; used: boolean }>(
    database,
    'SELECT fingerprint, EXISTS (SELECT FROM member) AS used FROM key_check WHERE name = $1',
    [name],
  );
  if (timingSafeEqual(kept!.fingerprint, own)) return;
  if (kept!.used) {
    throw new Error(
      `${name}: the bureaux know their persons by another key; set it to the hex of the first key that IDENTITY_INDEX_KEY had`,
    );
  }
  await database.query('UPDATE key_check SET fingerprint = $2 WHERE name = $1', [name, own]);
}
