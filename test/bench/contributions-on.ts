import { simulatedBank } from '#contributions/adaptors/simulated-bank.ts';
import { simulatedPayingBank } from '#contributions/adaptors/simulated-paying-bank.ts';
import { type Context, contributionsContext } from '#contributions/context.ts';
import { openContributions } from '#contributions/database.ts';
import type { CivilDate } from '#kernel/calendar.ts';
import { settableClock } from '#kernel/clock.ts';
import { systemCaller } from '#service/caller.ts';
import type { Events } from '#service/events.ts';
import { sealer } from '#service/sealing.ts';
import { testAccountKeys } from '#test/account-keys.ts';
import type { Place } from './place.ts';

process.env['OPERATION_KEY'] ??= '0f'.repeat(32);

/** The register of contributions in this process, on a day of its own. */
export async function contributionsOn(
  database: Awaited<ReturnType<Place['database']>>,
  on: CivilDate,
): Promise<{ context: Context; close(): Promise<void> }> {
  const register = await openContributions(database.url('contributions'), 8);
  // What is told is counted for nothing here: that of the subsidies is measured where it is most.
  const events = { insert: async () => {} } as unknown as Events;
  const own = { bank: simulatedBank(), payingBank: simulatedPayingBank(), accounts: sealer(testAccountKeys) };
  const caller = systemCaller('bench');
  const context = contributionsContext({ ...own, database: register, clock: settableClock(on), events, caller });
  return { context, close: () => register.destroy() };
}
