import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, monotonicMs } from '#kernel/clock.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import { beforeTheFirst, checkpointNote, openCheckpoint, textDigest } from './checkpoint.ts';
import { type Entry, entryColumns, entryHash } from './entry.ts';
import { addLeaf, emptyTree, type Hash, keptTree, peakBytes, rootOf, type Tree } from './merkle.ts';
import type { Signer } from './signing.ts';

export type Sealing = { keys: readonly Signer[]; clock: Clock };

/** Rows that one checkpoint seals at most: where rows were rewritten with their hashes, they are named no finer. */
const batch = 1_000;
/** Only the roots of these levels are kept; a proof reckons those between from 256 of them. */
export const levelsKept = 8;

type Head = { tree: Tree; number: number; text: string | undefined; lastId: string };

const headSql = `
  SELECT size::float8 AS size, note, peaks, last_id::text AS "lastId"
  FROM disclosure_checkpoint ORDER BY number DESC LIMIT 1`;

type HeadRow = { size: number; note: string; peaks: Buffer; lastId: string };

/** Where the log ends; it is not gone on with unless one of our keys signed for it. */
async function headOf(db: Db, keys: readonly Signer[]): Promise<Head> {
  const [found] = await rows<HeadRow>(db, headSql);
  if (!found) return { tree: emptyTree(), number: 0, text: undefined, lastId: '0' };
  const { size, note, peaks, lastId } = found;
  const checkpoint = openCheckpoint(note, keys);
  const tree = keptTree(size, peaks);
  if (!checkpoint || checkpoint.size !== size || !tree || !rootOf(tree).equals(checkpoint.root)) {
    throw new Error('The last checkpoint of the log of disclosures is not what was signed; nothing is sealed after it');
  }
  return { tree, number: checkpoint.number, text: checkpoint.text, lastId };
}

type Barrier = { id: string | null; writers: string[] };

// Ids are given out in order and committed in any order. Whoever has drawn one up to the greatest that is visible holds
// the lock of a writer until it ends; when all who hold it now have ended, no row below can appear any more. No other
// transaction of the database, however long, has a part in it.
const writersSql = `
  SELECT virtualtransaction FROM pg_locks
  WHERE locktype = 'relation' AND relation = 'disclosure_person'::regclass AND mode = 'RowExclusiveLock' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
const barrierSql = `SELECT (SELECT max(id) FROM disclosure_person)::text AS id, ARRAY(${writersSql}) AS writers`;
const stillSql = `SELECT count(*)::int AS still FROM (${writersSql}) AS writer WHERE virtualtransaction = ANY($1)`;
const lookAgainMs = 10;
const patienceMs = 2_000;

/** The id up to which the record is complete for good; null while there is none, or somebody is long in writing. */
async function completeTo(database: Database): Promise<string | null> {
  const [barrier] = await rows<Barrier>(database, barrierSql);
  for (const until = monotonicMs() + patienceMs; monotonicMs() < until; await sleep(lookAgainMs)) {
    const [left] = await rows<{ still: number }>(database, stillSql, [barrier!.writers]);
    if (left!.still === 0) return barrier!.id;
  }
  return null;
}

const nextSql = `
  SELECT ${entryColumns} FROM disclosed d WHERE d.id > $1 AND d.id <= $2 ORDER BY d.id LIMIT ${batch}`;

const leafSql = `
  INSERT INTO disclosure_leaf (position, disclosure, hash)
  SELECT $1::bigint + n - 1, id, hash FROM unnest($2::bigint[], $3::bytea[]) WITH ORDINALITY AS leaf (id, hash, n)`;
const nodeSql = `
  INSERT INTO disclosure_node (level, place, hash) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])`;
const checkpointSql = `
  INSERT INTO disclosure_checkpoint (number, size, note, peaks, last_id) VALUES ($1, $2, $3, $4, $5)`;

type Node = { level: number; place: number; root: Hash };

async function append(db: Db, { keys, clock }: Sealing, head: Head, found: readonly Entry[]) {
  const { tree, number, text } = head;
  const begin = tree.size;
  const nodes: Node[] = [];
  const hashes = found.map((entry, at) => {
    const hash = entryHash(begin + at, entry);
    addLeaf(tree, hash, (level, place, root) => {
      if (level % levelsKept === 0) nodes.push({ level, place, root });
    });
    return hash;
  });
  await db.query(leafSql, [begin, found.map(({ id }) => id), hashes]);
  if (nodes.length > 0) {
    const columns = [nodes.map(({ level }) => level), nodes.map(({ place }) => place), nodes.map(({ root }) => root)];
    await db.query(nodeSql, columns);
  }
  const previous = text === undefined ? beforeTheFirst : textDigest(text);
  const checkpoint = { size: tree.size, root: rootOf(tree), number: number + 1, previous, at: clock.now() };
  const note = checkpointNote(checkpoint, keys[0]!);
  await db.query(checkpointSql, [number + 1, tree.size, note, peakBytes(tree), found.at(-1)!.id]);
}

const lockSql = `SELECT pg_try_advisory_xact_lock(hashtext('disclosure log')) AS taken`;

/** Seals the next rows in one transaction, unless another gateway is at it; tells how many rows that were. */
async function sealBatch(database: Database, sealing: Sealing, to: string): Promise<number> {
  return database.transaction(async (db) => {
    const [lock] = await rows<{ taken: boolean }>(db, lockSql);
    if (!lock?.taken) return 0;
    const head = await headOf(db, sealing.keys);
    const found = await rows<Entry>(db, nextSql, [head.lastId, to]);
    if (found.length > 0) await append(db, sealing, head, found);
    return found.length;
  });
}

/** Seals every row that is complete, in the order of their ids, a thousand to a checkpoint; tells how many. */
export async function seal(database: Database, sealing: Sealing): Promise<number> {
  const to = await completeTo(database);
  if (to === null) return 0;
  for (let sealed = 0; ; ) {
    const count = await sealBatch(database, sealing, to);
    sealed += count;
    if (count < batch) return sealed;
  }
}
