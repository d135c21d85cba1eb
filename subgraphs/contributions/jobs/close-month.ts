import { type CivilMonth, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { closeAccounts, refuseBeforeMonthEnd } from '../operations/close-accounts.ts';
import { firstOpening } from '../operations/open-account.ts';
import { lastFinished, type RunOf } from '../operations/run-in-chunks.ts';
import { refuseDuringCollection } from '../operations/wait-for-bank.ts';
import { workChunks } from '../operations/work-chunks.ts';
import { lastClosable } from '../rules/streak.ts';

/**
 * Closes a month that has ended for every account of a city, once however often it is called (CJ-11, CJ-15). Months are
 * closed in their order, from that of the first account on: one that was left out is closed first. A month waits for
 * the debits that were begun in it.
 */
export async function closeMonth(context: Context, city: CityCode, month: CivilMonth): Promise<void> {
  refuseBeforeMonthEnd(context, city, month);
  for (const period of await unclosedThrough(context, city, month)) {
    await refuseDuringCollection(context, city, period);
    const run: RunOf = { kind: 'close-month', city, period };
    const finished = await workChunks(context, run, 'close-month', (transaction, chunk) =>
      closeAccounts(context, transaction, { run, chunk }),
    );
    if (!finished) return;
  }
}

/** Closes every month of a city that has ended and is not closed yet; does nothing when there is none. */
export async function closeEndedMonths(context: Context, city: CityCode): Promise<void> {
  const last = lastClosable((on) => context.policy(city, on), context.clock.today());
  if ((await unclosedThrough(context, city, last)).length > 0) await closeMonth(context, city, last);
}

async function unclosedThrough(context: Context, city: CityCode, month: CivilMonth): Promise<CivilMonth[]> {
  const last = await lastFinished(context, 'close-month', city);
  if (last !== null) return monthsFrom(nextMonth(last), month);
  const opened = await firstOpening(context, city);
  return opened === null ? [] : monthsFrom(opened.slice(0, 7), month);
}
