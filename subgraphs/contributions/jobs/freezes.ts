import type { CityCode } from '#service/cities.ts';
import { tryEach } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { endedFreezes } from '../operations/freezes.ts';
import { endFreeze } from '../operations/unfreeze-account.ts';

/** CJ-13: ends the freezes of a city whose last day has passed. */
export async function endFreezes(context: Context, city: CityCode): Promise<void> {
  await tryEach(await endedFreezes(context.database, city, context.clock.today()), (freeze) =>
    endFreeze(context, freeze),
  );
}
