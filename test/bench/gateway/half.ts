import { setTimeout as pause } from 'node:timers/promises';
import { monotonicMs } from '#kernel/clock.ts';
import { median } from '../median.ts';
import { quantiles } from './measured.ts';
import { type Asking, askedOnly, type Contestant } from './stage.ts';

// Longer than any contestant takes to give up.
const patienceMs = 30_000;
// Before it is measured connections that are not needed are closed, and memory given back is taken again.
const spareMs = 5_000;
const pausedMs = 300;

/**
 * Nobody but this one works on the gateways' core: programs that nobody asks tidy their memory up there, and take it for
 * nearly a tenth of a second. It has a moment first to see which of its connections were closed while it stood still.
 */
export async function alone(one: Contestant, contestants: readonly Contestant[]): Promise<void> {
  for (const { child } of contestants) child.kill(child === one.child ? 'SIGCONT' : 'SIGSTOP');
  await pause(pausedMs);
}

/** All go on, as they must before they can be told to end. */
export function allWork(contestants: readonly Contestant[]): void {
  for (const { child } of contestants) child.kill('SIGCONT');
}

type Steady = { perSecond: number; forMs: number; times: number };

/** How long answers take at this rate, measured so many times, in ms: medians, of how many times p99 is p50 too. */
export async function steadily(contestant: Contestant, asking: Asking, { perSecond, forMs, times }: Steady) {
  await atRate(contestant, asking, perSecond, spareMs);
  const each: { p50: number; p99: number; longest: number }[] = [];
  for (let time = 0; time < times; time += 1) {
    const took = await atRate(contestant, asking, perSecond, forMs);
    each.push({ ...quantiles(took), longest: took.at(-1)! });
  }
  return {
    p50: median(each.map((one) => one.p50)),
    p99: median(each.map((one) => one.p99)),
    times: median(each.map((one) => one.p99 / one.p50)),
    longest: Math.max(...each.map((one) => one.longest)),
  };
}

/**
 * How long answers take at a steady rate, in ms, sorted. A question is asked when it is due whether those before are
 * answered or not, and its time runs from then, so that a gateway which falls behind is seen to. Nothing is kept of a
 * question but that number: who asks must not stand still to clean up.
 */
async function atRate(contestant: Contestant, asking: Asking, perSecond: number, forMs: number) {
  const took = new Float64Array(Math.ceil((perSecond * forMs) / 1_000) + 1);
  let answered = 0;
  let under = 0;
  let failure: unknown;
  async function ask(since: number): Promise<void> {
    under += 1;
    try {
      await askedOnly(contestant, asking);
      took[answered] = monotonicMs() - since;
      answered += 1;
    } catch (error) {
      failure ??= error;
    }
    under -= 1;
  }
  const began = monotonicMs();
  for (let due = 0; due < forMs && !failure; ) {
    await pause(1);
    for (; due < Math.min(forMs, monotonicMs() - began); due += 1_000 / perSecond) void ask(began + due);
  }
  while (under > 0 && !failure && monotonicMs() - began < forMs + patienceMs) await pause(1);
  if (failure) throw failure;
  if (under > 0) throw new Error(`${contestant.name}, ${asking.question.name}: ${under} were never answered`);
  return took.subarray(0, answered).sort();
}
