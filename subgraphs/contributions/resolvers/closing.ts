import { closeAccount } from '../operations/close-account.ts';
import { closingPreview } from '../operations/closing-preview.ts';
import type { AccountView } from '../operations/read-accounts.ts';
import type { ClosingReason } from '../rules/closing.ts';
import type { CloseAccountInput } from '../schema.generated.ts';
import type { Asking } from './loaders.ts';

/** Account: what closing it would pay, and the closings that were asked for. */
export const closingResolvers = {
  closingPreview: ({ memberId }: AccountView, _: unknown, context: Asking) => closingPreview(context, memberId),
  closings: ({ memberId }: AccountView, _: unknown, { loaders }: Asking) => loaders.closings.load(memberId),
};

/** ClosingCondition: what it asks for. */
export const closingConditionResolvers = { description: ({ text }: ClosingReason) => text };

/** The command that closes an account. */
export const closingMutations = {
  closeAccount: (_: unknown, { input }: { input: CloseAccountInput }, context: Asking) => closeAccount(context, input),
};
