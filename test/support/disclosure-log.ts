import { appendFile } from 'node:fs/promises';
import type pg from 'pg';
import { itemLine, logFile } from '#gateway/disclosures/log-file.ts';
import { type Sealing, seal } from '#gateway/disclosures/seal.ts';
import { disclosureKeys } from '#gateway/disclosures/signing.ts';
import { storedLog } from '#gateway/disclosures/stored-log.ts';
import type { Verdict } from '#gateway/disclosures/verdict.ts';
import { verifyLog } from '#gateway/disclosures/verify.ts';
import { fixedClock } from '#kernel/clock.ts';
import { type Database, type Db, openDatabase } from '#service/database.ts';
import { freshDatabase } from './database.ts';
import { ownerOf } from './disclosures.ts';

const [signer, stranger] = disclosureKeys(`test:${'5a'.repeat(32)},stranger:${'6b'.repeat(32)}`);

/** The key that signs the log, and one that does not. */
export const testSigner = signer!;
export const strangeSigner = stranger!;
export const testSealing: Sealing = { keys: [testSigner], clock: fixedClock('2026-07-01') };

/** Writes so many rows about so many people, as the gateway would have: each request tells of three of them. */
export async function writeSynthetic(owner: pg.Client, count: number): Promise<void> {
  await owner.query(
    `WITH told AS MATERIALIZED (
       SELECT nextval('gateway.disclosure_telling_id_seq') AS id, r FROM generate_series(0, ($1::int - 1) / 3) AS r
     ), telling AS (
       INSERT INTO gateway.disclosure_telling (id, at, correlation, client, audience, officer, purpose, case_reference,
         operation_name, document_hash, contract, basis, fields)
       SELECT id, timestamptz '2026-07-01T01:59:00Z' + r * interval '3 microseconds', 'request-' || r, 'centre-changji',
         'centre', CASE WHEN r % 2 = 0 THEN 'clerk-' || r % 7 END, 'service', CASE WHEN r % 5 = 0 THEN 'case-' || r END,
         'Look', encode(sha256('document'), 'hex'), encode(sha256('contract'), 'hex'), '住房公积金管理条例',
         ARRAY['Member.application', 'Member.city', 'Member.name']
       FROM told
     )
     INSERT INTO gateway.disclosure_person (telling, subject)
     SELECT id, ('00000000-0000-4000-8000-' || lpad(to_hex(n % 1000), 12, '0'))::uuid
     FROM generate_series(1, $1::int) AS n JOIN told ON r = (n - 1) / 3 ORDER BY n`,
    [count],
  );
}

/** SQL: what was told in the request to which the row with this id belongs. */
export const tellingOf = (id: number | string): string => `(SELECT telling FROM disclosure_person WHERE id = ${id})`;

export type TestLog = {
  /** How the gateway reaches it. */
  url: string;
  /** As the gateway sees it. */
  database: Database;
  /** With every right, as whoever tampers might have. */
  owner: pg.Client;
  /** The same connection, so that what a transaction of it did and nobody else sees can be read. */
  asOwner: Db;
  seal(): Promise<number>;
  verify(handedOut?: readonly string[]): Promise<Verdict>;
  /** The checkpoints as they are now. */
  notes(): Promise<string[]>;
  close(): Promise<void>;
};

/** An empty log on a database of its own. */
export async function openTestLog(): Promise<TestLog> {
  const fresh = await freshDatabase();
  const owner = await ownerOf(fresh.ownerUrl);
  await owner.query('SET search_path = gateway');
  const database = await openDatabase({ url: fresh.url('gateway'), schema: 'gateway' });
  return {
    url: fresh.url('gateway'),
    database,
    owner,
    asOwner: {
      query: async (sql: string, values: unknown[]) => (await owner.query(sql, values)).rows,
    } as unknown as Db,
    seal: () => seal(database, testSealing),
    verify: (handedOut) => verifyLog(storedLog(database), [testSigner], handedOut),
    notes: async () => {
      const { rows } = await owner.query<{ note: string }>('SELECT note FROM disclosure_checkpoint ORDER BY number');
      return rows.map(({ note }) => note);
    },
    close: async () => {
      await database.destroy();
      await owner.end();
      await fresh.drop();
    },
  };
}

/** Writes the log to a file and verifies that instead. */
export async function verifyWritten(log: TestLog, path: string, keys = [testSigner]): Promise<Verdict> {
  for await (const item of storedLog(log.database)) await appendFile(path, itemLine(item));
  return verifyLog(logFile(path), keys);
}
