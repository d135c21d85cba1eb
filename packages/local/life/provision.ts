import type { CivilDate } from '#kernel/calendar.ts';
import { applyRate } from '#kernel/money.ts';
import { poolFigures } from '#loans/operations/pool-figures.ts';
import { provisionReserve } from '#risk/operations/provision-reserve.ts';
import { reserveBalances } from '#risk/operations/reserve-balances.ts';
import { type CityCode, cityCodes } from '#service/cities.ts';
import type { World } from './world.ts';

/** Brings the reserve of these cities' flexible pools up to what the policy asks of the loans that are out (CJ-20, HZ-11). */
export async function provision(world: World, today: CivilDate, cities: ReadonlySet<CityCode>): Promise<void> {
  const loans = await poolFigures(
    world.databases.loans.database.manager,
    cityCodes.map((city) => `${city}:flexible`),
    today,
  );
  for (const [at, city] of cityCodes.entries()) {
    if (!cities.has(city)) continue;
    const context = world.risk[city];
    const ratio = context.policy(city, today).risk.reserveRatio.value;
    const [held = 0n] = await reserveBalances(context.database.manager, [`${city}:flexible`]);
    const missing = applyRate((loans[at] as { loanBalance: bigint }).loanBalance, ratio, 'ceil-fen') - held;
    if (missing <= 0n) continue;
    await provisionReserve(context, {
      city,
      kind: 'FLEXIBLE',
      amount: missing,
      idempotencyKey: `life-${city}-${today}`,
    });
  }
}
