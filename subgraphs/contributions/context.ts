import { policyOn } from '#policy/policy.ts';
import type { OperationContext } from '#service/perform.ts';
import type { Sealer } from '#service/sealing.ts';
import type { EntrustedBank } from './adaptors/bank.ts';
import type { PayingBank } from './adaptors/paying-bank.ts';
import { simulatedTransferPlatform } from './adaptors/simulated-transfer-platform.ts';
import type { TransferPlatform } from './adaptors/transfer-platform.ts';

/** What this register alone needs: the banks that collect and pay out, and what hides the accounts of both. */
export type Collecting = {
  bank: EntrustedBank;
  payingBank: PayingBank;
  accounts: Sealer;
  /** The simulated one where none is given: the national platform has not published its interface. */
  transferPlatform?: TransferPlatform;
};

/** What every operation of this subgraph is given. */
export type Context = OperationContext & Collecting & { policy: typeof policyOn; transferPlatform: TransferPlatform };

/** The context of one caller, or of the runs; policy is as the files say. */
export function contributionsContext(given: OperationContext & Collecting): Context {
  const { transferPlatform = simulatedTransferPlatform() } = given;
  return { ...given, transferPlatform, policy: policyOn };
}
