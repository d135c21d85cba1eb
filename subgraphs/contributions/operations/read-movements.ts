import { type CivilDate, type CivilMonth, isCivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Connection, decodeCursor, page, pageSize } from '#service/connection.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';

export type SegmentName = 'FLEXIBLE' | 'UNIT' | 'TRANSFERRED_IN' | 'SUBSIDY' | 'INTEREST';

/** A movement as its member sees it: fen positive into the account, negative out of it. */
export type MovementView = {
  id: string;
  memberId: string;
  bookedOn: CivilDate;
  code: string;
  segment: SegmentName;
  amount: Fen;
  period: CivilMonth | null;
};

const largestPage = 200;
const columns = `m.id::text AS id, l.owner AS "memberId", m.booked_on AS "bookedOn", m.code, l.segment, m.period`;

/** The movements of a member's account, newest first. */
export async function readMovements(
  context: Context,
  memberId: string,
  asked: { first: number; after?: string | null },
): Promise<Connection<MovementView>> {
  const first = pageSize(asked.first, largestPage);
  const [bookedOn, id] = placeOf(asked.after);
  const found = await rows<MovementView>(
    context.database,
    `SELECT * FROM (
       SELECT ${columns}, m.fen AS amount, m.id AS ordinal
       FROM ledger_account l JOIN movement m ON m.to_account = l.id WHERE l.owner = $1
       UNION ALL
       SELECT ${columns}, -m.fen, m.id FROM ledger_account l JOIN movement m ON m.from_account = l.id WHERE l.owner = $1
     ) AS mine
     WHERE $2::date IS NULL OR ("bookedOn", ordinal) < ($2::date, $3::bigint)
     ORDER BY "bookedOn" DESC, ordinal DESC LIMIT $4`,
    [memberId, bookedOn, id, first + 1],
  );
  return page(found, first, (movement) => [movement.bookedOn, movement.id]);
}

const ordinal = /^[1-9]\d{0,17}$/;

function placeOf(cursor: string | null | undefined): [CivilDate, string] | [null, null] {
  const key = decodeCursor(cursor, 2);
  if (key === null) return [null, null];
  const [bookedOn, id] = key as [string, string];
  if (isCivilDate(bookedOn) && ordinal.test(id)) return [bookedOn, id];
  throw new Refusal('INVALID_INPUT', 'The cursor is not one of ours', { field: 'after' });
}
