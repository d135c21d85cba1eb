import { readFileSync } from 'node:fs';
import { type Clock, systemClock } from '#kernel/clock.ts';
import type { CallerKeys } from '#service/caller.ts';
import { databaseReady } from '#service/database.ts';
import { openEvents } from '#service/events.ts';
import { type Served, serveSubgraph } from '#service/serve.ts';
import { riskContext } from './context.ts';
import { openRisk } from './database.ts';
import { resolvers } from './resolvers/resolvers.ts';

type Options = { url: string; port: number; keys: CallerKeys; clock?: Clock };

/** Serves the indicators and the reserve's book until stopped. */
export async function serveRisk({ url, port, keys, clock = systemClock }: Options): Promise<Served> {
  const database = await openRisk(url);
  const events = await openEvents({ url, consumer: 'risk' });
  const served = await serveSubgraph({
    name: 'risk',
    port,
    keys,
    clock,
    typeDefs: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    // No person is known here.
    persons: {},
    context: (caller) => riskContext({ database, events, clock, caller }),
    ready: () => databaseReady(database),
  });
  return {
    port: served.port,
    stop: async () => {
      await served.stop();
      await events.stop();
      await database.destroy();
    },
  };
}
