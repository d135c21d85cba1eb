import { type CivilDate, monthOf } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { retryDates } from '../rules/dues.ts';
import { contributesOn } from './create-dues.ts';

/** CJ-07: whether what was refused is asked for again on a day. */
export function isRetry(context: Context, city: CityCode, day: CivilDate): boolean {
  return retryDates(context.policy(city, day), monthOf(day)).includes(day);
}

/** CJ-07: the last day of the date's month, up to it, on which what was refused is asked for again; a day late still is. */
export function lastRetry(context: Context, city: CityCode, date: CivilDate): CivilDate | undefined {
  return retryDates(context.policy(city, date), monthOf(date)).findLast((day) => day <= date);
}

/** The accounts of a city whose dues of the month the bank refused before a day, or left unanswered, and are still unpaid. */
export async function refusedBefore(context: Context, city: CityCode, day: CivilDate): Promise<number[]> {
  const found = await rows<{ account: number }>(
    context.database,
    `SELECT DISTINCT a.account_id AS account
     FROM (
       SELECT l.agreement_id FROM debit_batch b JOIN debit_refusal r ON r.batch_id = b.id AND r.outcome <> 'unmatched'
       JOIN debit_line l ON l.batch_id = r.batch_id AND l.line = r.line
       WHERE b.city = $1 AND b.month = $2 AND b.debit_on < $3
       UNION ALL
       SELECT l.agreement_id FROM debit_batch b JOIN debit_line l ON l.batch_id = b.id
       WHERE b.city = $1 AND b.month = $2 AND b.debit_on < $3 AND b.status = 'VOIDED') AS unpaid
     JOIN agreement a ON a.id = unpaid.agreement_id JOIN enrolment e ON e.member_id = a.member_id
     WHERE a.status = 'ACTIVE'
       AND ${contributesOn('$3')}
       AND EXISTS (SELECT FROM period_due d WHERE d.agreement_id = a.id AND d.month >= $2 AND d.filled_on IS NULL
         AND d.batch_id IS NOT NULL)
     ORDER BY 1`,
    [city, monthOf(day), day],
  );
  return found.map(({ account }) => account);
}
