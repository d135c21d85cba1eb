import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The metrics of this process; labels never hold anything about a person. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const seconds = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/**
 * Seconds that requests took, by their HTTP status, or "gone" where the client left before. An operation that the gateway
 * answered counts in `operationSeconds` and not here.
 */
export const requestSeconds = new Histogram({
  name: 'provident_request_seconds',
  help: 'Seconds per request',
  labelNames: ['service', 'outcome'] as const,
  buckets: seconds,
  registers: [registry],
});

/** Refusals and faults by their closed code. */
export const failures = new Counter({
  name: 'provident_failures_total',
  help: 'Refusals and faults by code',
  labelNames: ['service', 'code'] as const,
  registers: [registry],
});

/** Objects that operations answered, by audience; how many they could have at most is said of each in the log. */
export const operationCost = new Histogram({
  name: 'provident_operation_cost',
  help: 'Objects an operation answered',
  labelNames: ['audience'] as const,
  buckets: [1, 10, 50, 100, 500, 1_000, 5_000, 10_000, 20_000, 40_000],
  registers: [registry],
});

/** Seconds that operations took at the gateway, by audience, document on file ("other" if none) and HTTP status. */
export const operationSeconds = new Histogram({
  name: 'provident_operation_seconds',
  help: 'Seconds per operation at the gateway by audience, document on file and status',
  labelNames: ['audience', 'document', 'status'] as const,
  buckets: seconds,
  registers: [registry],
});

/** Seconds that the gateway waited for subgraphs, by subgraph and what came of it: answered, late, failed, left-alone. */
export const fetchSeconds = new Histogram({
  name: 'provident_fetch_seconds',
  help: 'Seconds per call of the gateway to a subgraph, by outcome',
  labelNames: ['subgraph', 'outcome'] as const,
  buckets: seconds,
  registers: [registry],
});

/** Keys that a subgraph answered without being asked, and values not of their type; each is dropped, and an alarm. */
export const untakenValues = new Counter({
  name: 'provident_untaken_values_total',
  help: 'Keys of answers that were not asked for (dropped), and values that are not of their type (wrong)',
  labelNames: ['subgraph', 'kind'] as const,
  registers: [registry],
});

const collectors = new Map<string, () => Promise<number>>();

/** Events that a service could not take in a day of tries, counted when the metrics are read. */
export const untakenEvents = {
  collectors,
  gauge: new Gauge({
    name: 'provident_untaken_events',
    help: 'Events that could not be taken and wait for a person',
    labelNames: ['service'] as const,
    registers: [registry],
    async collect() {
      for (const [service, count] of collectors) this.set({ service }, await count());
    },
  }),
};
