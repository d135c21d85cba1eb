import { AsyncLocalStorage } from 'node:async_hooks';
import { monotonicMs } from '#kernel/clock.ts';
import type { Traced } from './tracing.ts';

/** What is known of the request that the code at hand works for. */
export type UnderWay = {
  /** The monotonic millisecond after which nobody waits for the answer any more. */
  until?: number | undefined;
  /** The register that works, and its trace if there is one. */
  part?: string;
  traced?: Traced | undefined;
};

const requests = new AsyncLocalStorage<UnderWay>();

/** The time that a request had is over: whoever asked has given up. */
export class DeadlinePassed extends Error {
  constructor() {
    super('nobody waits for the answer any more');
  }
}

/** Works for a request; all that is begun in it, and nothing else, counts as its work. */
export const workingFor = <T>(request: UnderWay, work: () => Promise<T>): Promise<T> => requests.run(request, work);

/** The request that the code at hand works for; undefined for runs, events and schedules. */
export const underWay = (): UnderWay | undefined => requests.getStore();

/** Milliseconds left to the request at hand, 0 or less once it is over; undefined where nobody waits. */
export function leftMs(): number | undefined {
  const until = requests.getStore()?.until;
  return until === undefined ? undefined : until - monotonicMs();
}
