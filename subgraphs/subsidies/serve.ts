import { readFileSync } from 'node:fs';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { type CallerKeys, systemCaller } from '#service/caller.ts';
import { databaseReady } from '#service/database.ts';
import { openEvents } from '#service/events.ts';
import { type Served, serveSubgraph } from '#service/serve.ts';
import { contextOf, requestContextOf } from './context.ts';
import { openSubsidies } from './database.ts';
import { handlersOf, jobsOf } from './jobs/handlers.ts';
import { memberResolvers } from './resolvers/member.ts';
import { subsidyAwardResolvers } from './resolvers/subsidy-award.ts';

const typeDefs = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');

type Options = {
  url: string;
  port: number;
  keys: CallerKeys;
  clock?: Clock;
  /** Whether to listen to events and run jobs by the clock; a test does both by hand. */
  background?: boolean;
};

/** Serves the subsidies subgraph until stopped. */
export async function serveSubsidies({ url, port, keys, clock = systemClock, background }: Options): Promise<Served> {
  const database = await openSubsidies(url);
  const events = await openEvents({ url, consumer: 'subsidies', background });
  const parts = { database, events, clock };
  const server = await serveSubgraph({
    name: 'subsidies',
    port,
    typeDefs,
    resolvers: { Member: memberResolvers, SubsidyAward: subsidyAwardResolvers },
    persons: { Member: ({ id }: { id: string }) => id },
    keys,
    clock,
    context: (caller) => requestContextOf({ ...parts, caller }),
    ready: () => databaseReady(database),
  });
  if (background) {
    const own = contextOf({ ...parts, caller: systemCaller('subsidies') });
    await events.work(handlersOf(own), jobsOf(own));
  }
  return {
    port: server.port,
    stop: async () => {
      await server.stop();
      await events.stop();
      await database.destroy();
    },
  };
}
