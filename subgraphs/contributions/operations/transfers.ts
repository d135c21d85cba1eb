import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import type { Context } from '../context.ts';
import { type TransferStatus, transferStatusName } from '../rules/transfer-status.ts';
import { answersFor } from './lock-account.ts';

/** Money on its way between this centre and another; amounts in fen. */
export type Transfer = {
  id: string;
  letter: string;
  direction: 'IN' | 'OUT';
  memberId: string;
  accountId: number | null;
  city: CityCode;
  centre: string;
  statusCode: TransferStatus;
  reason: string | null;
  requestedOn: CivilDate;
  endedOn: CivilDate | null;
  unsent: 'APPLY' | 'CANCEL' | 'ANSWER' | null;
  sentOn: CivilDate | null;
  principal: Fen | null;
  interest: Fen | null;
  receivedFen: Fen | null;
  suspenseMovement: string | null;
  movementId: string | null;
  payoutId: string | null;
  /** What was booked into or out of the account; null before. */
  booked: Fen | null;
};

const columns = `t.id, t.letter, t.direction, t.member_id AS "memberId", t.account_id AS "accountId", t.city,
  t.other_centre AS centre, t.status AS "statusCode", t.reason, t.requested_on AS "requestedOn", t.ended_on AS "endedOn",
  t.unsent, t.sent_on AS "sentOn", t.principal, t.interest, t.received_fen AS "receivedFen", t.suspense_movement::text AS "suspenseMovement",
  t.movement_id::text AS "movementId", t.payout_id AS "payoutId",
  CASE WHEN t.movement_id IS NOT NULL THEN t.received_fen ELSE p.fen END AS booked`;
const source = "transfer t LEFT JOIN payout p ON p.id = t.payout_id AND p.status = 'PAID'";

/** The transfers of members, newest first (CJ-10, HZ-12). */
export function transfersOf(db: Db | Database, memberIds: readonly string[]): Promise<Transfer[]> {
  return rows<Transfer>(
    db,
    `SELECT ${columns} FROM ${source} WHERE t.member_id = ANY($1::uuid[]) ORDER BY t.requested_on DESC, t.letter DESC`,
    [memberIds],
  );
}

/** A transfer by its id or its contact letter; undefined where there is none. */
export async function findTransfer(
  db: Db | Database,
  by: 'id' | 'letter',
  value: string,
): Promise<Transfer | undefined> {
  const [found] = await rows<Transfer>(db, `SELECT ${columns} FROM ${source} WHERE t.${by} = $1`, [value]);
  return found;
}

const atOnce = 500;

/**
 * The transfers of a city that may still change, or whose centre still waits to hear of them, oldest letters first, in
 * parts of at most 500 however many they are.
 */
export async function* openTransfers(db: Database, city: CityCode): AsyncGenerator<Transfer[]> {
  const sql = `SELECT ${columns} FROM ${source}
    WHERE t.city = $1 AND (t.requested_on, t.letter) > ($2::date, $3) AND (t.ended_on IS NULL OR t.unsent IS NOT NULL
      OR (t.direction = 'IN' AND t.status IN ('00', '20') AND t.movement_id IS NULL))
    ORDER BY t.requested_on, t.letter LIMIT ${atOnce}`;
  for (let after = ['-infinity', '']; ; ) {
    const found = await rows<Transfer>(db, sql, [city, ...after]);
    if (found.length > 0) yield found;
    if (found.length < atOnce) return;
    const { requestedOn, letter } = found.at(-1)!;
    after = [requestedOn, letter];
  }
}

/** HZ-12: a transfer that the caller answers for, by its id; refused NOT_FOUND alike where there is none. */
export async function transferOf({ database, caller }: Context, id: string): Promise<Transfer> {
  const found = isId(id) ? await findTransfer(database, 'id', id) : undefined;
  if (found && answersFor(caller, found)) return found;
  throw new Refusal('NOT_FOUND', 'There is no such transfer', { field: 'transferId' });
}

/** Locks a transfer as it stands, its member's account before it: nobody else changes it meanwhile. */
export async function lockTransfer(db: Db, { id, accountId }: Transfer): Promise<Transfer> {
  if (accountId !== null) await db.query('SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
  await db.query('SELECT FROM transfer WHERE id = $1 FOR NO KEY UPDATE', [id]);
  return (await findTransfer(db, 'id', id))!;
}

/** Refuses IN_PROGRESS while a transfer of the member goes on: one person has one in flight. */
export async function refuseDuringTransfer(db: Db, memberId: string): Promise<void> {
  const open = await rows(
    db,
    'SELECT FROM transfer WHERE member_id = $1 AND ended_on IS NULL AND movement_id IS NULL',
    [memberId],
  );
  if (open.length > 0) throw new Refusal('IN_PROGRESS', 'A transfer between centres is under way');
}

/** The Chinese name of where a transfer stands. */
export const statusNameOf = ({ statusCode }: Transfer): string => transferStatusName(statusCode);

/** Refuses a contact letter that has been answered. */
export async function refuseKnownLetter(db: Db, letter: string): Promise<void> {
  if (!(await findTransfer(db, 'letter', letter))) return;
  throw new Refusal('IN_PROGRESS', 'That contact letter has been answered', { field: 'letter' });
}
