import type DataLoader from 'dataloader';
import type { Clock } from '#kernel/clock.ts';
import { policyOn } from '#policy/policy.ts';
import type { Caller } from '#service/caller.ts';
import type { CityCode } from '#service/cities.ts';
import type { Database } from '#service/database.ts';
import type { Events } from '#service/events.ts';
import type { OperationContext } from '#service/perform.ts';
import { cityLoader } from './operations/cities-of-members.ts';
import { keptLoader } from './operations/kept-of-members.ts';
import { awardLoader } from './operations/subsidy-awards.ts';
import type { AwardRow } from './tables/award.ts';

/** What operations and jobs are given. */
export type Context = OperationContext & { policy: typeof policyOn };

/** One request: its loaders live as long as it does. */
export type RequestContext = Context & {
  cities: DataLoader<string, CityCode | undefined>;
  /** CJ-08: in which other record of the same person a record ended. */
  kept: DataLoader<string, string | undefined>;
  awards: DataLoader<string, AwardRow[]>;
};

type Parts = { database: Database; events: Events; clock: Clock; caller: Caller };

export const contextOf = (parts: Parts): Context => ({ ...parts, policy: policyOn });

export const requestContextOf = (parts: Parts): RequestContext => ({
  ...contextOf(parts),
  cities: cityLoader(parts.database),
  kept: keptLoader(parts.database),
  awards: awardLoader(parts.database),
});
