import { type Register, type Serving, serveRegister } from '#service/register.ts';
import type { Served } from '#service/serve.ts';
import { contextOf, type RequestContext, requestContextOf } from './context.ts';
import { openSubsidies } from './database.ts';
import { dryRunsOf, handlersOf, jobsOf } from './jobs/handlers.ts';
import { memberResolvers } from './resolvers/member.ts';
import { subsidyAwardResolvers, takenBackResolvers, usedFigureResolvers } from './resolvers/subsidy-award.ts';
import { awardTrialResolvers, mutationResolvers, queryResolvers, subsidyCostResolvers } from './resolvers/trials.ts';

/** What makes this subgraph. */
export const subsidiesRegister: Register<RequestContext> = {
  name: 'subsidies',
  folder: import.meta.dirname,
  open: (url) => openSubsidies(url),
  resolvers: {
    Query: queryResolvers,
    Mutation: mutationResolvers,
    Member: memberResolvers,
    SubsidyAward: subsidyAwardResolvers,
    UsedFigure: usedFigureResolvers,
    SubsidyTakenBack: takenBackResolvers,
    SubsidyCost: subsidyCostResolvers,
    AwardTrial: awardTrialResolvers,
  },
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
