import { type EventType, routes, type ServiceName, services } from './event-types.ts';

/** The queue on which one consumer hears one event type. */
export const queueName = (type: EventType, to: ServiceName): string => `${routes[type].from}.${type}.${to}`;

/** The queue of a scheduled job of one service. */
export const jobQueueName = (service: ServiceName, job: string): string => `${service}.${job}.${service}`;

/**
 * The jobs that run by the clock, per service. Each is called every day and once at start, and finds out itself what is
 * due and not yet done: a machine that was off on the 30th of June settles the interest when it is back.
 */
export const scheduledJobs: { service: ServiceName; job: string; cron: string }[] = [
  { service: 'contributions', job: 'close-month', cron: '30 1 * * *' },
  { service: 'contributions', job: 'collect', cron: '0 9 * * *' },
  { service: 'contributions', job: 'end-freezes', cron: '10 0 * * *' },
  { service: 'contributions', job: 'payouts', cron: '*/20 * * * *' },
  { service: 'contributions', job: 'settle-interest', cron: '0 20 * * *' },
  { service: 'contributions', job: 'transfers', cron: '*/30 * * * *' },
  { service: 'contributions', job: 'rotate-keys', cron: '15 2 * * *' },
  { service: 'members', job: 'ask-platform', cron: '*/10 * * * *' },
  { service: 'members', job: 'applications', cron: '20 0 * * *' },
  { service: 'members', job: 'rotate-keys', cron: '0 2 * * *' },
  { service: 'members', job: 'tell-facts', cron: '30 2 * * *' },
  { service: 'subsidies', job: 'award', cron: '0 3 * * *' },
  // Again in the day: the bank is asked for the rest once the account has answered.
  { service: 'loans', job: 'instalments', cron: '0 10-20/2 * * *' },
  { service: 'loans', job: 'liens', cron: '0 4 * * *' },
  { service: 'loans', job: 'offsets', cron: '0 6 * * *' },
  { service: 'loans', job: 'reprice', cron: '20 0 * * *' },
];

/** Where events end that one service could not take in a day of tries; they are tried anew at each of its starts. */
export const untakenQueueName = (service: ServiceName): string => `${service}.untaken.${service}`;

/** Every queue that must exist before the services start; events that cannot be taken go to `untaken`. */
export const queues: readonly { name: string; untaken?: string }[] = [
  ...services.map((service) => ({ name: untakenQueueName(service) })),
  ...(Object.keys(routes) as EventType[]).flatMap((type) =>
    routes[type].to.map((to) => ({ name: queueName(type, to), untaken: untakenQueueName(to) })),
  ),
  ...scheduledJobs.map(({ service, job }) => ({ name: jobQueueName(service, job) })),
];
