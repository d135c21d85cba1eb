import { type Database, type Db, rows } from '#service/database.ts';
import { type Entry, entryColumns } from './entry.ts';
import type { Hash } from './merkle.ts';
import type { Item } from './verify.ts';

type Row = { position: number; hash: Hash } & Entry;
type Checkpoint = { number: number; size: number; note: string; peaks: Buffer };

const page = 2_000;

const rowsSql = `
  SELECT l.position::float8 AS position, l.hash, ${entryColumns}
  FROM disclosure_leaf l LEFT JOIN disclosed d ON d.id = l.disclosure
  WHERE l.position > $1 ORDER BY l.position LIMIT ${page}`;
const checkpointsSql = `
  SELECT number::float8 AS number, size::float8 AS size, note, peaks FROM disclosure_checkpoint
  WHERE number > $1 ORDER BY number LIMIT ${page}`;

async function* allCheckpoints(database: Database | Db): AsyncGenerator<Checkpoint> {
  for (let after = 0; ; ) {
    const found = await rows<Checkpoint>(database, checkpointsSql, [after]);
    yield* found;
    if (found.length < page) return;
    after = found.at(-1)!.number;
  }
}

async function* allRows(database: Database | Db): AsyncGenerator<Extract<Item, { position: number }>> {
  for (let after = -1; ; ) {
    const found = await rows<Row>(database, rowsSql, [after]);
    for (const { position, hash, ...entry } of found) {
      yield { position, leaf: hash, entry: (entry.id as string | null) === null ? null : entry };
    }
    if (found.length < page) return;
    after = found.at(-1)!.position;
  }
}

const itemOf = ({ note, peaks }: Checkpoint): Item => ({ note, peaks });

/** The log as it is in a database: its rows by position, each checkpoint after the last row of its size. */
export async function* storedLog(database: Database | Db): AsyncGenerator<Item> {
  const checkpoints = allCheckpoints(database);
  let { value: due, done } = await checkpoints.next();
  for await (const row of allRows(database)) {
    while (!done && row.position >= (due as Checkpoint).size) {
      yield itemOf(due as Checkpoint);
      ({ value: due, done } = await checkpoints.next());
    }
    yield row;
  }
  for (; !done; { value: due, done } = await checkpoints.next()) yield itemOf(due as Checkpoint);
}

type Unsealed = { rows: number; first: string };

// Sealing is a matter of seconds; what is older than the last seal by minutes was kept, or put, outside of it.
const unsealedSql = `
  SELECT count(*)::int AS rows, min(p.id)::text AS first
  FROM disclosure_person p
    LEFT JOIN disclosure_telling t ON t.id = p.telling
    LEFT JOIN disclosure_leaf l ON l.disclosure = p.id
  WHERE l.disclosure IS NULL AND (t.id IS NULL OR t.at < $1::timestamptz - interval '10 minutes')`;

/** Rows that no seal is over although later ones were sealed long ago, or because what was told is gone. */
export async function unsealedBefore(database: Database | Db, at: string): Promise<Unsealed> {
  const [found] = await rows<Unsealed>(database, unsealedSql, [at]);
  return found!;
}
