import { payNow } from '../operations/pay-now.ts';
import { readPayments } from '../operations/payments.ts';
import type { AccountView } from '../operations/read-accounts.ts';
import { readDues, readOwed } from '../operations/read-dues.ts';
import { resolveSuspense } from '../operations/resolve-suspense.ts';
import type { PayNowInput, ResolveSuspenseInput } from '../schema.generated.ts';
import type { Asking } from './loaders.ts';

type OfYear = { year: number };
type With<Input> = { input: Input };

/** Account: its agreements, what is due and owed, and what was paid outside the batch. */
export const collectionResolvers = {
  agreement: ({ memberId }: AccountView, _: unknown, { loaders }: Asking) => loaders.agreements.load(memberId),
  agreements: ({ memberId }: AccountView, _: unknown, { loaders }: Asking) => loaders.allAgreements.load(memberId),
  dues: ({ memberId }: AccountView, { year }: OfYear, context: Asking) => readDues(context, memberId, year),
  owed: ({ memberId }: AccountView, _: unknown, context: Asking) => readOwed(context, memberId),
  payments: ({ memberId }: AccountView, { year }: OfYear, context: Asking) => readPayments(context, memberId, year),
};

/** The commands about payments outside the batch and about money in suspense. */
export const collectionMutations = {
  payNow: (_: unknown, { input }: With<PayNowInput>, context: Asking) => payNow(context, input),
  resolveSuspense: (_: unknown, { input }: With<ResolveSuspenseInput>, context: Asking) =>
    resolveSuspense(context, input),
};
