import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openTestLog,
  strangeSigner,
  type TestLog,
  testSealing,
  testSigner,
  verifyWritten,
  writeSynthetic,
} from '#test/disclosure-log.ts';
import { openCheckpoint } from './checkpoint.ts';
import { logFile } from './log-file.ts';
import { consistencyProof, type Hash, inclusionProof, isConsistent, isIncluded } from './merkle.ts';
import { seal } from './seal.ts';
import { startSealing } from './sealing.ts';
import { unsealedBefore } from './stored-log.ts';
import { storedTree } from './stored-tree.ts';
import { verifyLog } from './verify.ts';
import { splitNotes, witness } from './witness.ts';

let log: TestLog;
let folder: string;

/** SQL: what a bank was told of so many people. */
const tell = (people: number) => `
  WITH telling AS (
    INSERT INTO disclosure_telling (at, correlation, client, audience, purpose, document_hash, contract, basis, fields)
    VALUES ('2026-07-01T01:59:00Z', 'c', 'bank-a', 'bank', 'green-channel', 'd', 'k', 'b', '{a}') RETURNING id
  )
  INSERT INTO disclosure_person (telling, subject) SELECT id, gen_random_uuid() FROM telling, generate_series(1, ${people})`;

beforeEach(async () => {
  log = await openTestLog();
  folder = await mkdtemp(join(tmpdir(), 'disclosures-'));
});

afterEach(async () => {
  await log.close();
  await rm(folder, { recursive: true });
});

const later = '2026-07-01T12:00:00.000Z';

describe('sealing', () => {
  it('takes nothing when there is nothing, and every row once', async () => {
    expect(await log.seal()).toBe(0);
    await writeSynthetic(log.owner, 3);
    expect(await log.seal()).toBe(3);
    expect(await log.seal()).toBe(0);
    expect(await log.verify()).toMatchObject({ rows: 3, checkpoints: 1, findings: [] });
  });

  it('passes over no row that was written first and committed last', async () => {
    await log.owner.query('BEGIN');
    await writeSynthetic(log.owner, 5);
    await log.database.query(tell(1));
    // The other row is committed and has the greater id; it waits for what may still come before it.
    expect(await log.seal()).toBe(0);
    await log.owner.query('COMMIT');
    expect(await log.seal()).toBe(6);
    expect(await log.verify()).toMatchObject({ rows: 6, findings: [] });
    expect(await unsealedBefore(log.database, later)).toMatchObject({ rows: 0 });
  });

  it('is done by one gateway at a time, and by any of them', async () => {
    await writeSynthetic(log.owner, 4_000);
    const counts = await Promise.all([1, 2, 3, 4].map(() => log.seal()));
    await log.seal();
    expect(counts.reduce((all, one) => all + one)).toBeGreaterThan(0);
    expect(await log.verify()).toMatchObject({ rows: 4_000, checkpoints: 4, findings: [] });
  });

  it('goes on while rows are written by many, and in the end none is left', async () => {
    const writing = Array.from({ length: 8 }, async (_, lane) => {
      for (let turn = 0; turn < 10; turn += 1) {
        await log.database.transaction(async (db) => {
          await db.query(tell(3));
          await db.query('SELECT pg_sleep($1)', [((lane * 7 + turn * 3) % 5) / 100]);
        });
      }
    });
    let writingOn = true;
    const written = Promise.all(writing).finally(() => {
      writingOn = false;
    });
    while (writingOn) await log.seal();
    await written;
    await log.seal();
    expect(await log.verify()).toMatchObject({ rows: 240, findings: [] });
  });

  it('has no part for a row that was put below what is sealed, which is found instead', async () => {
    await writeSynthetic(log.owner, 10);
    await log.owner.query('DELETE FROM disclosure_person WHERE id = 5');
    await log.seal();
    await log.owner.query(`INSERT INTO disclosure_person (id, telling, subject) OVERRIDING SYSTEM VALUE
      SELECT 5, telling, subject FROM disclosure_person WHERE id = 4`);
    expect(await log.seal()).toBe(0);
    expect(await unsealedBefore(log.database, later)).toEqual({ rows: 1, first: '5' });
  });

  it('has no part for a row of which it is gone what was told, which is found instead', async () => {
    await writeSynthetic(log.owner, 9);
    await log.owner.query('DELETE FROM disclosure_telling WHERE id = 2');
    expect(await log.seal()).toBe(6);
    expect(await unsealedBefore(log.database, '2000-01-01T00:00:00Z')).toEqual({ rows: 3, first: '4' });
  });

  it('refuses to go on from a checkpoint that is not ours', async () => {
    await writeSynthetic(log.owner, 10);
    await log.seal();
    await writeSynthetic(log.owner, 1);
    await expect(seal(log.database, { ...testSealing, keys: [strangeSigner] })).rejects.toThrow('not what was signed');
    await log.owner.query(`UPDATE disclosure_checkpoint SET peaks = sha256('x') || sha256('y')`);
    await expect(log.seal()).rejects.toThrow('nothing is sealed');
  });

  it('goes on with a new key after the old one, whose checkpoints stay good', async () => {
    await writeSynthetic(log.owner, 10);
    await log.seal();
    await writeSynthetic(log.owner, 10);
    await seal(log.database, { ...testSealing, keys: [strangeSigner, testSigner] });
    const path = join(folder, 'log.ndjson');
    expect(await verifyWritten(log, path, [testSigner, strangeSigner])).toMatchObject({ checkpoints: 2, findings: [] });
    expect((await log.verify()).findings).not.toEqual([]);
  });

  it('proves of every row that it is in the log, and of every checkpoint that it only grew', async () => {
    for (const count of [3, 700, 1_400]) {
      await writeSynthetic(log.owner, count);
      await log.seal();
    }
    const root = storedTree(log.database);
    const checkpoints = (await log.notes()).map((note) => openCheckpoint(note, testSealing.keys)!);
    const last = checkpoints.at(-1)!;
    const { rows } = await log.owner.query<{ hash: Hash }>('SELECT hash FROM disclosure_leaf ORDER BY position');
    for (const position of [0, 2, 3, 255, 256, 511, 512, 1_023, 1_024, 2_047, 2_048, 2_102]) {
      const proof = await inclusionProof(root, position, last.size);
      expect(isIncluded(rows[position]!.hash, position, last, proof)).toBe(true);
    }
    for (const earlier of checkpoints) {
      expect(isConsistent(earlier, last, await consistencyProof(root, earlier.size, last.size))).toBe(true);
    }
  });

  it('says what it can be checked against to whoever has only a file', async () => {
    await writeSynthetic(log.owner, 1_200);
    await log.seal();
    const path = join(folder, 'log.ndjson');
    expect(await verifyWritten(log, path)).toMatchObject({ rows: 1_200, checkpoints: 2, findings: [] });
    const text = await readFile(path, 'utf8');
    const changed = join(folder, 'changed.ndjson');
    await writeFile(changed, text.replace('"officer":"clerk-2"', '"officer":"clerk-3"'));
    expect((await verifyLog(logFile(changed), testSealing.keys)).findings[0]).toMatchObject({
      kind: 'changed',
      from: 6,
    });
  });
});

describe('the checkpoints outside the database', () => {
  const path = () => join(folder, 'checkpoints');

  it('are every one of them, also those that another gateway made, and go on after a restart', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await writeSynthetic(log.owner, 2);
      await log.seal();
      if (turn !== 1) expect(await witness(testSealing.keys, path()).copy(log.database)).toBeGreaterThan(0);
    }
    expect(splitNotes(await readFile(path(), 'utf8'))).toEqual(await log.notes());
    expect(await witness(testSealing.keys, path()).copy(log.database)).toBe(0);
  });

  it('are not gone on with once the log contradicts them', async () => {
    for (const turn of [1, 2]) {
      await writeSynthetic(log.owner, turn);
      await log.seal();
    }
    await witness(testSealing.keys, path()).copy(log.database);
    await log.owner.query(`DELETE FROM disclosure_checkpoint WHERE number = 2`);
    await expect(witness(testSealing.keys, path()).copy(log.database)).rejects.toThrow('is gone from the log');
  });
});

it('is done in the background, and ended in order', async () => {
  await writeSynthetic(log.owner, 2);
  const sealing = startSealing(log.database, { ...testSealing, everyMs: 10, witnessFile: join(folder, 'checkpoints') });
  await expect.poll(log.notes, { timeout: 25_000 }).toHaveLength(1);
  await sealing.stop();
  await writeSynthetic(log.owner, 2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await log.notes()).toHaveLength(1);
});
