import type { Caller } from '#service/caller.ts';
import type { PersonAt } from '#service/persons.ts';
import type { Traced } from '#service/tracing.ts';
import type { Outcome } from './execute/execute.ts';
import type { Place } from './unanswered.ts';

/** What one request carries through the gateway. */
export type GatewayContext = {
  caller: Caller;
  correlation: string;
  /** How many turns it takes, of those that requests under way may take. */
  readonly turns: number;
  /** How many subgraphs it waits for; filled by the fetches. */
  waitsFor: number;
  /** Where in the answer a person is told about, and which member that is; filled by the fetches. */
  persons: PersonAt[];
  /** Places that a fetch left without an answer where no error names them one by one; filled by the fetches. */
  unanswered: Place[];
  /** The monotonic millisecond at which the request is given up. */
  deadline: number;
  /** What came of the operation, if it took the short way as far as the subgraphs. */
  executed?: Outcome;
  /**
   * What the operation may cost at most, and what its answer did cost; nothing where it was refused before. Filled in, since
   * the library hands its plugins a copy of this object.
   */
  readonly cost: { most: number; was: number };
  /** The name of the document on file that is asked, or "other". */
  document?: string;
  /** The trace of this request, where traces are sent. */
  traced?: Traced | undefined;
};
