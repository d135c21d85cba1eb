import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';

/** Money that came for a contact letter and is nobody's yet, in fen; whose letter it is, if it is one of ours. */
export type TransferSuspenseItem = {
  id: string;
  memberId: string | null;
  letter: string;
  amount: Fen;
  receivedOn: CivilDate;
  returnedOn: CivilDate | null;
};

const itemSql = `
  SELECT m.id, t.member_id AS "memberId", m.letter, m.fen AS amount, m.received_on AS "receivedOn",
    r.booked_on AS "returnedOn"
  FROM transfer_message m
  LEFT JOIN transfer t ON t.letter = m.letter
  LEFT JOIN movement r ON r.id = m.returned
  WHERE m.suspended IS NOT NULL`;
// What has been given to its member after all is in suspense no more.
export const stillThere =
  'm.returned IS NULL AND (t.movement_id IS NULL OR t.suspense_movement IS DISTINCT FROM m.suspended)';

/** CJ-10, HZ-12: what came from other centres for a city of the caller's own and is in suspense, oldest first. */
export async function readTransferSuspense(
  { caller, database }: Context,
  city: CityCode,
): Promise<TransferSuspenseItem[]> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  return itemsInSuspense(database, `m.city = $1 AND ${stillThere} ORDER BY m.suspended`, [city]);
}

/** CJ-10, HZ-12: what has come to suspense, by a condition on `m` and `t` in SQL. */
export const itemsInSuspense = (db: Db | Database, where: string, params: unknown[]): Promise<TransferSuspenseItem[]> =>
  rows<TransferSuspenseItem>(db, `${itemSql} AND ${where}`, params);
