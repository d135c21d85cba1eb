import type { CivilMonth } from '#kernel/calendar.ts';
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

/** Awards every closed month that was not awarded as it is now known, however long ago it was; one statement if none. */
export async function awardClosedMonths(context: Context): Promise<void> {
  for (const { city, month } of await unawardedMonths(context)) await awardMonth(context, city, month);
}
