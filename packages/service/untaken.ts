import type { PgBoss } from 'pg-boss';
import type { ServiceName } from './event-types.ts';
import { log } from './log.ts';
import { untakenEvents } from './metrics.ts';
import { untakenQueueName } from './queues.ts';

/** Whoever starts a service anew has mended it, or hopes so: what it could not take is tried once more. */
export async function retryUntaken(boss: PgBoss, service: ServiceName): Promise<void> {
  const moved = await boss.redrive(untakenQueueName(service));
  if (moved > 0) log.warn({ service, events: moved }, 'events that were not taken are tried again');
}

/** Counts them for a gauge to page somebody by: each is something that happened and has not had its effect. */
export function countUntaken(boss: PgBoss, service: ServiceName): void {
  untakenEvents.collectors.set(service, async () => {
    const sql = "SELECT count(*)::int AS n FROM events.job WHERE name = $1 AND state = 'created'";
    const found = await boss.getDb().executeSql(sql, [untakenQueueName(service)]);
    return (found.rows[0] as { n: number }).n;
  });
}
