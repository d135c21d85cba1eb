import { type CivilDate, type CivilMonth, lastDay } from '#kernel/calendar.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { standingAtMonthEnd } from '../rules/lapse.ts';
import { fullUntil, lastClosable } from '../rules/streak.ts';
import { sealAccounts } from './account-events.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import { allThrough, createDues } from './create-dues.ts';
import { loanOutstandingOn } from './loans-of.ts';
import type { LockedAccount } from './lock-account.ts';
import { lastFinished } from './run-in-chunks.ts';

/**
 * CJ-11: the unpaid months of an agreement since its last paid one, as they stood at the end of a month, as `months` and
 * `since`; `agreement`, `month` and `until`, the last day on which a payment counted, are SQL.
 */
export const arrearsAt = (agreement: string, month: string, until: string): string => `(
  SELECT count(*)::int AS months, min(d.month) AS since FROM period_due d
  WHERE d.agreement_id = ${agreement} AND d.month <= ${month} AND d.month > coalesce((
    SELECT max(p.month) FROM period_due p
    WHERE p.agreement_id = ${agreement} AND p.month <= ${month} AND p.filled_on <= ${until}), ''))`;

/**
 * CJ-11: the last day of the ended month by which an agreement has ended by itself; null while it is in force. A month
 * that has ended counts from that moment on, whether the run that closes it has come by or not.
 */
export async function lapsedOn(
  context: Context,
  db: Db,
  account: LockedAccount,
  agreement: AgreementInForce,
): Promise<CivilDate | null> {
  const month: CivilMonth = lastClosable((on) => context.policy(account.city, on), context.clock.today());
  const closed = await lastFinished(context, 'close-month', account.city, db);
  if (month < agreement.firstMonth || (closed !== null && closed >= month)) return null;
  const last = lastDay(month);
  const policy = context.policy(account.city, last);
  const range = { city: account.city, first: account.id, last: account.id };
  await createDues(db, range, allThrough(month), { dueOn: last });
  const [row] = await rows<{ unpaidMonths: number; loanOutstanding: boolean }>(
    db,
    `SELECT arrears.months AS "unpaidMonths", ${loanOutstandingOn('$4', '$5::date')} AS "loanOutstanding"
     FROM ${arrearsAt('$1', '$2', '$3')} arrears`,
    [agreement.id, month, fullUntil(policy, month), account.memberId, last],
  );
  return standingAtMonthEnd(policy, row!) === 'lapsed' ? last : null;
}

/** CJ-11: writes down that agreements ended by themselves on a day, and seals their accounts (封存). */
export async function endLapsed(
  db: Db,
  lapsed: readonly { account: number; agreement: string }[],
  on: CivilDate,
): Promise<void> {
  if (lapsed.length === 0) return;
  await db.query("UPDATE agreement SET status = 'LAPSED', ended_on = $2 WHERE id = ANY($1::uuid[])", [
    lapsed.map(({ agreement }) => agreement),
    on,
  ]);
  await sealAccounts(
    { db, today: on },
    lapsed.map(({ account }) => account),
    '自动终止',
  );
}
