import { policyOn } from '#policy/policy.ts';
import type { OperationContext } from '#service/perform.ts';
import type { Sealer } from '#service/sealing.ts';
import type { EntrustedBank } from './adaptors/bank.ts';

/** What this register alone needs: the bank that collects, and what hides the accounts that it collects from. */
export type Collecting = { bank: EntrustedBank; accounts: Sealer };

/** What every operation of this subgraph is given. */
export type Context = OperationContext & Collecting & { policy: typeof policyOn };

/** The context of one caller, or of the runs; policy is as the files say. */
export function contributionsContext(given: OperationContext & Collecting): Context {
  return { ...given, policy: policyOn };
}
