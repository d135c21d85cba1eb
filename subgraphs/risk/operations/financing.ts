import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import type { Context } from '../context.ts';
import type { FacilityFacts } from '../rules/financing.ts';
import type { PoolKind } from '../rules/pool.ts';

/** HZ-10: a financing facility (流动性融资), who proposed and decided it, and what is owed of it, in fen. */
export type Facility = FacilityFacts & {
  id: string;
  city: CityCode;
  kind: PoolKind;
  lender: string;
  purpose: string;
  proposedBy: string;
  proposedOn: CivilDate;
  decidedBy: string | null;
  decidedOn: CivilDate | null;
  postings: { kind: 'DRAWN' | 'REPAID'; fen: string; bookedOn: CivilDate }[];
};

/** The account that owes what was borrowed, and the one that the money came into. */
export const owedAccount = 'liability:financing';
export const borrowedAccount = 'bank:financing';
/** The kind of movement; JGJ/T 320 has no code for it. */
export const financing = 'financing';

const sql = `
  SELECT f.id, f.city, f.kind, f.lender, f.purpose, f.limit_fen AS limit, f.until_on AS "untilOn", f.status, f.resolution,
    f.resolved_on AS "resolvedOn", f.proposed_by AS "proposedBy", f.proposed_on AS "proposedOn", f.decided_by AS "decidedBy",
    f.decided_on AS "decidedOn", p.outstanding, p.postings
  FROM financing_facility f
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(CASE kind WHEN 'DRAWN' THEN fen ELSE -fen END), 0)::bigint AS outstanding,
      coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'fen', fen::text, 'bookedOn', booked_on) ORDER BY movement_id), '[]') AS postings
    FROM financing_posting WHERE facility_id = f.id) p`;

/** A facility by its id; undefined where there is none. */
export async function facilityOf(db: Db | Database, id: string): Promise<Facility | undefined> {
  return (await rows<Facility>(db, `${sql} WHERE f.id = $1`, [id]))[0];
}

/** The facilities of a city of the caller's, newest first. */
export async function readFacilities(
  { caller, database }: Context,
  city: CityCode,
  first: number,
): Promise<Facility[]> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  if (first < 1 || first > 100) throw new Refusal('INVALID_INPUT', 'first: 1 to 100', { field: 'first' });
  return rows<Facility>(database, `${sql} WHERE f.city = $1 ORDER BY f.ordinal DESC LIMIT $2`, [city, first]);
}

const noSuchFacility = () => new Refusal('NOT_FOUND', 'There is no such facility', { field: 'facilityId' });

/** A facility of a city of the caller's, before it is locked; of another city it is as if there were none. */
export async function knownFacility({ caller, database }: Context, id: string): Promise<Facility> {
  const known = isId(id) ? await facilityOf(database, id) : undefined;
  if (!known || !caller.cities.includes(known.city)) throw noSuchFacility();
  return known;
}

/** The same, locked, so that two drawings see each other. */
export async function lockFacility(db: Db, id: string): Promise<Facility> {
  await rows(db, 'SELECT FROM financing_facility WHERE id = $1 FOR NO KEY UPDATE', [id]);
  return (await facilityOf(db, id))!;
}

/** The officer who acts: money that a city borrows is never moved by nobody. */
export function officerOf({ caller }: Context): string {
  if (caller.officer) return caller.officer;
  throw new Refusal('FORBIDDEN', 'Financing names the officer who acts', {
    ...{ field: 'officer', rule: 'four-eyes', clause: 'HZ-10' },
  });
}
