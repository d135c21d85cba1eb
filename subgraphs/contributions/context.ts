import { policyOn } from '#policy/policy.ts';
import type { OperationContext } from '#service/perform.ts';
import type { EntrustedBank } from './adaptors/bank.ts';

/** What every operation of this subgraph is given. */
export type Context = OperationContext & { policy: typeof policyOn; bank: EntrustedBank };

/** The context of one caller, or of the runs; policy is as the files say. */
export function contributionsContext(given: OperationContext & { bank: EntrustedBank }): Context {
  return { ...given, policy: policyOn };
}
