import type { PgBoss } from 'pg-boss';
import type { ServiceName } from './event-types.ts';
import { log } from './log.ts';
import { isOutage, throughOutage } from './outage.ts';
import { jobQueueName, scheduledJobs } from './queues.ts';

/** What one service does by the clock, by the names of `scheduledJobs`. */
export type JobHandlers = Record<string, () => Promise<unknown>>;

/** Does the jobs of a service at their hours and once now. */
export async function workJobs(boss: PgBoss, service: ServiceName, jobs: JobHandlers): Promise<void> {
  const own = scheduledJobs.filter((scheduled) => scheduled.service === service && jobs[scheduled.job]);
  const sendAll = () => Promise.all(own.map(({ job }) => boss.send(jobQueueName(service, job), null)));
  // What fell due while nothing ran is done now; a job of a process that was killed is not waited for. Sent before anybody
  // looks: whoever looked first would look again only when the polling interval is over.
  await sendAll();
  for (const { job, cron } of own) {
    const name = jobQueueName(service, job);
    await boss.work(name, { pollingIntervalSeconds: 2 }, async () => void (await throughOutage(boss, job, jobs[job]!)));
    await boss.schedule(name, cron, null, { tz: 'Asia/Shanghai' });
  }
  // Nor is one that was lost on its way here when the database went away.
  let away = false;
  boss.on('error', (error) => {
    if (away || !isOutage(error)) return;
    away = true;
    const back = throughOutage(boss, 'the clock', sendAll).finally(() => {
      away = false;
    });
    back.catch((fault: unknown) => log.error({ service, error: String(fault) }, 'the jobs of the clock were not sent'));
  });
}
