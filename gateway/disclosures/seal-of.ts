import { type Database, rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import { openCheckpoint } from './checkpoint.ts';
import { type Hash, inclusionProof, isIncluded, type RangeRoot } from './merkle.ts';
import type { Verifier } from './signing.ts';

/** By what a row can be shown to be in the log: hashes in hex. */
export type Seal = { position: number; leafHash: string; inclusionProof: string[]; checkpoint: string };

const leafSql = `
  SELECT l.position::float8 AS position, l.hash, c.note
  FROM disclosure_leaf l CROSS JOIN LATERAL (SELECT note FROM disclosure_checkpoint ORDER BY number DESC LIMIT 1) AS c
  WHERE l.disclosure = $1`;

export type OfLog = { database: Database; root: RangeRoot; keys: readonly Verifier[] };

/** The seal of a row; undefined while it has none, and if what is kept of the log does not bear it out. */
export async function sealOf({ database, root, keys }: OfLog, id: string): Promise<Seal | undefined> {
  const [leaf] = await rows<{ position: number; hash: Hash; note: string }>(database, leafSql, [id]);
  const checkpoint = leaf && openCheckpoint(leaf.note, keys);
  if (!leaf || !checkpoint) return undefined;
  const proof = await inclusionProof(root, leaf.position, checkpoint.size);
  if (!isIncluded(leaf.hash, leaf.position, checkpoint, proof)) {
    log.error({ disclosure: id }, 'a row of the record cannot be shown to be in the log');
    return undefined;
  }
  const inHex = (hash: Hash) => hash.toString('hex');
  return {
    position: leaf.position,
    leafHash: inHex(leaf.hash),
    inclusionProof: proof.map(inHex),
    checkpoint: leaf.note,
  };
}
