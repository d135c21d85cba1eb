import { readFileSync } from 'node:fs';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { type CallerKeys, systemCaller } from '#service/caller.ts';
import { databaseReady } from '#service/database.ts';
import { openEvents } from '#service/events.ts';
import { type Served, serveSubgraph } from '#service/serve.ts';
import type { EntrustedBank } from './adaptors/bank.ts';
import { contributionsContext } from './context.ts';
import { openContributions } from './database.ts';
import { handlers, scheduledRuns } from './jobs/handlers.ts';
import { loadersOf } from './resolvers/loaders.ts';
import { persons, resolvers } from './resolvers/resolvers.ts';

type Options = {
  url: string;
  port: number;
  keys: CallerKeys;
  bank: EntrustedBank;
  clock?: Clock;
  /** Whether to listen to events and run jobs by the clock; a test does both by hand. */
  background?: boolean;
};

/** Serves the contributions subgraph until stopped. */
export async function serveContributions(options: Options): Promise<Served> {
  const { url, port, keys, bank, clock = systemClock, background } = options;
  const database = await openContributions(url);
  const events = await openEvents({ url, consumer: 'contributions', background });
  const own = { database, events, clock, bank };
  const served = await serveSubgraph({
    name: 'contributions',
    port,
    typeDefs: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    persons,
    keys,
    clock,
    context: (caller) => {
      const context = contributionsContext({ ...own, caller });
      return { ...context, loaders: loadersOf(context) };
    },
    ready: () => databaseReady(database),
  });
  if (background) {
    const runs = contributionsContext({ ...own, caller: systemCaller('contributions') });
    await events.work(handlers(runs), scheduledRuns(runs));
  }
  return {
    port: served.port,
    stop: async () => {
      await served.stop();
      await events.stop();
      await database.destroy();
    },
  };
}
