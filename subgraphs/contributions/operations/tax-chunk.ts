import { createHash } from 'node:crypto';
import type { Instant } from '#kernel/clock.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { findTaxExport, type TaxExport } from './tax-export.ts';
import { readTaxLines, type TaxLines } from './tax-lines.ts';

export type TaxFormat = 'ndjson' | 'csv';
/**
 * A chunk of an export: its lines and whom they are about (16 bytes each), the sum of its amounts in fen, the digest of
 * the lines as they are here, and of what they say, which is that of the NDJSON lines.
 */
export type TaxChunk = {
  chunk: number;
  rows: number;
  fen: Fen;
  digest: string;
  content: string;
  lines: string;
  subjects: Buffer;
};
/** What a whole export came to; the digest is that of what its chunks say, one digest a line, whatever the format. */
export type TaxEnd = { rows: number; fen: Fen; digest: string };

type ChunkRow = { first: number; last: number; digest: string | null; toldAt: Instant | null };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * CJ-14, AG-01: one chunk of an export. The first reading of it keeps what was told; a later one gives the same, or is
 * refused EXPORT_CHANGED naming the chunk. Chunks are told in their order, so that the export is whole when the last is.
 */
export async function readTaxChunk(
  context: Context,
  asked: { reference: string; chunk: number; format: TaxFormat },
): Promise<TaxChunk> {
  const { chunk, format } = asked;
  return context.database.transaction(async (db) => {
    const of = await findTaxExport(context, asked.reference, db);
    const row = await chunkRow(db, of, chunk);
    if (of.told + 1 < chunk) {
      throw new Refusal('INVALID_INPUT', `Chunk ${of.told + 1} has not been read yet`, { field: 'from-chunk' });
    }
    const keepAs = row.digest === null ? of.id : null;
    const range = { first: row.first, last: row.last };
    const how = { toldBy: await toldBefore(db, of.id), keepAs, csv: format === 'csv' };
    const lines = await readTaxLines(db, { ...of, ...range }, how);
    refuseNameless(lines);
    const content = sha256(lines.json);
    await keepOrCompare(context, db, { of, chunk, digest: content, lines });
    const text = lines.csv ?? lines.json;
    const { rows: count, fen, subjects } = lines;
    return { chunk, rows: count, fen, digest: sha256(text), content, lines: text, subjects };
  });
}

async function chunkRow(db: Db, { id, chunks }: TaxExport, chunk: number): Promise<ChunkRow> {
  const [row] = await rows<ChunkRow>(
    db,
    `SELECT first_account AS first, last_account AS last, digest, told_at AS "toldAt"
     FROM tax_export_chunk WHERE export_id = $1 AND chunk = $2`,
    [id, chunk],
  );
  if (!row) throw new Refusal('INVALID_INPUT', `The export has ${chunks} chunks`, { field: 'from-chunk' });
  return row;
}

/** The exports that this one corrects, one after the other. */
async function toldBefore(db: Db, id: number): Promise<number[]> {
  const before = await rows<{ id: number }>(
    db,
    `WITH RECURSIVE chain AS (
       SELECT correction_of AS id FROM tax_export WHERE id = $1
       UNION ALL SELECT x.correction_of FROM chain JOIN tax_export x ON x.id = chain.id)
     SELECT id FROM chain WHERE id IS NOT NULL`,
    [id],
  );
  return before.map((each) => each.id);
}

// A line without a reference would be nobody's, and one left out would not be missed.
function refuseNameless({ nameless }: TaxLines): void {
  if (nameless === 0) return;
  throw new Refusal('EXPORT_INCOMPLETE', `The references of ${nameless} persons have not arrived yet`, {
    rule: 'tax-reference',
  });
}

type Told = { of: TaxExport; chunk: number; digest: string; lines: TaxLines };

async function keepOrCompare(context: Context, db: Db, { of, chunk, digest, lines }: Told): Promise<void> {
  const told = await rows(
    db,
    `UPDATE tax_export_chunk SET rows = $3, fen = $4, digest = $5, told_at = $6
     WHERE export_id = $1 AND chunk = $2 AND digest IS NULL RETURNING chunk`,
    [of.id, chunk, lines.rows, lines.fen, digest, context.clock.now()],
  );
  if (told.length > 0) return;
  const { digest: before, toldAt } = await chunkRow(db, of, chunk);
  if (before === digest) return;
  throw new Refusal('EXPORT_CHANGED', `Chunk ${chunk} is not what was told at ${toldAt}: ask for a correction`, {
    rule: `chunk ${chunk}`,
  });
}

/** AG-01: what an export that has been told to its end came to. */
export async function readTaxEnd(context: Context, reference: string): Promise<TaxEnd> {
  const db = context.database.manager;
  const of = await findTaxExport(context, reference, db);
  if (of.told < of.chunks) {
    throw new Refusal('INVALID_INPUT', `Chunk ${of.told + 1} has not been read yet`, { field: 'from-chunk' });
  }
  const [sum] = await rows<{ rows: number; fen: Fen; digests: string }>(
    db,
    `SELECT coalesce(sum(rows), 0)::int AS rows, coalesce(sum(fen), 0)::bigint AS fen,
       coalesce(string_agg(digest || E'\\n', '' ORDER BY chunk), '') AS digests
     FROM tax_export_chunk WHERE export_id = $1`,
    [of.id],
  );
  return { rows: sum!.rows, fen: sum!.fen, digest: sha256(sum!.digests) };
}
