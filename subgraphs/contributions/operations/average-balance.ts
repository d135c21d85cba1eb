import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { type AverageBalance, averageBalance, type BalanceChange } from '../rules/average.ts';
import type { SegmentName } from './read-movements.ts';

/** The days [from, to), and the segments that count; all of them when none are named. */
export type AverageAsked = { from: CivilDate; to: CivilDate; segments?: readonly SegmentName[] | null };
/** HZ-06: 日均缴存余额 of one member; amounts in fen, the 积数 in fen-days. */
export type AverageView = AverageBalance & AverageAsked & { memberId: string };

/** HZ-06: the daily average balances of members over one window, in the order asked and with one statement for all. */
export async function averageBalances(
  context: Context,
  memberIds: readonly string[],
  asked: AverageAsked,
): Promise<AverageView[]> {
  refuseWindow(context, asked);
  const found = await rows<BalanceChange & { memberId: string }>(
    context.database,
    `SELECT l.owner AS "memberId", greatest(m.booked_on, $2::date) AS on, sum(m.fen)::bigint AS fen
     FROM ledger_account l CROSS JOIN LATERAL (
       SELECT booked_on, fen FROM movement WHERE to_account = l.id AND booked_on < $3::date
       UNION ALL
       SELECT booked_on, -fen FROM movement WHERE from_account = l.id AND booked_on < $3::date) m
     WHERE l.owner = ANY($1::uuid[]) AND ($4::text[] IS NULL OR l.segment = ANY($4::text[]))
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [memberIds, asked.from, asked.to, asked.segments ?? null],
  );
  const changes = Map.groupBy(found, ({ memberId }) => memberId);
  return memberIds.map((memberId) => ({ memberId, ...asked, ...averageBalance(asked, changes.get(memberId) ?? []) }));
}

// A day counts with its closing balance, so today counts only when it is over.
function refuseWindow({ clock }: Context, { from, to, segments }: AverageAsked): void {
  if (from >= to) throw new Refusal('INVALID_INPUT', 'A window has one day at least', { field: 'to' });
  if (to > clock.today()) throw new Refusal('INVALID_INPUT', 'A window ends before today', { field: 'to' });
  if (from < earliest)
    throw new Refusal('INVALID_INPUT', `A window begins on ${earliest} at the earliest`, { field: 'from' });
  if (segments?.length === 0)
    throw new Refusal('INVALID_INPUT', 'Name a segment, or none for all', { field: 'segments' });
}

// 住房公积金管理条例 took effect in April 1999; no account is older.
const earliest = '1999-04-03';
