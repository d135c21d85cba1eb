import { type CivilMonth, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { closeAccounts, refuseBeforeMonthEnd } from '../operations/close-accounts.ts';
import { finishRun, lastFinished, openRun, type RunOf } from '../operations/run-in-chunks.ts';

/**
 * Closes a month that has ended for every account of a city, once however often it is called (CJ-11, CJ-15). Months are
 * closed in their order: one that was left out is closed first.
 */
export async function closeMonth(context: Context, city: CityCode, month: CivilMonth): Promise<void> {
  refuseBeforeMonthEnd(context, city, month);
  const last = await lastFinished(context, 'close-month', city);
  for (const period of monthsFrom(last === null ? month : nextMonth(last), month)) {
    const run: RunOf = { kind: 'close-month', city, period };
    for (const chunk of await openRun(context, run)) await closeAccounts(context, run, chunk);
    await finishRun(context, run);
  }
}
