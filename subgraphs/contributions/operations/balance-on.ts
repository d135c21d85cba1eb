import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import type { SegmentName } from './read-movements.ts';

/** A member and a day. */
export type BalanceKey = { memberId: string; on: CivilDate };
/** What a member owned at the end of a day, in fen, by pool and segment; a segment without money is left out. */
export type BalanceView = BalanceKey & {
  balance: Fen;
  segments: { pool: string; segment: SegmentName; balance: Fen }[];
};

type Row = { memberId: string; on: CivilDate; pool: string; segment: SegmentName; balance: Fen };

/**
 * CJ-10: the balances of members at the end of days, today's as it is now, by the day on which each movement was booked:
 * a movement that was dated back counts from its day, and one that was taken back until the day of its reversal. In the
 * order asked, with one statement for all.
 */
export async function balancesOn(context: Context, keys: readonly BalanceKey[]): Promise<BalanceView[]> {
  const today = context.clock.today();
  if (keys.some(({ on }) => on > today)) {
    throw new Refusal('INVALID_INPUT', 'What a balance will be is not known', { field: 'on' });
  }
  const found = await rows<Row>(
    context.database,
    `SELECT l.owner AS "memberId", asked.day AS on, l.pool, l.segment, sum(m.fen)::bigint AS balance
     FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::date[])) AS asked (member_id, day)
     JOIN ledger_account l ON l.owner = asked.member_id
     CROSS JOIN LATERAL (
       SELECT fen FROM movement WHERE to_account = l.id AND booked_on <= asked.day
       UNION ALL
       SELECT -fen FROM movement WHERE from_account = l.id AND booked_on <= asked.day) m
     GROUP BY l.owner, asked.day, l.id HAVING sum(m.fen) <> 0 ORDER BY l.id`,
    [keys.map(({ memberId }) => memberId), keys.map(({ on }) => on)],
  );
  const nameOf = ({ memberId, on }: BalanceKey) => `${memberId} ${on}`;
  const byKey = Map.groupBy(found, nameOf);
  return keys.map((key) => {
    const segments = (byKey.get(nameOf(key)) ?? []).map(({ pool, segment, balance }) => ({ pool, segment, balance }));
    return { ...key, segments, balance: segments.reduce((sum, each) => sum + each.balance, 0n) };
  });
}
