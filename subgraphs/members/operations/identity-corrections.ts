import { maskIdentityNumber } from '#kernel/mask.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import { admit, type Context } from '../context.ts';
import { correctionColumns, type IdentityCorrectionRow } from '../tables/identity-correction.ts';
import { sealedColumns } from './member-sealed.ts';

const select = `SELECT ${correctionColumns} FROM identity_correction c JOIN member m ON m.id = c.member_id`;

/** A correction by its id; undefined where there is none. */
export async function findCorrection(db: Db | Database, id: string): Promise<IdentityCorrectionRow | undefined> {
  return (await rows<IdentityCorrectionRow>(db, `${select} WHERE c.id = $1`, [id]))[0];
}

/** The corrections of a city of the caller's own that wait for a second officer or the registers, oldest first (AG-04). */
export async function pendingCorrections(context: Context, city: CityCode): Promise<IdentityCorrectionRow[]> {
  admit(context.caller, 'centre');
  if (!context.caller.cities.includes(city)) {
    throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  }
  const sql = `${select} WHERE c.status IN ('PROPOSED', 'ASKED') AND m.city = $1 ORDER BY c.proposed_on, c.id LIMIT 200`;
  return rows<IdentityCorrectionRow>(context.database, sql, [city]);
}

/** The officer who acts; refuses FORBIDDEN where the request names none, since two are to have seen a correction. */
export function officerOf({ caller }: Context): string {
  if (caller.officer) return caller.officer;
  throw new Refusal('FORBIDDEN', 'A correction names the officer who acts', { field: 'officer', rule: 'four-eyes' });
}

/** The number that a correction brings, masked. */
export const correctedMasked = ({ sealer }: Context, { id, numberSealed }: IdentityCorrectionRow): string =>
  maskIdentityNumber(sealer.open(numberSealed, sealedColumns.corrected, id));

/** The name that a correction brings, for those whose duty needs it; null of one of the number. */
export const correctedName = ({ sealer }: Context, { id, nameSealed }: IdentityCorrectionRow): string | null =>
  nameSealed && sealer.open(nameSealed, sealedColumns.correctedName, id);

/** The name that it replaced; null until it is applied. */
export const formerName = ({ sealer }: Context, { id, formerNameSealed }: IdentityCorrectionRow): string | null =>
  formerNameSealed && sealer.open(formerNameSealed, sealedColumns.formerName, id);

/** The number that it replaced, masked; null until it is applied. */
export const formerMasked = ({ sealer }: Context, { id, formerSealed }: IdentityCorrectionRow): string | null =>
  formerSealed && maskIdentityNumber(sealer.open(formerSealed, sealedColumns.former, id));
