import { type CityName, cityCode } from '#service/cities.ts';
import { readContradictions } from '../operations/debit-contradictions.ts';
import { unansweredDebits } from '../operations/debit-voids.ts';
import { decideDebitVoid } from '../operations/decide-debit-void.ts';
import { payNow } from '../operations/pay-now.ts';
import { readPayments } from '../operations/payments.ts';
import { proposeDebitVoid } from '../operations/propose-debit-void.ts';
import type { AccountView } from '../operations/read-accounts.ts';
import { readDues, readOwed } from '../operations/read-dues.ts';
import { resolveSuspense } from '../operations/resolve-suspense.ts';
import type {
  DecideDebitVoidInput,
  PayNowInput,
  ProposeDebitVoidInput,
  ResolveSuspenseInput,
} from '../schema.generated.ts';
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

type OfCity = { city: CityName };

/** What the bank has not answered, and what it answered twice. */
export const collectionQueries = {
  unansweredDebits: (_: unknown, { city }: OfCity, context: Asking) => unansweredDebits(context, cityCode(city)),
  debitContradictions: (_: unknown, { city }: OfCity, context: Asking) => readContradictions(context, cityCode(city)),
};

/** The commands about payments outside the batch, batches without an answer, and money in suspense. */
export const collectionMutations = {
  proposeDebitVoid: (_: unknown, { input }: With<ProposeDebitVoidInput>, context: Asking) =>
    proposeDebitVoid(context, input),
  decideDebitVoid: (_: unknown, { input }: With<DecideDebitVoidInput>, context: Asking) =>
    decideDebitVoid(context, input),
  payNow: (_: unknown, { input }: With<PayNowInput>, context: Asking) => payNow(context, input),
  resolveSuspense: (_: unknown, { input }: With<ResolveSuspenseInput>, context: Asking) =>
    resolveSuspense(context, input),
};
