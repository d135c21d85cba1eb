import { type Register, type Serving, serveRegister } from '#service/register.ts';
import type { Served } from '#service/serve.ts';
import { contextOf, type RequestContext, requestContextOf } from './context.ts';
import { openSubsidies } from './database.ts';
import { dryRunsOf, handlersOf, jobsOf } from './jobs/handlers.ts';
import { memberResolvers } from './resolvers/member.ts';
import { subsidyAwardResolvers } from './resolvers/subsidy-award.ts';

/** What makes this subgraph. */
export const subsidiesRegister: Register<RequestContext> = {
  name: 'subsidies',
  folder: import.meta.dirname,
  open: (url) => openSubsidies(url),
  resolvers: { Member: memberResolvers, SubsidyAward: subsidyAwardResolvers },
  persons: { Member: ({ id }: { id: string }) => id },
  context: requestContextOf,
  background: (given) => {
    const runs = contextOf(given);
    return { handlers: handlersOf(runs), jobs: jobsOf(runs), dryRuns: dryRunsOf(runs) };
  },
};

/** Serves the subsidies subgraph until stopped. */
export function serveSubsidies(serving: Serving): Promise<Served> {
  return serveRegister(serving, subsidiesRegister);
}
