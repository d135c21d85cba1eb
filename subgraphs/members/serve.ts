import { type Register, type Serving, serveRegister } from '#service/register.ts';
import type { Served } from '#service/serve.ts';
import { type Context, type IdentityKeys, membersContext } from './context.ts';
import { openMembersDatabase } from './database.ts';
import { handlers, scheduledRuns } from './jobs/scheduled.ts';
import { refuseUnfitKeys } from './operations/check-keys.ts';
import { persons, resolvers } from './resolvers/resolvers.ts';

/** What makes this subgraph, over the keys by which persons are hidden and found. */
export const membersRegister = (keys: IdentityKeys): Register<Context> => ({
  name: 'members',
  folder: import.meta.dirname,
  open: async (url) => {
    const database = await openMembersDatabase(url);
    await refuseUnfitKeys(database, keys).catch(async (unfit: unknown) => {
      await database.destroy();
      throw unfit;
    });
    return database;
  },
  resolvers,
  persons,
  context: (given) => membersContext({ ...given, keys }),
  background: (given) => {
    const context = membersContext({ ...given, keys });
    return { handlers: handlers(context), jobs: scheduledRuns(context) };
  },
});

/** Serves the members subgraph until stopped. */
export function serveMembers({ identity, ...serving }: Serving & { identity: IdentityKeys }): Promise<Served> {
  return serveRegister(serving, membersRegister(identity));
}
