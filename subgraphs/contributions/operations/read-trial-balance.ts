import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { trialBalance } from '#ledger/trial-balance.ts';
import type { CityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';

type TrialBalanceLine = { account: string; pool: string; balance: Fen };

/** The trial balance of a city of the caller's own (CJ-19) in fen; the lines of a pool (`652300:flexible`) add up to zero. */
export async function readTrialBalance({ caller, database }: Context, city: CityCode): Promise<TrialBalanceLine[]> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const lines = await trialBalance(database.manager, city);
  return lines.map(({ account, pool, balance }) => ({ account, pool: `${city}:${pool}`, balance }));
}
