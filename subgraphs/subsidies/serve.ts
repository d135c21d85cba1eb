import { type Serving, serveRegister } from '#service/register.ts';
import type { Served } from '#service/serve.ts';
import { contextOf, requestContextOf } from './context.ts';
import { openSubsidies } from './database.ts';
import { handlersOf, jobsOf } from './jobs/handlers.ts';
import { memberResolvers } from './resolvers/member.ts';
import { subsidyAwardResolvers } from './resolvers/subsidy-award.ts';

/** Serves the subsidies subgraph until stopped. */
export function serveSubsidies(serving: Serving): Promise<Served> {
  return serveRegister(serving, {
    name: 'subsidies',
    folder: import.meta.dirname,
    open: (url) => openSubsidies(url),
    resolvers: { Member: memberResolvers, SubsidyAward: subsidyAwardResolvers },
    persons: { Member: ({ id }: { id: string }) => id },
    context: requestContextOf,
    background: (given) => {
      const runs = contextOf(given);
      return { handlers: handlersOf(runs), jobs: jobsOf(runs) };
    },
  });
}
