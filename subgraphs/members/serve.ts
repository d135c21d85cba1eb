import { type Serving, serveRegister } from '#service/register.ts';
import type { Served } from '#service/serve.ts';
import { type IdentityKeys, membersContext } from './context.ts';
import { openMembersDatabase } from './database.ts';
import { persons, resolvers } from './resolvers/resolvers.ts';

/** Serves the members subgraph until stopped. */
export function serveMembers({ identity, ...serving }: Serving & { identity: IdentityKeys }): Promise<Served> {
  return serveRegister(serving, {
    name: 'members',
    folder: import.meta.dirname,
    open: (url) => openMembersDatabase(url),
    resolvers,
    persons,
    context: (given) => membersContext({ ...given, keys: identity }),
  });
}
