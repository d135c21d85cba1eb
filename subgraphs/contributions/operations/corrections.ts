import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';

export type CorrectionReason = 'BANK_RETURNED' | 'PAID_TWICE' | 'WRONG_AMOUNT' | 'WRONG_MEMBER' | 'OTHER';

/** A movement that is to be taken back, by two officers; the amount in fen. */
export type Correction = {
  id: string;
  memberId: string;
  accountId: number;
  city: CityCode;
  movementId: string;
  fen: Fen;
  /** The month that the movement paid. */
  period: CivilMonth | null;
  reason: CorrectionReason;
  note: string;
  status: 'PROPOSED' | 'BOOKED' | 'REJECTED';
  proposedBy: string;
  proposedOn: CivilDate;
  decidedBy: string | null;
  decidedOn: CivilDate | null;
  /** The movement that took it back. */
  reversal: string | null;
};

const select = `
  SELECT c.id, c.member_id AS "memberId", c.account_id AS "accountId", acc.city, c.movement_id::text AS "movementId",
    m.fen, m.period, c.reason_code AS reason, c.reason AS note, c.status, c.proposed_by AS "proposedBy",
    c.proposed_on AS "proposedOn", c.decided_by AS "decidedBy", c.decided_on AS "decidedOn", c.reversal::text AS reversal
  FROM correction c JOIN account acc ON acc.id = c.account_id JOIN movement m ON m.id = c.movement_id`;

/** A correction by its id; undefined where there is none. */
export async function findCorrection(db: Db | Database, id: string): Promise<Correction | undefined> {
  return (await rows<Correction>(db, `${select} WHERE c.id = $1`, [id]))[0];
}

/** The corrections of members' accounts, newest first. */
export function correctionsOf(db: Db | Database, memberIds: readonly string[]): Promise<Correction[]> {
  const sql = `${select} WHERE c.member_id = ANY($1::uuid[]) ORDER BY c.ordinal DESC`;
  return rows<Correction>(db, sql, [memberIds]);
}

/** The corrections of a city of the caller's own that wait for a second officer, oldest first. */
export async function pendingCorrections({ caller, database }: Context, city: CityCode): Promise<Correction[]> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const sql = `${select} WHERE c.status = 'PROPOSED' AND acc.city = $1 ORDER BY c.ordinal LIMIT 200`;
  return rows<Correction>(database, sql, [city]);
}

/** The officer who acts; refuses FORBIDDEN where the request names none, since two are to have seen a correction. */
export function officerOf({ caller }: Context): string {
  if (caller.officer) return caller.officer;
  throw new Refusal('FORBIDDEN', 'A correction names the officer who acts', { field: 'officer', rule: 'four-eyes' });
}
