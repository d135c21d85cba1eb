import { type CivilDate, type CivilMonth, isCivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Connection, decodeCursor, page, pageSize } from '#service/connection.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';

export type SegmentName = 'FLEXIBLE' | 'UNIT' | 'TRANSFERRED_IN' | 'SUBSIDY' | 'INTEREST' | 'HELD';

/** A movement as its member sees it: fen positive into the account, negative out of it. */
export type MovementView = {
  id: string;
  memberId: string;
  bookedOn: CivilDate;
  code: string;
  /** As in Pool, `652300:flexible`. */
  pool: string;
  segment: SegmentName;
  amount: Fen;
  period: CivilMonth | null;
  /** The movement that this one takes back, and the one that took it back (A.9). */
  reverses?: string | null;
  reversedBy?: string | null;
};

export const largestPage = 200;
const columns = `m.id::text AS id, l.owner AS "memberId", m.booked_on AS "bookedOn", m.code,
  l.city || ':' || l.pool AS pool, l.segment, m.period,
  m.reverses::text AS reverses, (SELECT r.id::text FROM movement r WHERE r.reverses = m.id) AS "reversedBy"`;

/** The movements of a member's account, newest first. */
export async function readMovements(
  context: Context,
  memberId: string,
  asked: { first: number; after?: string | null },
): Promise<Connection<MovementView>> {
  const first = pageSize(asked.first, largestPage);
  const found = await rows<MovementLine>(
    context.database,
    `SELECT * FROM (${linesOfOwner}) AS mine
     WHERE $2::date IS NULL OR ("bookedOn", ordinal, side) < ($2::date, $3::bigint, $4::int)
     ORDER BY "bookedOn" DESC, ordinal DESC, side DESC LIMIT $5`,
    [memberId, ...placeOf(asked.after), first + 1],
  );
  return page(found, first, placeIn);
}

/** A movement, and whether it is seen from the account that it leaves (0) or enters (1): both may be the member's own. */
export type MovementLine = MovementView & { side: 0 | 1 };

/** Every movement of the accounts of the member $1, with the ordinal and the side by which it is in order within a day. */
export const linesOfOwner = `
  SELECT ${columns}, -m.fen AS amount, m.id AS ordinal, 0 AS side
  FROM ledger_account l JOIN movement m ON m.from_account = l.id WHERE l.owner = $1
  UNION ALL
  SELECT ${columns}, m.fen, m.id, 1
  FROM ledger_account l JOIN movement m ON m.to_account = l.id WHERE l.owner = $1`;

const ordinal = /^[1-9]\d{0,17}$/;

/** Where a line stands: its day, the id of its movement and its side. */
export const placeIn = ({ bookedOn, id, side }: MovementLine): [CivilDate, string, number] => [bookedOn, id, side];

/** The place that a cursor holds; nulls without one. */
export function placeOf(cursor: string | null | undefined): [CivilDate, string, string] | [null, null, null] {
  const key = decodeCursor(cursor, 3);
  if (key === null) return [null, null, null];
  const [bookedOn, id, side] = key as [string, string, string];
  if (isCivilDate(bookedOn) && ordinal.test(id) && (side === '0' || side === '1')) return [bookedOn, id, side];
  throw new Refusal('INVALID_INPUT', 'The cursor is not one of ours', { field: 'after' });
}
