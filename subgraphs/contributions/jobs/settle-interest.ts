import type { CityCode } from '#service/cities.ts';
import { tryEach } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { firstOpening } from '../operations/open-account.ts';
import { finishRun, openRun, type RunOf } from '../operations/run-in-chunks.ts';
import {
  interestYearOf,
  lastSettlementYear,
  refuseBeforeSettlementDay,
  settleAccounts,
} from '../operations/settle-accounts.ts';

/**
 * Settles the interest of the year that ends on its settlement day for every account of a city, once (CJ-09). A year
 * bears interest on what the years before it earned, so that each year left out since the first account is settled first,
 * booked on its own settlement day.
 */
export async function settleInterest(context: Context, city: CityCode, year: number): Promise<void> {
  refuseBeforeSettlementDay(context, city, year);
  const opened = await firstOpening(context, city);
  if (opened === null) return;
  for (let each = interestYearOf(context, city, opened); each <= year; each += 1) {
    const run: RunOf = { kind: 'settle-interest', city, period: String(each) };
    await tryEach(await openRun(context, run), (chunk) => settleAccounts(context, run, chunk));
    await finishRun(context, run);
  }
}

/** Settles every year of a city whose settlement day has come; does nothing when all are settled. */
export async function settleEndedYears(context: Context, city: CityCode): Promise<void> {
  await settleInterest(context, city, lastSettlementYear(context, city));
}
