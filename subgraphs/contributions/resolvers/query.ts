import { type CityName, cityCode } from '#service/cities.ts';
import { agreementText } from '../operations/agreement-text.ts';
import { readClassifiedBook } from '../operations/read-classified-book.ts';
import { readSuspense } from '../operations/read-suspense.ts';
import { readTrialBalance } from '../operations/read-trial-balance.ts';
import { readTransferSuspense } from '../operations/transfer-suspense.ts';
import { collectionQueries } from './collection.ts';
import type { Asking } from './loaders.ts';
import { payoutQueries } from './payouts.ts';
import { runQueries } from './runs.ts';

type SuspenseAsked = { city: CityName; first: number; after?: string | null };

/** Query: the book of a city; everything else here is reached through a member or a pool. */
export const queryResolvers = {
  ...collectionQueries,
  ...payoutQueries,
  ...runQueries,
  agreementText: (_: unknown, { city }: { city: CityName }, context: Asking) => agreementText(context, cityCode(city)),
  suspenseItems: (_: unknown, { city, ...asked }: SuspenseAsked, context: Asking) =>
    readSuspense(context, cityCode(city), asked),
  trialBalance: (_: unknown, { city }: { city: CityName }, context: Asking) =>
    readTrialBalance(context, cityCode(city)),
  classifiedBook: (_: unknown, { city }: { city: CityName }, context: Asking) =>
    readClassifiedBook(context, cityCode(city)),
  transferSuspense: (_: unknown, { city }: { city: CityName }, context: Asking) =>
    readTransferSuspense(context, cityCode(city)),
};
