import type { CityCode } from './cities.ts';

/** A subgraph that owns a schema, a role and an inbox. */
const services = ['members', 'contributions', 'subsidies', 'loans', 'risk'] as const;
export type ServiceName = (typeof services)[number];

export type CategoryKind = 'STUDENT' | 'GRADUATE' | 'VETERAN' | 'BORDER_GUARD';

/** What other registers need to know of a member to decide; no name, no number, no phone. */
export type MemberFacts = {
  memberId: string;
  /** Counts what was told of this member, so that what was told before never replaces what was told after it. */
  sequence: number;
  city: CityCode;
  approvedOn: string;
  retirementOn: string;
  inUnit: boolean;
  categories: { kind: CategoryKind; graduatedOn: string | null }[];
};

/** One account's month as it was closed; money as decimal fen text, because JSON has no bigint. */
export type MonthClosedRow = {
  memberId: string;
  full: boolean;
  creditedFen: string;
  streakMonths: number;
  used: boolean;
};

type Payloads = {
  'application-approved': MemberFacts;
  'member-facts-changed': MemberFacts;
  'account-opened': { memberId: string; city: CityCode; openedOn: string };
  'month-closed': { city: CityCode; month: string; chunk: number; rows: MonthClosedRow[] };
  'subsidy-awarded': { awardId: string; memberId: string; city: CityCode; fen: string; clause: string; payOn: string };
  'subsidy-credited': { awardId: string; memberId: string; creditedOn: string; movementId: string };
  'loan-granted': { loanId: string; memberId: string; city: CityCode; on: string };
  'loan-settled': { loanId: string; memberId: string; city: CityCode; on: string };
};

export type EventType = keyof Payloads;
/** Something that happened, told inside the transaction that made it so. */
export type DomainEvent = { [T in EventType]: { type: T } & Payloads[T] }[EventType];
export type EventOf<T extends EventType> = { type: T } & Payloads[T];

/** Who tells an event and who listens: the post office's one table. */
export const routes: Record<EventType, { from: ServiceName; to: readonly ServiceName[] }> = {
  'application-approved': { from: 'members', to: ['contributions', 'subsidies', 'loans'] },
  'member-facts-changed': { from: 'members', to: ['contributions', 'subsidies', 'loans'] },
  'account-opened': { from: 'contributions', to: ['subsidies'] },
  'month-closed': { from: 'contributions', to: ['subsidies'] },
  'subsidy-awarded': { from: 'subsidies', to: ['contributions'] },
  'subsidy-credited': { from: 'contributions', to: ['subsidies'] },
  'loan-granted': { from: 'loans', to: ['contributions', 'subsidies'] },
  'loan-settled': { from: 'loans', to: ['contributions', 'subsidies'] },
};

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
  { service: 'contributions', job: 'settle-interest', cron: '0 20 * * *' },
  { service: 'subsidies', job: 'award', cron: '0 3 * * *' },
  { service: 'loans', job: 'instalments', cron: '0 10 * * *' },
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
