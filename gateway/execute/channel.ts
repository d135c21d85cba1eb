import { setTimeout as pause } from 'node:timers/promises';
import { monotonicMs } from '#kernel/clock.ts';
import { type Breaker, breaker } from './breaker.ts';
import { type Posted, TimedOut, TooLong } from './post.ts';
import { type Silence, silence } from './silence.ts';
import type { Sendable, Transport } from './together.ts';

export type Sending = Pick<Sendable, 'alone' | 'among'> & {
  /** The monotonic millisecond at which the answer is given up. */
  until: number;
  /** Whether it may be sent once more; a command never is, since it may have been carried out. */
  repeatable: boolean;
};

/** The way to one subgraph. */
export type Channel = { send(sending: Sending): Promise<Posted> };

// A thousand taxpayers with every month of a year fit; a runaway answer does not.
const mostBytes = 8 * 1024 * 1024;
const jitterMs = { least: 10, most: 50 };
// One call in ten may be sent again, so that a subgraph in need is not asked twice as much.
const perCall = 0.1;
const mostSaved = 10;

/** The subgraph failed lately, or is silent, so it was not asked. */
export class LeftAlone extends Error {}

// Made once: thousands in a second may be told so, and to trace the stack for each costs a fifth of an answer.
const fellSilent = new LeftAlone('many wait for it already and it answers none');
const failedLately = new LeftAlone('it failed lately and is left alone for a while');

const gaveUp = 504;

const failed = ({ status }: Posted): boolean => status >= 500;

type Guards = { guard: Breaker; silent: Silence };

function admit({ guard, silent }: Guards, nowMs: number): void {
  if (silent.is()) throw fellSilent;
  if (!guard.admits(nowMs)) throw failedLately;
  silent.begun();
}

function note({ guard, silent }: Guards, well: boolean, heard: boolean): void {
  silent.ended(heard);
  guard.ended(well, monotonicMs());
}

const isFinal = (error: unknown): boolean =>
  error instanceof TimedOut || error instanceof TooLong || error instanceof LeftAlone;

/** What went wrong with one request, and whether one more try of the budget was taken for it. */
type Fault = { paid?: boolean };

/** Sends with a breaker, and for queries with one more try out of a budget. */
export function channel(transport: Transport): Channel {
  const guards = { guard: breaker(), silent: silence() };
  let saved = mostSaved;
  // Calls that went in one request fail with the same error: that is one fault for the breaker and the budget.
  const faults = new WeakMap<object, Fault>();

  function faultOf(error: object): Fault {
    const heard = !(error instanceof TimedOut);
    const known = faults.get(error);
    if (known) guards.silent.ended(heard);
    else note(guards, false, heard);
    const fault = known ?? {};
    faults.set(error, fault);
    return fault;
  }
  function mayRepeat({ repeatable, until }: Sending, fault: Fault): boolean {
    if (!repeatable || until - monotonicMs() < jitterMs.most) return false;
    if (fault.paid === undefined) {
      fault.paid = saved >= 1;
      if (fault.paid) saved -= 1;
    }
    return fault.paid;
  }
  const jitter = () => pause(jitterMs.least + Math.random() * (jitterMs.most - jitterMs.least));
  return {
    async send(sending) {
      saved = Math.min(mostSaved, saved + perCall);
      for (let again = false; ; again = true) {
        const began = monotonicMs();
        admit(guards, began);
        const { alone, among, until } = sending;
        const limitMs = Math.max(1, Math.floor(until - began));
        let posted: Posted | undefined;
        try {
          posted = await transport({ alone, among, limitMs, mostBytes });
        } catch (error) {
          const fault = faultOf(error as object);
          if (again || isFinal(error) || !mayRepeat(sending, fault)) throw error;
        }
        if (posted) {
          note(guards, !failed(posted), true);
          // It gave up for want of time, and there is less of it now.
          if (posted.status === gaveUp) throw new TimedOut('it gave up for want of time');
          if (!failed(posted) || again || !mayRepeat(sending, {})) return posted;
        }
        await jitter();
      }
    },
  };
}
