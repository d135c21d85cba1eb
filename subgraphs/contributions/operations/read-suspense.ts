import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Connection, decodeCursor, page, pageSize } from '#service/connection.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import type { Mismatch } from '../rules/debit-lines.ts';

/** Money in suspense, in fen: all of it and what is still there. */
export type SuspenseView = {
  id: string;
  ordinal: string;
  /** The batch by which the bank reported it, with the line. */
  reference: string;
  line: number;
  reason: Mismatch;
  /** Whose line it was; null where the line is not known. */
  memberId: string | null;
  amount: Fen;
  openAmount: Fen;
  notedOn: CivilDate;
  resolutions: { resolution: 'CREDITED' | 'RETURNED'; memberId: string | null; amount: Fen; resolvedOn: CivilDate }[];
};

const largestPage = 200;
const columns = `s.id, s.ordinal::text AS ordinal, s.reference, s.line, s.reason, s.member_id AS "memberId", s.fen AS amount,
  s.open_fen AS "openAmount", s.noted_on AS "notedOn"`;

/** One item, seen from inside the transaction that changed it. */
export async function readSuspenseItem(db: Db, id: string): Promise<SuspenseView> {
  const found = await rows<SuspenseView>(db, `SELECT ${columns} FROM suspense_item s WHERE s.id = $1`, [id]);
  return (await withResolutions(db, found))[0]!;
}

/** CJ-07: the money in suspense of a city of the caller's own that is not resolved, oldest first. */
export async function readSuspense(
  { caller, database }: Context,
  city: CityCode,
  asked: { first: number; after?: string | null },
): Promise<Connection<SuspenseView>> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const first = pageSize(asked.first, largestPage);
  const [after = '0'] = decodeCursor(asked.after, 1) ?? [];
  if (!/^\d{1,18}$/.test(after))
    throw new Refusal('INVALID_INPUT', 'The cursor is not one of ours', { field: 'after' });
  const found = await rows<SuspenseView>(
    database,
    `SELECT ${columns} FROM suspense_item s WHERE s.city = $1 AND s.open_fen > 0 AND s.ordinal > $2::bigint
     ORDER BY s.ordinal LIMIT $3`,
    [city, after, first + 1],
  );
  return page(await withResolutions(database.manager, found), first, ({ ordinal }) => [ordinal]);
}

async function withResolutions(db: Db, items: readonly SuspenseView[]): Promise<SuspenseView[]> {
  const made = await rows<SuspenseView['resolutions'][number] & { item: string }>(
    db,
    `SELECT item_id AS item, resolution, member_id AS "memberId", fen AS amount, resolved_on AS "resolvedOn"
     FROM suspense_resolution WHERE item_id = ANY($1::uuid[]) ORDER BY number`,
    [items.map(({ id }) => id)],
  );
  const byItem = Map.groupBy(made, ({ item }) => item);
  return items.map((item) => ({
    ...item,
    resolutions: (byItem.get(item.id) ?? []).map(({ item: _, ...resolution }) => resolution),
  }));
}
