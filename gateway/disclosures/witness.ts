import { appendFile, readFile } from 'node:fs/promises';
import { type Database, rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import { openCheckpoint, textDigest } from './checkpoint.ts';
import type { Verifier } from './signing.ts';

/**
 * The checkpoints outside the database: in a file that somebody else keeps, and in the process log. A log that was cut
 * off or written anew with all its signatures no longer fits what was handed out.
 */
export type Witness = { copy(database: Database): Promise<number> };

const between = '\n\f\n';

const joinNotes = (notes: readonly string[]): string => notes.map((note) => note + between).join('');
/** The checkpoints in the text of such a file. */
export const splitNotes = (text: string): string[] => text.split(between).filter((note) => note !== '');

type Known = { number: number; digest: string | undefined };
type Kept = { number: number; note: string };

const laterSql = `
  SELECT number::float8 AS number, note FROM disclosure_checkpoint WHERE number >= $1 ORDER BY number LIMIT 1000`;

async function knownIn(path: string, keys: readonly Verifier[]): Promise<Known> {
  const text = await readFile(path, 'utf8').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const last = splitNotes(text).at(-1);
  const checkpoint = last === undefined ? undefined : openCheckpoint(last, keys);
  if (last !== undefined && !checkpoint) throw new Error('The last checkpoint handed out is not of these keys');
  return { number: checkpoint?.number ?? 0, digest: checkpoint && textDigest(checkpoint.text) };
}

/** Checks that the notes follow what is known, one by one; tells the last. */
function followed(known: Known, notes: readonly Kept[], keys: readonly Verifier[]): Known {
  return notes.reduce((before, { note }): Known => {
    const checkpoint = openCheckpoint(note, keys);
    const fits =
      checkpoint?.number === before.number + 1 &&
      (before.digest === undefined || checkpoint.previous === before.digest);
    if (!checkpoint || !fits) throw new Error(`Checkpoint ${before.number + 1} does not follow what was handed out`);
    return { number: checkpoint.number, digest: textDigest(checkpoint.text) };
  }, known);
}

/** Hands checkpoints out as they come: appended to the file if one is given, and logged. */
export function witness(keys: readonly Verifier[], path: string | undefined): Witness {
  let known: Known | undefined;
  return {
    /** Copies what is new; refuses, and copies nothing more, once the log contradicts what was handed out. */
    async copy(database) {
      known ??= path === undefined ? { number: 0, digest: undefined } : await knownIn(path, keys);
      let copied = 0;
      for (;;) {
        const found = await rows<Kept>(database, laterSql, [Math.max(known.number, 1)]);
        const [first] = found;
        if (known.number > 0 && first?.number !== known.number) {
          throw new Error(`Checkpoint ${known.number}, which was handed out, is gone from the log`);
        }
        const again = known.number > 0 ? openCheckpoint(first!.note, keys) : undefined;
        if (known.number > 0 && (!again || textDigest(again.text) !== known.digest)) {
          throw new Error(`Checkpoint ${known.number} is not the one that was handed out`);
        }
        const fresh = found.slice(known.number > 0 ? 1 : 0);
        if (fresh.length === 0) return copied;
        const last = followed(known, fresh, keys);
        if (path !== undefined) await appendFile(path, joinNotes(fresh.map(({ note }) => note)), { flush: true });
        for (const { note } of fresh.slice(-1)) log.info({ checkpoint: note }, 'disclosures sealed');
        known = last;
        copied += fresh.length;
      }
    },
  };
}
