import { type CityName, cityCode } from '#service/cities.ts';
import { readClassifiedBook } from '../operations/read-classified-book.ts';
import { readTrialBalance } from '../operations/read-trial-balance.ts';
import type { Asking } from './loaders.ts';

/** Query: the book of a city; everything else here is reached through a member or a pool. */
export const queryResolvers = {
  trialBalance: (_: unknown, { city }: { city: CityName }, context: Asking) =>
    readTrialBalance(context, cityCode(city)),
  classifiedBook: (_: unknown, { city }: { city: CityName }, context: Asking) =>
    readClassifiedBook(context, cityCode(city)),
};
