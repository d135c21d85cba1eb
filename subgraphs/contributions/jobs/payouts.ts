import type { CityCode } from '#service/cities.ts';
import { tryEach } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { expirePayout } from '../operations/expire-payout.ts';
import { payOut } from '../operations/pay-out.ts';
import { heldIn } from '../operations/payouts.ts';
import { resolvePayout } from '../operations/resolve-payout.ts';

/**
 * HZ-04: sends every order of a city again that the bank has not answered. One whose last day has passed is only asked
 * for, and given back when the bank still does not know.
 */
export async function payOutHeld(context: Context, city: CityCode): Promise<void> {
  await tryEach(heldIn(context.database, city), async (payout) => {
    if (payout.expiresOn >= context.clock.today()) return payOut(context, payout.id);
    const answer = await context.payingBank.ask(payout.reference);
    await (answer ? resolvePayout(context, payout.reference, answer) : expirePayout(context, payout));
  });
}
