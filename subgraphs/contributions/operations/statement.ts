import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Connection, page, pageSize } from '#service/connection.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { largestPage, linesOfOwner, type MovementLine, placeIn, placeOf } from './read-movements.ts';

/** One line of a statement: a movement and the balance after it, in fen. */
export type StatementLine = { memberId: string; movement: MovementLine; balance: Fen };
/** What happened on an account on the days from the first to the last, both included; amounts in fen. */
export type StatementView = Connection<StatementLine> & {
  memberId: string;
  from: CivilDate;
  to: CivilDate;
  openingBalance: Fen;
  totalIn: Fen;
  totalOut: Fen;
  closingBalance: Fen;
};
export type StatementAsked = { from: CivilDate; to: CivilDate; first: number; after?: string | null };

// The balance before a line is that of all lines before it, so a page need not know the pages before it.
const linesSql = `
  SELECT * FROM (
    SELECT mine.*, sum(amount) OVER (ORDER BY "bookedOn", ordinal, side)::bigint AS balance
    FROM (${linesOfOwner}) AS mine WHERE "bookedOn" <= $3) AS all_lines
  WHERE "bookedOn" >= $2 AND ($4::date IS NULL OR ("bookedOn", ordinal, side) > ($4::date, $5::bigint, $6::int))
  ORDER BY "bookedOn", ordinal, side LIMIT $7`;

// What moves between two accounts of the member is neither in nor out.
const totalsSql = `
  SELECT coalesce(sum(amount) FILTER (WHERE "bookedOn" < $2), 0)::bigint AS "openingBalance",
    coalesce(sum(amount), 0)::bigint AS "closingBalance",
    coalesce(sum(amount) FILTER (WHERE "bookedOn" >= $2 AND amount > 0), 0)::bigint AS "totalIn",
    coalesce(-sum(amount) FILTER (WHERE "bookedOn" >= $2 AND amount < 0), 0)::bigint AS "totalOut"
  FROM (
    SELECT "bookedOn", sum(amount) AS amount FROM (${linesOfOwner}) AS mine WHERE "bookedOn" <= $3
    GROUP BY "bookedOn", ordinal) AS moved`;

type Totals = Pick<StatementView, 'openingBalance' | 'totalIn' | 'totalOut' | 'closingBalance'>;

/**
 * CJ-10: the statement of a member's account: the opening balance, every movement, oldest first, with the balance after
 * it, and the closing balance; it adds up line by line, whatever page is asked for.
 */
export async function readStatement(context: Context, memberId: string, asked: StatementAsked): Promise<StatementView> {
  const { from, to } = asked;
  const first = pageSize(asked.first, largestPage);
  const after = placeOf(asked.after);
  if (from > to) throw new Refusal('INVALID_INPUT', 'A statement has one day at least', { field: 'to' });
  if (to > context.clock.today()) throw new Refusal('INVALID_INPUT', 'A statement ends today', { field: 'to' });
  // One snapshot, so that what is booked meanwhile is in both or in neither.
  return context.database.transaction('REPEATABLE READ', async (db) => {
    const [totals] = await rows<Totals>(db, totalsSql, [memberId, from, to]);
    const found = await rows<MovementLine & { balance: Fen }>(db, linesSql, [memberId, from, to, ...after, first + 1]);
    const lines = found.map(({ balance, ...movement }) => ({ memberId, movement, balance }));
    return { memberId, from, to, ...totals!, ...page(lines, first, ({ movement }) => placeIn(movement)) };
  });
}
