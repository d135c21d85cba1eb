import { type CivilMonth, monthOf, nextMonth } from '#kernel/calendar.ts';
import { type CityCode, cityCodes } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { awardContributionSubsidy } from '../operations/award-contribution-subsidy.ts';
import type { Awarded } from '../operations/award-in-chunks.ts';
import { awardOneOffSubsidy } from '../operations/award-one-off-subsidy.ts';

/** How many closed months a run by the clock looks back on, so that facts that came late are still awarded. */
const monthsLookedBack = 3;

/** CJ-15, CJ-16: awards a city's subsidies of a closed month (免申即享); a second run awards nothing twice. */
export async function awardMonth(context: Context, city: CityCode, month: CivilMonth): Promise<Awarded> {
  const yearly = await awardContributionSubsidy(context, city, month);
  const once = await awardOneOffSubsidy(context, city, month);
  return { awarded: yearly.awarded + once.awarded, fen: yearly.fen + once.fen };
}

/** Awards the months that were closed lately, oldest first, in both cities. */
export async function awardClosedMonths(context: Context): Promise<void> {
  const thisMonth = monthOf(context.clock.today());
  for (let back = monthsLookedBack; back >= 1; back -= 1) {
    for (const city of cityCodes) await awardMonth(context, city, nextMonth(thisMonth, -back));
  }
}
