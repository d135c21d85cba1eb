import { yearOf } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/clock.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { perform } from '#service/perform.ts';
import { outOfReach } from '#service/reach.ts';
import type { Context } from '../context.ts';
import { figuresTold, taxFigures } from './deductible.ts';

/** A whole year of a city, or what has changed since an export of it. */
export type TaxExportAsked = { city: CityCode; taxYear: number; correctionOf?: string | null };

/** An export and the figures it is reckoned with; the ceiling is in fen. */
export type TaxExport = {
  id: number;
  reference: string;
  city: CityCode;
  taxYear: number;
  correctionOf: string | null;
  begunAt: Instant;
  capRatio: string;
  ceilingBase: Fen;
  basis: 'cash' | 'period';
  chunks: number;
  /** How many chunks have been told, the first ones. */
  told: number;
};

const chunkSize = 5_000;

const selectSql = `
  SELECT x.id, x.reference, x.city, x.tax_year AS "taxYear", before.reference AS "correctionOf", x.begun_at AS "begunAt",
    x.cap_ratio AS "capRatio", x.ceiling_base AS "ceilingBase", x.basis, chunk.*
  FROM tax_export x LEFT JOIN tax_export before ON before.id = x.correction_of
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS chunks, (coalesce(min(chunk) FILTER (WHERE digest IS NULL), count(*) + 1) - 1)::int AS told
    FROM tax_export_chunk WHERE export_id = x.id) chunk`;

/** CJ-14: the documents that an export's figures rest on, and which of them no published document gives. */
export const exportFigures = (context: Context, { city, taxYear }: TaxExport) =>
  figuresTold(city, taxFigures(context, city, taxYear));

/** Refuses whoever is not the tax bureau of a city with the right to export. */
function admitBureau({ caller }: Context, city: CityCode): void {
  if (caller.audience !== 'tax-bureau' || !caller.scopes.includes('deduction:export')) throw outOfReach();
  if (!caller.cities.includes(city)) throw outOfReach();
}

/** The export of a reference that the caller's city has. */
export async function findTaxExport(context: Context, reference: string, db: Db = context.database.manager) {
  const [found] = isId(reference) ? await rows<TaxExport>(db, `${selectSql} WHERE x.reference = $1`, [reference]) : [];
  if (!found) throw new Refusal('NOT_FOUND', 'There is no such export', { field: 'export' });
  admitBureau(context, found.city);
  return found;
}

/**
 * CJ-14, AG-01: the one export of a year of a city, begun when it is first asked for; with `correctionOf` the one that
 * tells what has changed since that export. Asked again it is the same.
 */
export async function openTaxExport(context: Context, asked: TaxExportAsked): Promise<TaxExport> {
  admitBureau(context, asked.city);
  const known = await knownExport(context.database.manager, asked);
  return known ?? beginTaxExport(context, asked);
}

async function knownExport(db: Db, { city, taxYear, correctionOf }: TaxExportAsked): Promise<TaxExport | undefined> {
  const which = correctionOf ? 'before.reference::text = $3' : 'x.correction_of IS NULL AND $3::text IS NULL';
  const sql = `${selectSql} WHERE x.city = $1 AND x.tax_year = $2 AND ${which}`;
  return (await rows<TaxExport>(db, sql, [city, taxYear, correctionOf ?? null]))[0];
}

async function beginTaxExport(context: Context, asked: TaxExportAsked): Promise<TaxExport> {
  const { city, taxYear, correctionOf = null } = asked;
  const corrected = correctionOf === null ? null : await correctable(context, { city, taxYear, correctionOf });
  if (taxYear > yearOf(context.clock.today())) {
    throw new Refusal('INVALID_INPUT', 'The tax year is this year or an earlier one', { field: 'tax-year' });
  }
  const { capRatio, ceilingBase, basis } = taxFigures(context, city, taxYear);
  const key = `tax-export:${city}:${taxYear}:${correctionOf ?? 'first'}`;
  const command = { name: 'begin-tax-export', subject: city, key, input: { city, taxYear, correctionOf } };
  await perform(context, command, async ({ db, now }) => {
    const [begun] = await rows<{ id: number }>(
      db,
      `INSERT INTO tax_export (city, tax_year, client, correction_of, begun_at, cap_ratio, ceiling_base, basis)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
      [city, taxYear, context.caller.client, corrected, now, capRatio.text, ceilingBase.value, basis.value],
    );
    if (begun) await insertChunks(db, begun.id, city);
    return null;
  });
  return (await knownExport(context.database.manager, asked))!;
}

/** The number of an export that may be corrected: it is of the same year, and all of it has been told. */
async function correctable(
  context: Context,
  { city, taxYear, correctionOf }: Required<TaxExportAsked>,
): Promise<number> {
  const before = await findTaxExport(context, correctionOf ?? '');
  if (before.city !== city || before.taxYear !== taxYear) {
    throw new Refusal('INVALID_INPUT', 'The export to be corrected is of another year', { field: 'correction-of' });
  }
  if (before.told < before.chunks) {
    throw new Refusal('INVALID_INPUT', 'The export to be corrected was not read to its end', {
      field: 'correction-of',
    });
  }
  return before.id;
}

// Fixed for good, so that a chunk is about the same accounts whenever it is read.
async function insertChunks(db: Db, exportId: number, city: CityCode): Promise<void> {
  await db.query(
    `INSERT INTO tax_export_chunk (export_id, chunk, first_account, last_account)
     SELECT $1, chunk + 1, min(id), max(id)
     FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / $3 AS chunk FROM account WHERE city = $2) AS numbered
     GROUP BY chunk`,
    [exportId, city, chunkSize],
  );
}
