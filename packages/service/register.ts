import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { type Caller, type CallerKeys, systemCaller } from './caller.ts';
import { type Database, databaseReady, rows } from './database.ts';
import type { ServiceName } from './event-types.ts';
import { type EventHandlers, type Events, openEvents } from './events.ts';
import type { OperationContext } from './perform.ts';
import type { Persons } from './persons.ts';
import type { Posts } from './posts.ts';
import type { JobHandlers } from './scheduled.ts';
import { type Served, serveSubgraph } from './serve.ts';

/** What every subgraph is started with. */
export type Serving = {
  /** The address of its schema, under its own login role. */
  url: string;
  port: number;
  keys: CallerKeys;
  clock?: Clock;
  /** Whether to listen to events and run jobs by the clock; a test does both by hand. */
  background?: boolean;
};

/** What makes a subgraph this one. */
export type Register<C extends object> = {
  name: ServiceName;
  /** The folder that its schema.graphql is in. */
  folder: string;
  open: (url: string) => Promise<Database>;
  // biome-ignore lint/suspicious/noExplicitAny: resolver maps are typed by each subgraph's generated types.
  resolvers: Record<string, any>;
  persons: Persons;
  context: (given: OperationContext) => C;
  /** What it answers besides GraphQL, by path. */
  posts?: Posts<C>;
  background?: (context: OperationContext) => { handlers: EventHandlers; jobs?: JobHandlers };
};

type Own = { database: Database; events: Events; clock: Clock };

/** Serves a subgraph over its register, with its post office, until stopped. */
export async function serveRegister<C extends object>(serving: Serving, register: Register<C>): Promise<Served> {
  const { url, port, keys, clock = systemClock, background } = serving;
  const { name, folder, resolvers, persons, posts = {} } = register;
  const database = await register.open(url);
  const events = await openEvents({ url, consumer: name, background });
  const own: Own = { database, events, clock };
  const served = await serveSubgraph({
    name,
    port,
    keys,
    clock,
    resolvers,
    persons,
    posts,
    typeDefs: readFileSync(join(folder, 'schema.graphql'), 'utf8'),
    context: (caller: Caller) => register.context({ ...own, caller }),
    ready: () => databaseReady(database),
  });
  if (background && register.background) {
    const { handlers, jobs } = register.background({ ...own, caller: systemCaller(name) });
    await events.work(handlers, jobs);
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

/** What one command of a job was and how often it was carried out. */
export type Done = { name: string; times: number };

// By its own correlation, so that what the serving process does meanwhile is not counted.
const doneSql = 'SELECT name, count(*)::int AS times FROM operation WHERE correlation = $1 GROUP BY name ORDER BY name';

/**
 * Runs one job of a register now, as the clock does in the process that serves it, and tells what it carried out. Both
 * act under one name: whatever one has done, the other does not do again.
 */
export async function runJob(
  url: string,
  register: Pick<Register<object>, 'name' | 'open' | 'background'>,
  job: string,
): Promise<Done[]> {
  const { name } = register;
  const database = await register.open(url);
  try {
    const events = await openEvents({ url, consumer: name });
    try {
      const caller = { ...systemCaller(name), correlation: `by-hand-${randomUUID()}` };
      const run = register.background?.({ database, events, clock: systemClock, caller }).jobs?.[job];
      if (!run) throw new Error(`${name} has no job ${job}`);
      await run();
      return await rows<Done>(database, doneSql, [caller.correlation]);
    } finally {
      await events.stop();
    }
  } finally {
    await database.destroy();
  }
}
