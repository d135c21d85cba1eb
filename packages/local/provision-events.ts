import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { queues } from '#service/queues.ts';
import { roleOf, subgraphNames } from './services.ts';

/** The queue through which pg-boss passes what its schedules say is due. */
const clock = '__pgboss__send-it';

const day = 24 * 3600;

/**
 * An event waits for its listener for as long as it takes. One that fails is tried again for about a day and then kept
 * among the untaken. What was taken is forgotten after a week: the inbox remembers it.
 */
const queueOptions = {
  retentionSeconds: 3650 * day,
  retryLimit: 30,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 300,
  // Of a taker that was killed; one that lives says so while it works.
  heartbeatSeconds: 20,
  deleteAfterSeconds: 7 * day,
};

/** Installs the event store and lets each service send its own events and receive those meant for it, and no others. */
export async function provisionEvents(client: pg.Client, ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: 'events', schedule: false, supervise: false, max: 2 });
  boss.on('error', () => {});
  await boss.start();
  try {
    const known = new Set((await boss.getQueues()).map((queue) => queue.name));
    for (const { name, untaken } of queues) {
      const options = { ...queueOptions, ...(untaken ? { deadLetter: untaken } : {}) };
      if (known.has(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, options);
    }
    if (!known.has(clock)) await boss.createQueue(clock);
  } finally {
    await boss.stop({ graceful: false });
  }
  const sql = [await allLocked(client), grants(), ...policies()].join(';');
  for (let tries = 1; !(await done(client, sql, tries)); tries += 1) await pause(againMs);
}

/** What a table is locked by for longer, a copy of the database for instance, is waited for so often. */
const mostTries = 20;
const againMs = 1_000;
const othersFirst = new Set(['40P01', '55P03']);

/** Whether it is done; all of it, or nothing, because others had what it needs. */
async function done(client: pg.Client, sql: string, tries: number): Promise<boolean> {
  try {
    await client.query(sql);
    return true;
  } catch (error) {
    if (tries === mostTries || !othersFirst.has((error as { code?: string }).code ?? '')) throw error;
    return false;
  }
}

/**
 * A grant changes a table's row in the catalogue without a lock that keeps autovacuum out. One that is at work there then
 * waits for the row, and we would wait for its lock: so all locks come first. While we wait nobody else gets them, hence
 * not for long: services that run may be in the middle of their events.
 */
async function allLocked(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ names: string }>(`
    SELECT string_agg(format('%I.%I', schemaname, tablename), ', ' ORDER BY tablename) AS names
    FROM pg_tables WHERE schemaname = 'events'`);
  return `SET LOCAL lock_timeout = '2s'; LOCK TABLE ${rows[0]?.names} IN ACCESS EXCLUSIVE MODE`;
}

function grants(): string {
  const roles = subgraphNames.map(roleOf).join(', ');
  return `
    REVOKE ALL ON ALL TABLES IN SCHEMA events FROM PUBLIC;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA events FROM PUBLIC;
    GRANT USAGE ON SCHEMA events TO ${roles};
    GRANT SELECT ON ALL TABLES IN SCHEMA events TO ${roles};
    GRANT INSERT, UPDATE, DELETE ON events.job, events.job_common, events.schedule TO ${roles};
    GRANT EXECUTE ON FUNCTION events.create_queue TO ${roles};
    GRANT INSERT ON events.queue TO ${roles};
    GRANT UPDATE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count, ready_history,
      singletons_active, monitor_claim_on, monitor_on, maintain_on) ON events.queue TO ${roles};
    GRANT UPDATE (cron_on, monitor_backoff_on, flow_on, reindex_on) ON events.version TO ${roles};
    GRANT DELETE ON events.job_dependency TO ${roles}`;
}

const sender = `'provident_' || split_part(name, '.', 1)`;
const receiver = `'provident_' || split_part(name, '.', -1)`;
const mine = `current_user IN (${sender}, ${receiver})`;
const forClock = `name = '${clock}'`;
/** A service's job for itself; it carries no data, it only says that it is time. */
const scheduled = `${sender} = ${receiver}`;

/**
 * A queue is called from.type.to: the first service sends, the last one receives. Whoever receives may also insert,
 * because pg-boss puts a failed job back that way; that cannot deceive anyone but the receiver itself. Nobody else
 * sees the row. The services share one clock, so any of them may tell another that its scheduled job is due.
 */
function policies(): string[] {
  const jobs = ['job', 'job_common'].flatMap((table) => [
    policy(table, 'own', 'ALL', mine),
    policy(table, 'clock', 'ALL', forClock),
    policy(table, 'due', 'INSERT', `${scheduled} AND data IS NULL`),
    policy(table, 'seen_due', 'SELECT', `${scheduled} AND data IS NULL`),
  ]);
  const queue = [
    policy('queue', 'seen', 'SELECT', `${mine} OR ${forClock} OR ${scheduled}`),
    policy('queue', 'counted', 'UPDATE', `${mine} OR ${forClock}`),
    // pg-boss makes sure of the clock's queue at every start, though it is there.
    policy('queue', 'made', 'INSERT', forClock),
  ];
  const schedule = [policy('schedule', 'own', 'ALL', mine), policy('schedule', 'seen', 'SELECT', 'true')];
  const tables = ['job', 'job_common', 'queue', 'schedule'];
  const enabled = tables.map((table) => `ALTER TABLE events.${table} ENABLE ROW LEVEL SECURITY`);
  return [...enabled, ...jobs, ...queue, ...schedule];
}

function policy(table: string, name: string, command: 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE', rows: string): string {
  const using = command === 'INSERT' ? '' : `USING (${rows})`;
  const check = command === 'SELECT' ? '' : `WITH CHECK (${rows})`;
  return `DROP POLICY IF EXISTS ${name} ON events.${table};
    CREATE POLICY ${name} ON events.${table} FOR ${command} ${using} ${check}`;
}
