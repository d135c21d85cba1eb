import { type Register, type Serving, serveRegister } from '#service/register.ts';
import type { Served } from '#service/serve.ts';
import { type Collecting, contributionsContext } from './context.ts';
import { openContributions } from './database.ts';
import { dryRuns, handlers, scheduledRuns } from './jobs/handlers.ts';
import { readProgress } from './operations/runs.ts';
import { type Asking, loadersOf } from './resolvers/loaders.ts';
import { persons, resolvers } from './resolvers/resolvers.ts';
import { taxExportPosts } from './resolvers/tax-export.ts';

/** What makes this subgraph, over the banks that collect and pay out. */
export const contributionsRegister = (own: Collecting): Register<Asking> => ({
  name: 'contributions',
  folder: import.meta.dirname,
  open: (url) => openContributions(url),
  resolvers,
  persons,
  posts: taxExportPosts,
  context: (given) => {
    const context = contributionsContext({ ...given, ...own });
    return { ...context, loaders: loadersOf(context) };
  },
  background: (given) => {
    const runs = contributionsContext({ ...given, ...own });
    return { handlers: handlers(runs), jobs: scheduledRuns(runs), dryRuns: dryRuns(runs) };
  },
  progress: readProgress,
});

/** Serves the contributions subgraph until stopped. */
export function serveContributions(own: Serving & Collecting): Promise<Served> {
  const { bank, payingBank, accounts, transferPlatform, ...serving } = own;
  return serveRegister(serving, contributionsRegister({ bank, payingBank, accounts, transferPlatform }));
}
