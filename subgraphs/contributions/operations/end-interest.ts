import type { CivilDate } from '#kernel/calendar.ts';
import type { Db } from '#service/database.ts';
import type { Context } from '../context.ts';
import { interestYearOf, wholeYear } from './interest-accrued.ts';
import type { Payout } from './payouts.ts';

/**
 * CJ-09, CJ-13, HZ-12: ends the interest of a pool on the day on which its money has left for good, so that none is earned
 * of the days on which it was held: neither in this year nor, where settlement days came between, in the years before,
 * also when their run comes only later or is done again. The account is locked.
 */
export async function endInterest(
  context: Context,
  { db, today }: { db: Db; today: CivilDate },
  { accountId, city, requestedOn }: Payout,
  pool: string,
): Promise<void> {
  const through = [today];
  for (let year = interestYearOf(context, city, requestedOn); year < interestYearOf(context, city, today); year += 1) {
    through.push(wholeYear(context, city, year).to);
  }
  await db.query(
    `INSERT INTO interest_accrual (account_id, pool, through, product, fen)
     SELECT $1, $2, day, 0, 0 FROM unnest($3::date[]) AS day ON CONFLICT DO NOTHING`,
    [accountId, pool, through],
  );
}
