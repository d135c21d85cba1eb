import DataLoader from 'dataloader';
import { policyOn } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import type { OperationContext } from '#service/perform.ts';
import type { RepaymentBank } from './adaptors/repayment-bank.ts';
import { type Application, applicationsOf } from './operations/applications.ts';
import { citiesOfMembers } from './operations/cities-of-members.ts';
import { keptOfMembers } from './operations/kept-of-members.ts';
import { type Loan, loansOfMembers } from './operations/loans.ts';
import { type PoolFigures, poolFigures } from './operations/pool-figures.ts';
import { repayByOf } from './operations/repay-by.ts';
import { type SubsidisedLoan, subsidisedLoansOf } from './operations/subsidised-loans.ts';
import type { RepayBy } from './rules/age.ts';

/** Each loads many in a constant number of statements; none remembers, so an answer after a change is never stale. */
type Loaders = {
  cities: DataLoader<string, CityCode | undefined>;
  /** CJ-08: in which other record of the same person a record ended. */
  kept: DataLoader<string, string | undefined>;
  loansOf: DataLoader<string, Loan[]>;
  applicationsOf: DataLoader<string, Application[]>;
  subsidisedOf: DataLoader<string, SubsidisedLoan[]>;
  repayBy: DataLoader<string, RepayBy | null>;
  pool: DataLoader<string, PoolFigures>;
};

export type Context = OperationContext & { policy: typeof policyOn; bank: RepaymentBank; loaders: Loaders };

/** The context of one request, or of many operations in one process. */
export function loansContext(given: OperationContext & { bank: RepaymentBank }): Context {
  const { manager } = given.database;
  const cache = false;
  return {
    ...given,
    policy: policyOn,
    loaders: {
      cities: new DataLoader((ids) => citiesOfMembers(manager, ids), { cache }),
      kept: new DataLoader((ids) => keptOfMembers(manager, ids), { cache }),
      applicationsOf: new DataLoader((ids) => applicationsOf(manager, ids), { cache }),
      loansOf: new DataLoader((ids) => loansOfMembers(manager, ids, given.clock.today()), { cache }),
      subsidisedOf: new DataLoader((ids) => subsidisedLoansOf(manager, ids), { cache }),
      repayBy: new DataLoader((ids) => repayByOf(manager, ids), { cache }),
      pool: new DataLoader((ids) => poolFigures(manager, ids, given.clock.today()), { cache }),
    },
  };
}
