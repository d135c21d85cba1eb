import { setTimeout as pause } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { monotonicMs } from '#kernel/clock.ts';
import { type Breaker, breaker } from './breaker.ts';
import { type Posted, post, TimedOut, TooLong } from './post.ts';
import { type Silence, silence } from './silence.ts';

export type Sending = {
  /** Made anew for each try: an introduction is good for one. */
  headers: () => string[];
  body: string;
  /** The monotonic millisecond at which the answer is given up. */
  until: number;
  /** Whether it may be sent once more; a command never is, since it may have been carried out. */
  repeatable: boolean;
};

/** The way to one subgraph. */
export type Channel = { send(sending: Sending): Promise<Posted> };

const path = '/graphql';
// A thousand taxpayers with every month of a year fit; a runaway answer does not.
const mostBytes = 8 * 1024 * 1024;
const jitterMs = { least: 10, most: 50 };
// One call in ten may be sent again, so that a subgraph in need is not asked twice as much.
const perCall = 0.1;
const mostSaved = 10;

/** The subgraph failed lately, so it was not asked. */
export class LeftAlone extends Error {}

const gaveUp = 504;

const failed = ({ status }: Posted): boolean => status >= 500;

type Guards = { guard: Breaker; silent: Silence };

async function once(pool: Dispatcher, { guard, silent }: Guards, { headers, body, until }: Sending): Promise<Posted> {
  const began = monotonicMs();
  if (silent.is()) throw new LeftAlone('many wait for it already and it answers none');
  if (!guard.admits(began)) throw new LeftAlone('it failed lately and is left alone for a while');
  const limitMs = Math.max(1, Math.floor(until - began));
  let well = false;
  let heard = false;
  silent.begun();
  try {
    const posted = await post(pool, { path, headers: headers(), body, limitMs, mostBytes });
    heard = true;
    well = !failed(posted);
    // It gave up for want of time, and there is less of it now.
    if (posted.status === gaveUp) throw new TimedOut('it gave up for want of time');
    return posted;
  } catch (error) {
    heard ||= !(error instanceof TimedOut);
    throw error;
  } finally {
    silent.ended(heard);
    guard.ended(well, monotonicMs());
  }
}

/** Sends over a pool of connections: with a breaker, and for queries with one more try out of a budget. */
export function channel(pool: Dispatcher): Channel {
  const guards = { guard: breaker(), silent: silence() };
  let saved = mostSaved;
  const mayRepeat = ({ repeatable, until }: Sending): boolean => {
    if (!repeatable || saved < 1 || until - monotonicMs() < jitterMs.most) return false;
    saved -= 1;
    return true;
  };
  const jitter = () => pause(jitterMs.least + Math.random() * (jitterMs.most - jitterMs.least));
  return {
    async send(sending) {
      saved = Math.min(mostSaved, saved + perCall);
      try {
        const posted = await once(pool, guards, sending);
        if (!failed(posted) || !mayRepeat(sending)) return posted;
      } catch (error) {
        const isFinal = error instanceof TimedOut || error instanceof TooLong || error instanceof LeftAlone;
        if (isFinal || !mayRepeat(sending)) throw error;
      }
      await jitter();
      return once(pool, guards, sending);
    },
  };
}
