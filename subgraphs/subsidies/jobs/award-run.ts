import { type CivilDate, type CivilMonth, firstDay, lastDay, nextMonth } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { awardContributionSubsidy } from '../operations/award-contribution-subsidy.ts';
import type { Awarded } from '../operations/award-in-chunks.ts';
import { awardOneOffSubsidy } from '../operations/award-one-off-subsidy.ts';
import { markAwarded, openParts, unawardedMonths } from '../operations/told-months.ts';

/** CJ-15, CJ-16: awards a city's subsidies of a closed month (免申即享); a second run awards nothing twice. */
export async function awardMonth(context: Context, city: CityCode, month: CivilMonth): Promise<Awarded> {
  // Read first: what is told while the run is under way may be missed by it, and is for the next one.
  const parts = await openParts(context, city, month);
  const yearly = await awardContributionSubsidy(context, city, month);
  const once = await awardOneOffSubsidy(context, city, month);
  await markAwarded(context, parts);
  return { awarded: yearly.awarded + once.awarded, fen: yearly.fen + once.fen };
}

/**
 * Awards every closed month that was not awarded as it is now known, however long ago it was, but none before the day on
 * which its subsidies are paid: what is awarded is credited at once, and nobody spends tomorrow's money. One statement if
 * there is none.
 */
export async function awardClosedMonths(context: Context): Promise<void> {
  for (const { city, month } of await unawardedMonths(context.database)) {
    if (payDay(context, city, month) <= context.clock.today()) await awardMonth(context, city, month);
  }
}

/** CJ-15, CJ-16: the day on which what a closed month earns is paid. */
export function payDay(context: Context, city: CityCode, month: CivilMonth): CivilDate {
  const { contribution, oneOff } = context.policy(city, lastDay(month)).subsidies;
  const after = [contribution, oneOff].map((terms) => terms?.payAfterMonths.value ?? 0);
  return firstDay(nextMonth(month, Math.max(...after)));
}
