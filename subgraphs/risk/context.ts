import DataLoader from 'dataloader';
import type { Fen } from '#kernel/money.ts';
import { policyOn } from '#policy/policy.ts';
import type { OperationContext } from '#service/perform.ts';
import { reserveBalances } from './operations/reserve-balances.ts';

/** The balance of a pool's reserve; many in one statement, never remembered, so always to the last posting. */
type Loaders = { reserve: DataLoader<string, Fen> };

export type Context = OperationContext & { policy: typeof policyOn; loaders: Loaders };

/** The context of one request, or of many operations in one process. */
export function riskContext(given: OperationContext): Context {
  const { manager } = given.database;
  const reserve = new DataLoader<string, Fen>((pools) => reserveBalances(manager, pools), { cache: false });
  return { ...given, policy: policyOn, loaders: { reserve } };
}
