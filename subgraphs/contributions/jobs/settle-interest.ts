import type { CityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { finishRun, openRun, type RunOf } from '../operations/run-in-chunks.ts';
import { refuseBeforeSettlementDay, settleAccounts } from '../operations/settle-accounts.ts';

/** Settles the interest of the year that ends on its settlement day for every account of a city, once (CJ-09). */
export async function settleInterest(context: Context, city: CityCode, year: number): Promise<void> {
  refuseBeforeSettlementDay(context, city, year);
  const run: RunOf = { kind: 'settle-interest', city, period: String(year) };
  for (const chunk of await openRun(context, run)) await settleAccounts(context, run, chunk);
  await finishRun(context, run);
}
