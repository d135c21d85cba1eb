import { setTimeout as pause } from 'node:timers/promises';
import { monotonicMs } from '#kernel/clock.ts';
import { type Asking, askedOnly, type Contestant } from './stage.ts';

/**
 * How long answers take at a steady rate, in ms, sorted. A question is asked when it is due whether those before are
 * answered or not, and its time runs from then, so that a gateway which falls behind is seen to.
 */
export async function atRate(contestant: Contestant, asking: Asking, perSecond: number, forMs: number) {
  const took: number[] = [];
  const under: Promise<void>[] = [];
  const began = monotonicMs();
  for (let due = 0; due < forMs; ) {
    await pause(1);
    for (; due < Math.min(forMs, monotonicMs() - began); due += 1_000 / perSecond) {
      const since = began + due;
      under.push(askedOnly(contestant, asking).then(() => void took.push(monotonicMs() - since)));
    }
  }
  await Promise.all(under);
  return took.toSorted((a, b) => a - b);
}
