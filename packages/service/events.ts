import { randomUUID } from 'node:crypto';
import { type ConstructorOptions, type Job, type JobResult, PgBoss } from 'pg-boss';
import type { Clock } from '#kernel/clock.ts';
import { type Database, type Db, rows } from './database.ts';
import { type DomainEvent, type EventOf, type EventType, routes, type ServiceName } from './event-types.ts';
import { log } from './log.ts';
import { throughOutage } from './outage.ts';
import { queueName } from './queues.ts';
import { type JobHandlers, workJobs } from './scheduled.ts';
import { countUntaken, retryUntaken } from './untaken.ts';

/** An event as it arrives: with the id under which the inbox knows it. */
export type Arrived<T extends EventType> = { id: string; event: EventOf<T> };
/** What one service does on the events it listens to. */
export type EventHandlers = { [T in EventType]?: (arrived: Arrived<T>) => Promise<void> };

/** The post office of one service, over pg-boss: an outbox inside the teller's transaction, an inbox at the listener. */
export type Events = {
  insert(db: Db, events: readonly DomainEvent[]): Promise<void>;
  work(handlers: EventHandlers, jobs?: JobHandlers): Promise<void>;
  /** Handles what has arrived until nothing is left; tells how many events that were. */
  drain(handlers: EventHandlers): Promise<number>;
  stop(): Promise<void>;
};

type Envelope = { eventId: string; event: DomainEvent };

const within = (db: Db): { executeSql(text: string, values?: unknown[]): Promise<{ rows: never[] }> } => ({
  executeSql: async (text, values) => ({ rows: await rows<never>(db, text, values as unknown[]) }),
});

async function insertEvents(boss: PgBoss, db: Db, events: readonly DomainEvent[]): Promise<void> {
  const queues = new Map<string, { data: Envelope }[]>();
  for (const event of events) {
    const eventId = randomUUID();
    for (const to of routes[event.type].to) {
      const name = queueName(event.type, to);
      queues.set(name, [...(queues.get(name) ?? []), { data: { eventId, event } }]);
    }
  }
  for (const [name, jobs] of queues) await boss.insert(name, jobs, { db: within(db) });
}

const listens = (service: ServiceName, handlers: EventHandlers): EventType[] =>
  (Object.keys(handlers) as EventType[]).filter((type) => routes[type].to.includes(service));

async function take(handlers: EventHandlers, type: EventType, job: Job<Envelope>): Promise<boolean> {
  const handler = handlers[type] as Handler;
  try {
    await handler({ id: job.data.eventId, event: job.data.event });
    return true;
  } catch (error) {
    const fault = error instanceof Error ? error.stack : String(error);
    log.error({ type, event: job.data.eventId, fault }, 'an event was not taken; it will be tried again');
    return false;
  }
}

const lanes = 8;

const subjectOf = ({ event, eventId }: Envelope): string => ('memberId' in event ? event.memberId : eventId);

// Events about one member stay in their order in one lane; those about others need not wait for them.
const laneOf = (envelope: Envelope): number => Number.parseInt(subjectOf(envelope).slice(-4), 16) % lanes;

async function handleAll(
  handlers: EventHandlers,
  type: EventType,
  jobs: readonly Job<Envelope>[],
): Promise<JobResult[]> {
  const results: JobResult[] = [];
  // One event that cannot be taken is tried again by itself; it holds up only later ones about the same member.
  const work = async (lane: readonly Job<Envelope>[]): Promise<void> => {
    const stuck = new Set<string>();
    for (const job of lane) {
      const subject = subjectOf(job.data);
      const taken = !stuck.has(subject) && (await take(handlers, type, job));
      if (!taken) stuck.add(subject);
      results.push({ id: job.id, status: taken ? 'completed' : 'failed' });
    }
  };
  await Promise.all([...Map.groupBy(jobs, ({ data }) => laneOf(data)).values()].map(work));
  return results;
}

/** Which of these queues hold what may be taken now: one question instead of a fetch from each. */
async function waitingIn(boss: PgBoss, queues: readonly string[]): Promise<ReadonlySet<string>> {
  const sql = `SELECT DISTINCT name FROM events.job
    WHERE name = ANY ($1::text[]) AND state < 'active' AND NOT blocked AND start_after <= now()`;
  const found = await boss.getDb().executeSql(sql, [queues]);
  return new Set((found.rows as { name: string }[]).map(({ name }) => name));
}

async function drainAll(boss: PgBoss, service: ServiceName, handlers: EventHandlers): Promise<number> {
  const queues = listens(service, handlers).map((type) => ({ type, name: queueName(type, service) }));
  const names = queues.map(({ name }) => name);
  for (let count = 0; ; ) {
    const waiting = await waitingIn(boss, names);
    let taken = 0;
    for (const { type, name } of queues) {
      if (waiting.has(name)) taken += await drainQueue(boss, handlers, { type, name });
    }
    if (taken === 0) return count;
    count += taken;
  }
}

async function drainQueue(
  boss: PgBoss,
  handlers: EventHandlers,
  { type, name }: { type: EventType; name: string },
): Promise<number> {
  const jobs = await boss.fetch<Envelope>(name, { batchSize: 500 });
  const results = await handleAll(handlers, type, jobs);
  const failed = results.filter(({ status }) => status === 'failed').map(({ id }) => id);
  const taken = results.filter(({ status }) => status === 'completed').map(({ id }) => id);
  if (taken.length > 0) await boss.complete(name, taken);
  if (failed.length > 0) {
    await boss.fail(name, failed);
    throw new Error(`${failed.length} events of ${name} were not taken; the log says why`);
  }
  return jobs.length;
}

type Handler = (arrived: { id: string; event: DomainEvent }) => Promise<void>;

/** The same handlers, each waiting for a database that is away. */
function patiently(boss: PgBoss, handlers: EventHandlers): EventHandlers {
  const waiting = (Object.entries(handlers) as [EventType, Handler][]).map(([type, handler]) => {
    return [type, (arrived: Parameters<Handler>[0]) => throughOutage(boss, type, () => handler(arrived))];
  });
  return Object.fromEntries(waiting) as EventHandlers;
}

async function workAll(boss: PgBoss, service: ServiceName, handlers: EventHandlers, jobs: JobHandlers): Promise<void> {
  const patient = patiently(boss, handlers);
  countUntaken(boss, service);
  await retryUntaken(boss, service);
  for (const type of listens(service, handlers)) {
    await boss.work<Envelope>(
      queueName(type, service),
      { pollingIntervalSeconds: 0.5, batchSize: 100, perJobResults: true },
      (batch) => handleAll(patient, type, batch),
    );
  }
  await workJobs(boss, service, jobs);
}

// pg-boss passes some of its errors on as plain objects.
const faultOf = (error: unknown): string => String((error as { message?: unknown }).message ?? error);

/** Opens the post office for one service, with its own login role. */
export async function openEvents(options: {
  url: string;
  consumer: ServiceName;
  background?: boolean;
}): Promise<Events> {
  const settings: ConstructorOptions = {
    connectionString: options.url,
    schema: 'events',
    max: 3,
    migrate: false,
    createSchema: false,
    supervise: options.background ?? false,
    // Events whose taker was killed are noticed by their missing heartbeat.
    superviseIntervalSeconds: 20,
    monitorIntervalSeconds: 20,
    schedule: options.background ?? false,
    application_name: `provident-events-${options.consumer}`,
  };
  const boss = new PgBoss(settings);
  boss.on('error', (error) => log.error({ error: faultOf(error), consumer: options.consumer }, 'post office fault'));
  await boss.start();
  return {
    insert: (db, events) => insertEvents(boss, db, events),
    work: (handlers, jobs = {}) => workAll(boss, options.consumer, handlers, jobs),
    drain: (handlers) => drainAll(boss, options.consumer, handlers),
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

/** Carries out the effect of an event at most once, in one transaction with its line in the inbox. */
export async function consume<T extends EventType>(
  context: { database: Database; clock: Clock; events: Events },
  arrived: Arrived<T>,
  work: (transaction: { db: Db; emit(event: DomainEvent): void }) => Promise<void>,
): Promise<void> {
  await context.database.transaction(async (db) => {
    const taken = await rows(
      db,
      'INSERT INTO inbox (event_id, type, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING event_id',
      [arrived.id, arrived.event.type, context.clock.now()],
    );
    if (taken.length === 0) return;
    const told: DomainEvent[] = [];
    await work({ db, emit: (event) => void told.push(event) });
    await context.events.insert(db, told);
  });
}
