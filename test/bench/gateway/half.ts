import { setTimeout as pause } from 'node:timers/promises';
import { monotonicMs } from '#kernel/clock.ts';
import { type Asking, askedOnly, type Contestant } from './stage.ts';

// Longer than any contestant takes to give up.
const patienceMs = 30_000;

/**
 * How long answers take at a steady rate, in ms, sorted. A question is asked when it is due whether those before are
 * answered or not, and its time runs from then, so that a gateway which falls behind is seen to. Nothing is kept of a
 * question but that number: who asks must not stand still to clean up.
 */
export async function atRate(contestant: Contestant, asking: Asking, perSecond: number, forMs: number) {
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
