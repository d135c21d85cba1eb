import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '#kernel/clock.ts';
import type { Fen } from '#kernel/money.ts';
import { type Caller, type CallerKeys, systemCaller } from './caller.ts';
import type { CityCode } from './cities.ts';
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
  background?: (context: OperationContext) => {
    handlers: EventHandlers;
    jobs?: JobHandlers;
    /** The same jobs, tried and taken back. */
    dryRuns?: Record<string, () => Promise<Tried[]>>;
  };
  /** How far the runs under way have come; undefined while there is none. */
  progress?: (database: Database) => Promise<Progress | undefined>;
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

/** How many parts of the runs that are under way are done, of how many. */
export type Progress = { done: number; total: number };
/** What a run would do, tried and taken back; in fen. */
export type Tried = {
  city: CityCode;
  period: string;
  rows: number;
  amount: Fen;
  /** The clause that it is owed by, and how many persons it is owed to, where a run tells them apart. */
  clause?: string;
  persons?: number;
};

type OfJobs = Pick<Register<object>, 'name' | 'open' | 'background' | 'progress'>;

/**
 * Runs one job of a register now, as the clock does in the process that serves it, and tells what it carried out and, on
 * the way, how far it is. Both act under one name: whatever one has done, the other does not do again.
 */
export function runJob(
  url: string,
  register: OfJobs,
  job: string,
  show?: (progress: Progress) => void,
): Promise<Done[]> {
  return withBackground(url, register, async ({ database, caller, jobs }) => {
    const run = jobs?.[job];
    if (!run) throw new Error(`${register.name} has no job ${job}`);
    const watch = show && watchProgress(database, register, show);
    await run().finally(() => watch?.stop());
    return rows<Done>(database, doneSql, [caller.correlation]);
  });
}

/** Tries one job of a register: tells what it would book, city by city, and leaves everything as it was. */
export function tryJob(url: string, register: OfJobs, job: string): Promise<Tried[]> {
  return withBackground(url, register, ({ dryRuns }) => {
    const run = dryRuns?.[job];
    if (!run) throw new Error(`${register.name} cannot try ${job}`);
    return run();
  });
}

type Background = ReturnType<NonNullable<Register<object>['background']>>;

async function withBackground<T>(
  url: string,
  { name, open, background }: OfJobs,
  work: (given: Partial<Background> & { database: Database; caller: Caller }) => Promise<T>,
): Promise<T> {
  const database = await open(url);
  try {
    const events = await openEvents({ url, consumer: name });
    try {
      const caller = { ...systemCaller(name), correlation: `by-hand-${randomUUID()}` };
      return await work({ ...background?.({ database, events, clock: systemClock, caller }), database, caller });
    } finally {
      await events.stop();
    }
  } finally {
    await database.destroy();
  }
}

const oftenMs = 500;

function watchProgress(database: Database, { progress }: OfJobs, show: (progress: Progress) => void): { stop(): void } {
  const look = async (): Promise<void> => {
    const found = await progress?.(database);
    if (found) show(found);
  };
  // What cannot be looked at now is looked at again: the bar is not the run.
  const timer = setInterval(() => void look().catch(() => {}), oftenMs);
  return { stop: () => clearInterval(timer) };
}
