import DataLoader from 'dataloader';
import type { CityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { citiesOfMembers } from '../operations/cities-of-members.ts';
import { type DeductionKey, type DeductionView, deductible } from '../operations/deductible.ts';
import { type AccountView, readAccounts, readStreaks, type StreakView } from '../operations/read-accounts.ts';
import { type AgreementView, currentAgreements } from '../operations/read-agreements.ts';
import { type PoolFigures, readPools } from '../operations/read-pools.ts';

type DeductionLoader = DataLoader<DeductionKey, DeductionView | null, string>;

/** What one request has looked up; every loader asks the database once for all that are wanted together. */
export type Loaders = {
  cities: DataLoader<string, CityCode | undefined>;
  accounts: DataLoader<string, AccountView | null>;
  agreements: DataLoader<string, AgreementView | null>;
  streaks: DataLoader<string, StreakView>;
  pools: DataLoader<string, PoolFigures>;
  deductions(taxYear: number): DeductionLoader;
};

/** The context of one request. */
export type Asking = Context & { loaders: Loaders };

type OfMember = { memberId: string };

async function inOrder<T extends OfMember>(ids: readonly string[], found: Promise<T[]>): Promise<(T | null)[]> {
  const byMember = new Map((await found).map((each) => [each.memberId, each]));
  return ids.map((id) => byMember.get(id) ?? null);
}

const nothingYet = (memberId: string): StreakView => ({
  memberId,
  continuousFullMonths: 0,
  throughMonth: null,
  fundsUsed: false,
});

/** Fresh loaders for a request. */
export function loadersOf(context: Context): Loaders {
  const deductions = new Map<number, DeductionLoader>();
  return {
    cities: new DataLoader((ids) => citiesOfMembers(context, ids)),
    accounts: new DataLoader((ids) => inOrder(ids, readAccounts(context, ids))),
    agreements: new DataLoader((ids) => inOrder(ids, currentAgreements(context, ids))),
    streaks: new DataLoader(async (ids) => {
      const found = await inOrder(ids, readStreaks(context, ids));
      return found.map((streak, index) => streak ?? nothingYet(ids[index]!));
    }),
    pools: new DataLoader((ids) => readPools(context, ids)),
    deductions: (taxYear) => {
      const known = deductions.get(taxYear) ?? deductionLoader(context, taxYear);
      deductions.set(taxYear, known);
      return known;
    },
  };
}

function deductionLoader(context: Context, taxYear: number): DeductionLoader {
  return new DataLoader((keys) => deductible(context, keys, taxYear), {
    cacheKeyFn: ({ memberId, averageIncome }) => `${memberId} ${averageIncome}`,
  });
}
