import { readFileSync } from 'node:fs';
import type { Clock } from '#kernel/clock.ts';
import type { CallerKeys } from '#service/caller.ts';
import { databaseReady } from '#service/database.ts';
import { openEvents } from '#service/events.ts';
import { type Served, serveSubgraph } from '#service/serve.ts';
import { type IdentityKeys, membersContext } from './context.ts';
import { openMembersDatabase } from './database.ts';
import { persons, resolvers } from './resolvers/resolvers.ts';

export type ServeMembers = { url: string; port: number; keys: CallerKeys; identity: IdentityKeys; clock: Clock };

/** Serves the members subgraph on a port, with any clock. */
export async function serveMembers({ url, port, keys, identity, clock }: ServeMembers): Promise<Served> {
  const database = await openMembersDatabase(url);
  const events = await openEvents({ url, consumer: 'members' });
  const served = await serveSubgraph({
    name: 'members',
    port,
    typeDefs: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    persons,
    keys,
    clock,
    context: (caller) => membersContext({ database, clock, caller, events, keys: identity }),
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
