import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCheckpoint } from '#gateway/disclosures/checkpoint.ts';
import { consistencyProof, type Hash, inclusionProof, isConsistent, isIncluded } from '#gateway/disclosures/merkle.ts';
import { storedTree } from '#gateway/disclosures/stored-tree.ts';
import { monotonicMs } from '#kernel/clock.ts';
import { openTestLog, type TestLog, tellingOf, testSealing, writeSynthetic } from '#test/disclosure-log.ts';
import { proofSize, report } from './proof-size.ts';

// A year of disclosures of a city: sealed, verified, and each of a few changes in the middle of it found.

const size = proofSize({ small: { rows: 5_000, proofs: 20 }, full: { rows: 1_000_000, proofs: 200 } });

let log: TestLog;

beforeAll(async () => {
  log = await openTestLog();
  await writeSynthetic(log.owner, size.rows);
}, 300_000);

afterAll(() => log.close());

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; perSecond: number }> {
  const began = monotonicMs();
  const result = await work();
  return { result, perSecond: Math.round((size.rows / (monotonicMs() - began)) * 1000) };
}

it(`AG-06 seals every row and verifies the whole log`, { timeout: 900_000 }, async () => {
  const sealing = await timed(log.seal);
  expect(sealing.result).toBe(size.rows);
  const verifying = await timed(() => log.verify());
  expect(verifying.result).toMatchObject({ rows: size.rows, checkpoints: Math.ceil(size.rows / 1_000), findings: [] });
  report('sealed and verified', {
    rows: size.rows,
    'sealed/s': sealing.perSecond,
    'verified/s': verifying.perSecond,
  });
});

it('AG-06 proves of rows all over the log that they are in it, and that it only grew', {
  timeout: 300_000,
}, async () => {
  const checkpoints = (await log.notes()).map((note) => openCheckpoint(note, testSealing.keys)!);
  const last = checkpoints.at(-1)!;
  const root = storedTree(log.database);
  const began = monotonicMs();
  for (let turn = 0; turn < size.proofs; turn += 1) {
    const position = (turn * 7_919) % size.rows;
    const sql = 'SELECT hash FROM disclosure_leaf WHERE position = $1';
    const [leaf] = (await log.owner.query<{ hash: Hash }>(sql, [position])).rows;
    expect(isIncluded(leaf!.hash, position, last, await inclusionProof(root, position, last.size))).toBe(true);
    const earlier = checkpoints[(turn * 31) % checkpoints.length]!;
    expect(isConsistent(earlier, last, await consistencyProof(root, earlier.size, last.size))).toBe(true);
  }
  report('proofs', { pairs: size.proofs, 'ms each': Math.round((monotonicMs() - began) / size.proofs) });
});

it('AG-06 finds what one request told changed, one row gone and two exchanged among all, and no others', {
  timeout: 900_000,
}, async () => {
  // The first of three who were told of in one request, and what it told changes for all of them.
  const middle = Math.floor(size.rows / 6) * 3;
  const of = (position: number) => `(SELECT disclosure FROM disclosure_leaf WHERE position = ${position})`;
  await log.owner.query(`UPDATE disclosure_telling SET fields = fields[:2] WHERE id = ${tellingOf(of(middle))}`);
  await log.owner.query(`DELETE FROM disclosure_person WHERE id = ${of(17)}`);
  await log.owner.query(`ALTER TABLE disclosure_leaf DROP CONSTRAINT disclosure_leaf_disclosure_key;
    UPDATE disclosure_leaf l SET disclosure = o.disclosure FROM disclosure_leaf o
    WHERE (l.position, o.position) IN ((${middle + 3}, ${size.rows - 1}), (${size.rows - 1}, ${middle + 3}))`);
  const { findings } = await log.verify();
  expect(findings.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ['missing', 17, 17],
    ['changed', middle, middle],
    ['changed', middle + 1, middle + 1],
    ['changed', middle + 2, middle + 2],
    ['changed', middle + 3, middle + 3],
    ['changed', size.rows - 1, size.rows - 1],
  ]);
});
