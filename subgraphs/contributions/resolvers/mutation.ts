import { changePlan } from '../operations/change-plan.ts';
import { contribute } from '../operations/contribute.ts';
import { signAgreement } from '../operations/sign-agreement.ts';
import { terminateAgreement } from '../operations/terminate-agreement.ts';
import type {
  ChangePlanInput,
  ContributeInput,
  SignAgreementInput,
  TerminateAgreementInput,
} from '../schema.generated.ts';
import { closingMutations } from './closing.ts';
import { collectionMutations } from './collection.ts';
import type { Asking } from './loaders.ts';
import { payoutMutations } from './payouts.ts';
import { runMutations } from './runs.ts';
import { segmentMutations } from './segments.ts';

type With<Input> = { input: Input };

/** One command, one operation. */
export const mutationResolvers = {
  ...closingMutations,
  ...collectionMutations,
  ...payoutMutations,
  ...runMutations,
  ...segmentMutations,
  signAgreement: (_: unknown, { input }: With<SignAgreementInput>, context: Asking) => signAgreement(context, input),
  changePlan: (_: unknown, { input }: With<ChangePlanInput>, context: Asking) => changePlan(context, input),
  terminateAgreement: (_: unknown, { input }: With<TerminateAgreementInput>, context: Asking) =>
    terminateAgreement(context, input),
  contribute: (_: unknown, { input }: With<ContributeInput>, context: Asking) => contribute(context, input),
};
