import { yuan } from '#kernel/money.ts';
import type { Context } from '../context.ts';
import { type Indicator, indicators, type PoolFacts } from '../rules/indicators.ts';
import type { PoolOf } from './pools.ts';
import { reserveBalance } from './reserve-balances.ts';

/** What the other registers say of a pool, as the gateway brings it: money as text in yuan ("123.00"). */
export type RequiredFacts = Record<Exclude<keyof PoolFacts, 'reserveBalance'>, string>;

/** The indicators of a pool now, from the facts that other registers just gave (CJ-22, HZ-14). */
export async function readIndicators(context: Context, pool: PoolOf, required: RequiredFacts): Promise<Indicator[]> {
  const { clock, policy } = context;
  const facts = {
    depositBalance: yuan(required.depositBalance),
    contributedThisYear: yuan(required.contributedThisYear),
    withdrawnThisYear: yuan(required.withdrawnThisYear),
    dueThisYear: yuan(required.dueThisYear),
    paidOfDueThisYear: yuan(required.paidOfDueThisYear),
    loanBalance: yuan(required.loanBalance),
    reserveBalance: await reserveBalance(context, pool.id),
  };
  return indicators(facts, pool.kind, policy(pool.city, clock.today()), clock.now());
}
