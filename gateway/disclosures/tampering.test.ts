import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openTestLog,
  strangeSigner,
  type TestLog,
  tellingOf,
  testSealing,
  writeSynthetic,
} from '#test/disclosure-log.ts';
import { checkpointNote, openCheckpoint } from './checkpoint.ts';
import { type Entry, entryColumns, entryHash } from './entry.ts';
import { addLeaf, emptyTree, peakBytes, rootOf } from './merkle.ts';
import { storedLog } from './stored-log.ts';
import type { Finding } from './verdict.ts';
import { verifyLog } from './verify.ts';

// Whoever has the owner's rights can change any row; nobody can without its being found. Two checkpoints of 1,000 rows
// and one of 300; whatever a case does is taken back before the next.

let log: TestLog;
let handedOut: string[];

beforeAll(async () => {
  log = await openTestLog();
  await writeSynthetic(log.owner, 2_300);
  expect(await log.seal()).toBe(2_300);
  handedOut = await log.notes();
});

afterAll(() => log.close());

const run = (sql: string) => log.owner.query(sql);

/** Seals the rows from a position on anew, as whoever has no key of ours must: with all hashes right, signed by a stranger. */
async function sealAnew(from: number, signed: boolean): Promise<void> {
  const { rows } = await log.owner.query<Entry & { position: number }>(
    `SELECT l.position::float8 AS position, ${entryColumns} FROM disclosure_leaf l JOIN disclosed d ON d.id = l.disclosure
     ORDER BY l.position`,
  );
  const tree = emptyTree();
  for (const { position, ...entry } of rows) {
    const hash = entryHash(position, entry);
    addLeaf(tree, hash);
    if (position >= from)
      await log.owner.query('UPDATE disclosure_leaf SET hash = $2 WHERE position = $1', [position, hash]);
  }
  if (!signed) return;
  const last = openCheckpoint(handedOut.at(-1)!, testSealing.keys)!;
  const note = checkpointNote({ ...last, size: tree.size, root: rootOf(tree) }, strangeSigner);
  await log.owner.query('UPDATE disclosure_checkpoint SET note = $1, size = $2, peaks = $3 WHERE number = 3', [
    note,
    tree.size,
    peakBytes(tree),
  ]);
}

const swap = (one: number, other: number, column: string) =>
  `UPDATE disclosure_leaf l SET ${column} = o.${column} FROM disclosure_leaf o
   WHERE (l.position, o.position) IN ((${one}, ${other}), (${other}, ${one}))`;
const idAt = (position: number) => `(SELECT disclosure FROM disclosure_leaf WHERE position = ${position})`;
const free = `ALTER TABLE disclosure_leaf DROP CONSTRAINT disclosure_leaf_position_check, DROP CONSTRAINT disclosure_leaf_pkey,
  DROP CONSTRAINT disclosure_leaf_disclosure_key;`;

const at = (position: number): Finding => expect.objectContaining({ kind: 'changed', from: position, to: position });
const missing = (from: number, to = from): Finding => expect.objectContaining({ kind: 'missing', from, to });
const rewritten = (from: number, to: number): Finding => expect.objectContaining({ kind: 'rewritten', from, to });
const ofKind = (kind: Finding['kind']): Finding => expect.objectContaining({ kind });

/** What is done, how, and all that is found. */
const tamperings: [string, () => Promise<unknown>, Finding[]][] = [
  ...Object.entries({
    at: `at + interval '1 microsecond'`,
    correlation: `'other'`,
    client: `'bank-a'`,
    audience: `'member'`,
    officer: 'NULL',
    purpose: `'audit'`,
    case_reference: `'case'`,
    operation_name: `''`,
    document_hash: `'00'`,
    contract: `'00'`,
    basis: `'consent'`,
    fields: `fields[2:]`,
  }).map(([column, value]): [string, () => Promise<unknown>, Finding[]] => [
    `another ${column}, with all who were told of in one request`,
    () => run(`UPDATE disclosure_telling SET ${column} = ${value} WHERE id = ${tellingOf(idAt(1_501))}`),
    [at(1_500), at(1_501), at(1_502)],
  ]),
  ...Object.entries({
    subject: `'00000000-0000-4000-8000-ffffffffffff'`,
    telling: tellingOf(idAt(1_503)),
  }).map(([column, value]): [string, () => Promise<unknown>, Finding[]] => [
    `another ${column}`,
    () => run(`UPDATE disclosure_person SET ${column} = ${value} WHERE id = ${idAt(1_501)}`),
    [at(1_501)],
  ]),
  [
    'what one request told deleted',
    () => run(`DELETE FROM disclosure_telling WHERE id = ${tellingOf(idAt(1_501))}`),
    [missing(1_500), missing(1_501), missing(1_502)],
  ],
  [
    'fields in a list of lists',
    () =>
      run(
        `ALTER TABLE disclosure_telling DROP CONSTRAINT disclosure_telling_fields_check;
         UPDATE disclosure_telling SET fields = ARRAY[fields] WHERE id = ${tellingOf(idAt(7))}`,
      ),
    [at(6), at(7), at(8)],
  ],
  [
    'a row changed with its seal',
    () =>
      run(`UPDATE disclosure_telling SET officer = 'nobody' WHERE id = ${tellingOf(idAt(1_499))}`).then(() =>
        sealAnew(1_000, false),
      ),
    [rewritten(1_000, 1_999)],
  ],
  ['a seal changed', () => run(`UPDATE disclosure_leaf SET hash = sha256('x') WHERE position = 12`), [at(12)]],
  ['a row deleted', () => run(`DELETE FROM disclosure_person WHERE id = ${idAt(1_000)}`), [missing(1_000)]],
  [
    'rows deleted with their seals',
    () =>
      run(`DELETE FROM disclosure_person WHERE id IN (SELECT disclosure FROM disclosure_leaf WHERE position BETWEEN 40 AND 49);
     DELETE FROM disclosure_leaf WHERE position BETWEEN 40 AND 49`),
    [missing(40, 49)],
  ],
  [
    'the last row deleted with its seal',
    () =>
      run(`DELETE FROM disclosure_person WHERE id = ${idAt(2_299)}; DELETE FROM disclosure_leaf WHERE position = 2299`),
    [expect.objectContaining({ kind: 'cut off', from: 2_299, to: 2_299 })],
  ],
  ['two rows that changed places', () => run(free + swap(3, 1_700, 'disclosure')), [at(3), at(1_700)]],
  [
    'two rows that changed places with their seals',
    () => run(`${free}${swap(3, 4, 'disclosure')};${swap(3, 4, 'hash')}`),
    [at(3), at(4), rewritten(0, 999)],
  ],
  [
    'two rows that changed places, sealed anew',
    () => run(free + swap(3, 4, 'disclosure')).then(() => sealAnew(0, false)),
    [rewritten(0, 999)],
  ],
  [
    'a row that stands for another one as well',
    () => run(`${free}UPDATE disclosure_leaf SET disclosure = ${idAt(5)} WHERE position = 6`),
    [at(6)],
  ],
  [
    'a row that was slipped in and all after it moved on',
    () =>
      run(`${free}UPDATE disclosure_leaf SET position = position + 1 WHERE position >= 2200;
     INSERT INTO disclosure_leaf SELECT 2200, disclosure, hash FROM disclosure_leaf WHERE position = 1`).then(() =>
        sealAnew(2_200, true),
      ),
    [ofKind('checkpoint'), ofKind('checkpoint'), ofKind('cut off')],
  ],
  [
    'the log cut off at a checkpoint',
    () =>
      run(`DELETE FROM disclosure_checkpoint WHERE number = 3; DELETE FROM disclosure_person WHERE id IN (SELECT disclosure FROM disclosure_leaf WHERE position >= 2000);
     DELETE FROM disclosure_leaf WHERE position >= 2000`),
    [expect.objectContaining({ kind: 'cut off', from: 2_000, to: 2_299 })],
  ],
  [
    'the checkpoints gone from the end',
    () => run(`DELETE FROM disclosure_checkpoint WHERE number = 3`),
    [ofKind('checkpoint'), ofKind('cut off')],
  ],
  [
    'a checkpoint gone from the middle',
    () => run(`DELETE FROM disclosure_checkpoint WHERE number = 2`),
    [ofKind('checkpoint')],
  ],
  [
    'the first checkpoints gone with their rows',
    () => run(`DELETE FROM disclosure_checkpoint WHERE number < 3; DELETE FROM disclosure_leaf WHERE position < 2000`),
    [missing(0, 1_999), ofKind('checkpoint')],
  ],
  [
    'everything gone',
    () =>
      run(
        'DELETE FROM disclosure_checkpoint; DELETE FROM disclosure_leaf; DELETE FROM disclosure_person; DELETE FROM disclosure_telling',
      ),
    [expect.objectContaining({ kind: 'cut off', from: 0, to: 2_299 })],
  ],
  [
    'a checkpoint signed by a stranger',
    () => sealAnew(2_000, true),
    [ofKind('checkpoint'), ofKind('checkpoint'), ofKind('cut off')],
  ],
  [
    'a checkpoint that says another time',
    () => run(`UPDATE disclosure_checkpoint SET note = replace(note, 'at 2026', 'at 2025') WHERE number = 1`),
    [ofKind('checkpoint'), ofKind('checkpoint')],
  ],
];

describe('verification of the log of disclosures (AG-06)', () => {
  it('finds nothing wrong with what was not touched', async () => {
    const verdict = await log.verify(handedOut);
    expect(verdict).toMatchObject({ rows: 2_300, checkpoints: 3, findings: [] });
    expect(verdict.head).toMatchObject({ number: 3, size: 2_300 });
  });

  it.each(tamperings)('finds %s', async (_, tamper, findings) => {
    await run('BEGIN');
    try {
      await tamper();
      // The same transaction, since nobody else sees what it did.
      const verdict = await verifyLog(storedLog(log.asOwner), testSealing.keys, handedOut);
      expect(verdict.findings).toEqual(findings);
      for (const { words } of verdict.findings) expect(words).toMatch(/^[a-z].{10,}/);
    } finally {
      await run('ROLLBACK');
    }
  });
});
