import DataLoader from 'dataloader';
import type { CityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { type AccountEvent, accountEventsOf } from '../operations/account-events.ts';
import { type AverageAsked, type AverageView, averageBalances } from '../operations/average-balance.ts';
import { type BalanceKey, type BalanceView, balancesOn } from '../operations/balance-on.ts';
import { citiesOfMembers } from '../operations/cities-of-members.ts';
import { type Closing, closingsOf } from '../operations/closings.ts';
import { type Correction, correctionsOf } from '../operations/corrections.ts';
import { type DeductionKey, type DeductionView, deductible } from '../operations/deductible.ts';
import { type DepositBasis, depositBases } from '../operations/deposit-basis.ts';
import { type Freeze, freezesOf } from '../operations/freezes.ts';
import { type IdentityPeriodOf, identityPeriodsOf } from '../operations/identity-periods.ts';
import { keptOfMembers } from '../operations/kept-of-members.ts';
import { type Payout, payoutsOf } from '../operations/payouts.ts';
import { type AccountView, readAccounts, readStreaks, type StreakView } from '../operations/read-accounts.ts';
import { type AgreementView, allAgreements, currentAgreements } from '../operations/read-agreements.ts';
import { type PoolFigures, readPools } from '../operations/read-pools.ts';
import { type Transfer, transfersOf } from '../operations/transfers.ts';

type AverageLoader = DataLoader<string, AverageView>;
type DeductionLoader = DataLoader<DeductionKey, DeductionView | null, string>;

/** What one request has looked up; every loader asks the database once for all that are wanted together. */
export type Loaders = {
  cities: DataLoader<string, CityCode | undefined>;
  /** CJ-08: in which other record of the same person a record ended. */
  kept: DataLoader<string, string | undefined>;
  accounts: DataLoader<string, AccountView | null>;
  agreements: DataLoader<string, AgreementView | null>;
  allAgreements: DataLoader<string, AgreementView[]>;
  depositBases: DataLoader<string, DepositBasis | null>;
  payouts: DataLoader<string, Payout[]>;
  closings: DataLoader<string, Closing[]>;
  freezes: DataLoader<string, Freeze[]>;
  corrections: DataLoader<string, Correction[]>;
  events: DataLoader<string, AccountEvent[]>;
  identities: DataLoader<string, IdentityPeriodOf[]>;
  transfers: DataLoader<string, Transfer[]>;
  streaks: DataLoader<string, StreakView>;
  pools: DataLoader<string, PoolFigures>;
  deductions(taxYear: number): DeductionLoader;
  averages(asked: AverageAsked): AverageLoader;
  balancesOn: DataLoader<BalanceKey, BalanceView, string>;
};

/** The context of one request. */
export type Asking = Context & { loaders: Loaders };

type OfMember = { memberId: string };

async function inOrder<T extends OfMember>(ids: readonly string[], found: Promise<T[]>): Promise<(T | null)[]> {
  const byMember = new Map((await found).map((each) => [each.memberId, each]));
  return ids.map((id) => byMember.get(id) ?? null);
}

async function listsInOrder<T extends OfMember>(ids: readonly string[], found: Promise<T[]>): Promise<T[][]> {
  const byMember = Map.groupBy(await found, ({ memberId }) => memberId);
  return ids.map((id) => byMember.get(id) ?? []);
}

const nothingYet = (memberId: string): StreakView => ({
  memberId,
  continuousFullMonths: 0,
  throughMonth: null,
  fundsUsed: false,
});

/** Fresh loaders for a request. */
export function loadersOf(context: Context): Loaders {
  const averages = (asked: AverageAsked): AverageLoader =>
    new DataLoader((ids) => averageBalances(context, ids, asked));
  return {
    cities: new DataLoader((ids) => citiesOfMembers(context, ids)),
    kept: new DataLoader((ids) => keptOfMembers(context, ids)),
    accounts: new DataLoader((ids) => inOrder(ids, readAccounts(context, ids))),
    agreements: new DataLoader((ids) => inOrder(ids, currentAgreements(context, ids))),
    closings: new DataLoader((ids) => listsInOrder(ids, closingsOf(context.database, ids))),
    allAgreements: new DataLoader((ids) => listsInOrder(ids, allAgreements(context, ids))),
    depositBases: new DataLoader((ids) => inOrder(ids, depositBases(context, ids))),
    payouts: new DataLoader((ids) => listsInOrder(ids, payoutsOf(context.database, ids))),
    events: new DataLoader((ids) => listsInOrder(ids, accountEventsOf(context.database, ids))),
    corrections: new DataLoader((ids) => listsInOrder(ids, correctionsOf(context.database, ids))),
    freezes: new DataLoader((ids) => listsInOrder(ids, freezesOf(context.database, ids))),
    identities: new DataLoader((ids) => listsInOrder(ids, identityPeriodsOf(context.database, ids))),
    transfers: new DataLoader((ids) => listsInOrder(ids, transfersOf(context.database, ids))),
    streaks: new DataLoader(async (ids) => {
      const found = await inOrder(ids, readStreaks(context, ids));
      return found.map((streak, index) => streak ?? nothingYet(ids[index]!));
    }),
    pools: new DataLoader((ids) => readPools(context, ids)),
    deductions: remembered((taxYear: number) => deductionLoader(context, taxYear)),
    averages: remembered(averages),
    balancesOn: new DataLoader((keys) => balancesOn(context, keys), {
      cacheKeyFn: ({ memberId, on }) => `${memberId} ${on}`,
    }),
  };
}

function deductionLoader(context: Context, taxYear: number): DeductionLoader {
  return new DataLoader((keys) => deductible(context, keys, taxYear), {
    cacheKeyFn: ({ memberId, averageIncome }) => `${memberId} ${averageIncome}`,
  });
}

/** One loader for each way of asking within a request. */
function remembered<Asked, Loader>(make: (asked: Asked) => Loader): (asked: Asked) => Loader {
  const known = new Map<string, Loader>();
  return (asked) => {
    const key = JSON.stringify(asked);
    const loader = known.get(key) ?? make(asked);
    known.set(key, loader);
    return loader;
  };
}
